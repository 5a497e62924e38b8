/** What has to be done once rows are back and a new epoch of the audit record began; each step may be done again. */
export interface AfterRestore {
  /** @returns what it did, in lines for the person at the keyboard */
  afterRestore(): Promise<string[]>;
}

/** Injection token: AfterRestore[], in the order in which they are done. */
export const AFTER_RESTORE = Symbol('AfterRestore');
