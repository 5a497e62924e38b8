/** `key-missing`, `key-disabled`: of one record. `kek-unknown`, `kek-replaced`: of the key file. */
export type VaultErrorCode = 'key-missing' | 'key-disabled' | 'kek-unknown' | 'kek-replaced';

export class VaultError extends Error {
  constructor(
    readonly code: VaultErrorCode,
    message: string = code,
  ) {
    super(message);
  }
}

export const isUnknownKek = (error: unknown): boolean => error instanceof VaultError && error.code === 'kek-unknown';
