/** How somebody comes in and stays in: dated reference data (reference-data/sign-in.json). */
export interface SignInPolicy {
  idleMinutes: number;
  /** On a device that others use too. */
  sharedIdleMinutes: number;
  absoluteHours: number;
  /** So long before a session ends, the page says so. */
  warnMinutes: number;
  /** How long a second factor counts as fresh. */
  freshMinutes: number;
  /** How long typed text that met an ended session may be taken up again. */
  keptTextMinutes: number;
  failures: { windowMinutes: number; perAccount: number; perNetwork: number };
  /** Coming in again without any way in: how long after two people said yes, and how long the link holds then. */
  recovery: { delayHours: number; linkDays: number };
}
