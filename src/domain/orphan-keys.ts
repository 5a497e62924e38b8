import type { Temporal } from 'temporal-polyfill';

/** A data key whose record was in none of the tables where it could be. */
export interface OrphanKey {
  recordId: string;
  createdAt: Temporal.Instant;
  disabledAt: Temporal.Instant | null;
}

/** What the vault and the main database said, the machine's time and the last restore of either. */
export interface Inventory {
  orphans: readonly OrphanKey[];
  /** How many keys do have their record. */
  owned: number;
  now: Temporal.Instant;
  lastRestore: Temporal.Instant | null;
}

export type Sweep =
  | { disable: string[]; destroy: string[] }
  /** `restored`: wait. `too-many`, `none-owned`: something is wrong with what was found, a person must look. */
  | { stopped: 'restored' | 'too-many' | 'none-owned' };

const HOURS_A_DAY = 24;
export const GRACE_DAYS = 30;
export const DISABLED_DAYS = 7;
export const MOST_AT_ONCE = 100;

const isPast = (moment: Temporal.Instant, days: number, now: Temporal.Instant): boolean =>
  moment.add({ hours: days * HOURS_A_DAY }).epochMilliseconds <= now.epochMilliseconds;

/**
 * Destroying the key of a record that is there after all cannot be undone, so in doubt nothing happens: not soon after
 * the key was made or anything was restored, not many at once, not when the main database shows no record at all.
 */
export function decideSweep({ orphans, owned, now, lastRestore }: Inventory): Sweep {
  if (lastRestore && !isPast(lastRestore, GRACE_DAYS, now)) return { stopped: 'restored' };
  const old = orphans.filter(({ createdAt }) => isPast(createdAt, GRACE_DAYS, now));
  const disable = old.filter(({ disabledAt }) => disabledAt === null);
  const destroy = old.filter(({ disabledAt }) => disabledAt !== null && isPast(disabledAt, DISABLED_DAYS, now));
  const candidates = disable.length + destroy.length;
  if (candidates > MOST_AT_ONCE) return { stopped: 'too-many' };
  if (candidates && !owned) return { stopped: 'none-owned' };
  return { disable: idsOf(disable), destroy: idsOf(destroy) };
}

const idsOf = (keys: readonly OrphanKey[]): string[] => keys.map(({ recordId }) => recordId);
