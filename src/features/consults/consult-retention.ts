import { Temporal } from 'temporal-polyfill';
import { destructionDay, goesOn, noticeDays, restingOf, retentionSteps, type Awaiting, type Resting, type RetentionPolicy } from '../../domain/retention.js';
import type { Step } from '../../domain/reminders.js';
import { inOfficeSql } from '../../platform/auth/mandate-standing.js';
import { dateOf, instantOf, localDay, maybeInstant } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import type { Database, Tx } from '../../platform/database/database.js';
import type { Changes } from './consult.repository.js';
import type { ConsultRow } from './consult.row.js';

type AtRest = Pick<ConsultRow, 'status' | 'touched_at' | 'closed_at' | 'kept_until'>;

export const restOf = (row: AtRest): Resting | null =>
  restingOf({ status: row.status, touchedAt: instantOf(row.touched_at), endedAt: maybeInstant(row.closed_at) });

/** Of a new day nobody was warned yet. */
export const NOT_WARNED = { warned_at: null, warning_seen_at: null };
const NOT_KEPT = { kept_until: null, keep_reason_ct: null };

/** What a change does to the day of destruction: coming to rest sets it, being taken up again clears it, anything else leaves it. */
export function retentionOf(before: AtRest | null, next: AtRest, policy: RetentionPolicy): Changes {
  const was = before && restOf(before);
  const is = restOf(next);
  if (!is) return was ? { destroy_on: null, ...NOT_KEPT, ...NOT_WARNED } : {};
  if (was?.kind === is.kind && was.since.equals(is.since)) return {};
  const day = destructionDay(is, policy);
  const kept = was?.kind === is.kind && next.kept_until ? Temporal.PlainDate.from(next.kept_until) : null;
  // A draft that was kept longer is not kept shorter by a new word in it.
  if (kept && Temporal.PlainDate.compare(kept, day) > 0) return { destroy_on: kept.toString(), ...NOT_WARNED };
  return { destroy_on: day.toString(), ...NOT_KEPT, ...NOT_WARNED };
}

/** The warnings of its day; none while somebody works on it. */
export function retentionStepsOf(row: AtRest & Pick<ConsultRow, 'destroy_on'>, policy: RetentionPolicy): Step[] {
  const rest = restOf(row);
  return rest && row.destroy_on ? retentionSteps(Temporal.PlainDate.from(row.destroy_on), rest, policy) : [];
}

type Warned = Pick<ConsultRow, 'destroy_on' | 'warned_at' | 'warning_seen_at'>;

const maybeDay = (moment: Date | null): Temporal.PlainDate | null => (moment ? localDay(instantOf(moment)) : null);

export const awaitingOf = (row: Warned & { destroy_on: string }): Pick<Awaiting, 'destroyOn' | 'warnedOn' | 'seenOn'> => ({
  destroyOn: Temporal.PlainDate.from(row.destroy_on),
  warnedOn: maybeDay(row.warned_at),
  seenOn: maybeDay(row.warning_seen_at),
});

/** The day that is shown: a later one than was set, when a warning was seen late, or would be seen only today. Null while somebody works on it. */
export function shownDay(row: Warned, today: Temporal.PlainDate, policy: RetentionPolicy): string | null {
  if (!row.destroy_on) return null;
  const { destroyOn, warnedOn, seenOn } = awaitingOf({ ...row, destroy_on: row.destroy_on });
  return goesOn({ destroyOn, warnedOn: warnedOn ?? destroyOn.subtract({ days: noticeDays(policy) }), seenOn: seenOn ?? today }, policy)!.toString();
}

/**
 * Its asker saw, under a valid mandate, that it will be destroyed. Only the first time is kept, by the product itself: nobody
 * says of herself that she saw it.
 */
export async function sawWarning(database: Database, me: Person, consultId: string): Promise<void> {
  await database.asSystem('retention', (tx) =>
    tx.query(
      `update consults set warning_seen_at = $3
       where id = $1 and asker_account_id = $2 and warned_at is not null and warning_seen_at is null`,
      [consultId, me.accountId, dateOf(tx.now)],
    ),
  );
}

/** SQL over `consults c`: a legal hold on it, or on what was brought from it to the federation. */
const holdOf = (which: string): string => `exists (select 1 from legal_holds h
  where ${which} and (h.record_id = c.id or h.record_id in (select e.id from escalations e where e.consult_id = c.id)))`;

/** Stands on that day. */
export const heldOn = (today: string): string => holdOf(`h.lifted_at is null and h.ends_on >= ${today}`);
/** Began after the warning: the clock stood still since, and the warning counts no more. */
export const HELD_SINCE_WARNED = holdOf('h.set_at >= c.warned_at');

/** Somebody can see a warning: its owner holds a mandate of that organisation on that day. */
export const ownerValidOn = (today: string): string => `exists (select 1 from mandates m join accounts a on a.id = m.account_id
  where m.account_id = c.asker_account_id and m.organisation_id = c.organisation_id
    and m.role in ('club-contact', 'federation-contact') and ${inOfficeSql(`${today}::date`)})`;

export async function warnable(tx: Tx, consultId: string): Promise<{ held: boolean; heldSinceWarned: boolean; ownerValid: boolean }> {
  const [row] = await tx.query(
    `select ${heldOn('$2')} as held, ${HELD_SINCE_WARNED} as since, ${ownerValidOn('$2')} as valid from consults c where c.id = $1`,
    [consultId, localDay(tx.now).toString()],
  );
  return { held: row?.held ?? false, heldSinceWarned: row?.since ?? false, ownerValid: row?.valid ?? false };
}

/** Before looking whether it may go: a hold that is being put on it is waited for, and one that comes later finds nothing. */
export const lockForGood = (tx: Tx, consultId: string) => tx.query('select 1 from consults where id = $1 for update', [consultId]);

/** To its asker, who is told that it is held and not by whom or why: a function of the database, since she sees no hold. */
export async function isHeld(tx: Tx, consultId: string): Promise<boolean> {
  const [{ held }] = await tx.query('select kb.is_held($1, $2) as held', [consultId, localDay(tx.now).toString()]);
  return held;
}
