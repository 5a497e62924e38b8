import { Temporal } from 'temporal-polyfill';
import { fateOf, type Awaiting, type RetentionPolicy } from '../../domain/retention.js';
import type { Status } from '../../domain/vocabulary.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { awaitingOf, HELD_SINCE_WARNED, heldOn, lockForGood, ownerValidOn } from '../consults/consult-retention.js';

/** A consult whose day has come, with what its fate is decided by: clear columns only. */
export interface Due {
  id: string;
  reference: string;
  status: Status;
  destroy_on: string;
  warned_at: Date | null;
  warning_seen_at: Date | null;
  held: boolean;
  held_since: boolean;
  owner_valid: boolean;
}

/** $1 is today. */
const DUE = `select c.id, c.reference, c.status, c.destroy_on, c.warned_at, c.warning_seen_at, ${heldOn('$1')} as held,
    ${HELD_SINCE_WARNED} as held_since,
    ${ownerValidOn('$1')} as owner_valid
  from consults c where c.destroy_on <= $1`;

/** In the order of their ids, after one. */
export const dueAfter = (tx: Tx, after: string | null, limit: number): Promise<Due[]> =>
  tx.query(`${DUE} and ($2::uuid is null or c.id > $2) order by c.id limit $3`, [todayOf(tx), after, limit]);

/** As it is now; null when its day has not come, or no more. @param lock holds it for its end */
export async function dueNow(tx: Tx, id: string, lock: boolean): Promise<Due | null> {
  if (lock) await lockForGood(tx, id);
  const [row] = await tx.query(`${DUE} and c.id = $2`, [todayOf(tx), id]);
  return row ?? null;
}

export function fateNow(tx: Tx, due: Due, policy: RetentionPolicy) {
  const { destroyOn, warnedOn, seenOn } = awaitingOf(due);
  const warned = due.held_since ? { warnedOn: null, seenOn: null } : { warnedOn, seenOn };
  const awaiting: Awaiting = { destroyOn, ...warned, held: due.held, ownerValid: due.owner_valid };
  return fateOf(awaiting, localDay(tx.now), policy);
}

const todayOf = (tx: Tx): string => localDay(tx.now).toString();

/** As a person says it: "13 oktober 2028". */
export const inWords = (day: string): string =>
  Temporal.PlainDate.from(day).toLocaleString('nl-BE', { day: 'numeric', month: 'long', year: 'numeric' });
