import { Temporal } from 'temporal-polyfill';
import { localDate } from './brussels-time.js';
import { byMoment, ladder, localMoment, type Step } from './reminder-ladder.js';
import type { Status } from './vocabulary.js';

/** How long what rests is kept (domain 9). Case files have their period in the data, and do not exist yet. */
export type RestingKind = 'draft' | 'consult' | 'withdrawn';
/** What privacy officers keep themselves: a hold from its end, a request from its closing. Nobody is warned of these. */
export const OFFICE_KINDS = ['legal-hold', 'data-subject-request'] as const;
export type OfficeKind = (typeof OFFICE_KINDS)[number];
type Period = { days: number } | { months: number };

/** The shape of reference-data/retention.json (dated reference data). The time of day is local 'HH:MM'. */
export interface RetentionPolicy {
  about: string;
  validFrom: string;
  periods: Record<RestingKind | OfficeKind | 'caseFile', Period>;
  warnings: { daysBefore: number[]; at: string };
  vaultBackupDays: number;
  mailLogDays: number;
  networkDays: number;
  auditYears: number;
  confirmed: boolean;
}

/** A record that nobody works on any more, and since when. */
export interface Resting {
  kind: RestingKind;
  since: Temporal.Instant;
}

export function restingOf(consult: { status: Status; touchedAt: Temporal.Instant; endedAt: Temporal.Instant | null }): Resting | null {
  const { status, touchedAt, endedAt } = consult;
  if (status === 'draft') return { kind: 'draft', since: touchedAt };
  if (status === 'closed' && endedAt) return { kind: 'consult', since: endedAt };
  if (status === 'withdrawn' && endedAt) return { kind: 'withdrawn', since: endedAt };
  return null;
}

/** The local day on which its period is over; of a month that is too short, the last. */
export const destructionDay = ({ kind, since }: Resting, policy: RetentionPolicy): Temporal.PlainDate =>
  localDate(since).add(policy.periods[kind]);

/** What ended on this day or before has had its time by today. */
export const endedBefore = (kind: OfficeKind, today: Temporal.PlainDate, policy: RetentionPolicy): Temporal.PlainDate =>
  today.subtract(policy.periods[kind]);

/** Postponed once more: at most a period beyond the day that holds, or beyond today when that has passed. */
export const latestDay = (kind: RestingKind, day: Temporal.PlainDate, today: Temporal.PlainDate, policy: RetentionPolicy): Temporal.PlainDate =>
  later(day, today).add(policy.periods[kind]);

/** The owner's warnings before a day of destruction. None on or before the day on which it came to rest. */
export function retentionSteps(day: Temporal.PlainDate, { since }: Resting, policy: Pick<RetentionPolicy, 'warnings'>): Step[] {
  const { daysBefore, at } = policy.warnings;
  const rested = localDate(since);
  const rung = ladder('retention', localMoment(day.toString(), 0, at));
  const steps = daysBefore
    .filter((days) => Temporal.PlainDate.compare(day.subtract({ days }), rested) > 0)
    .map((days) => rung(`${days}-days-before`, localMoment(day.toString(), -days, at), { remind: 'destruction' }));
  return byMoment(steps);
}

/** The last warning comes so many days ahead: as many as anybody has at least to postpone. */
export const noticeDays = ({ warnings }: Pick<RetentionPolicy, 'warnings'>): number => Math.min(...warnings.daysBefore);

export interface Awaiting {
  destroyOn: Temporal.PlainDate;
  /** The first warning of this day; null: none, or none since a legal hold began. */
  warnedOn: Temporal.PlainDate | null;
  /** When its owner saw a warning, under a valid mandate. */
  seenOn: Temporal.PlainDate | null;
  held: boolean;
  /** The owner has a valid mandate today. */
  ownerValid: boolean;
}

/** The day from which it may go: never sooner after a warning, or after it was seen too late, than the last warning comes ahead. */
export function goesOn({ destroyOn, warnedOn, seenOn }: Pick<Awaiting, 'destroyOn' | 'warnedOn' | 'seenOn'>, policy: RetentionPolicy): Temporal.PlainDate | null {
  if (!warnedOn || !seenOn) return null;
  const days = noticeDays(policy);
  const seenInTime = Temporal.PlainDate.compare(seenOn, destroyOn) < 0;
  return later(later(destroyOn, warnedOn.add({ days })), seenInTime ? destroyOn : seenOn.add({ days }));
}

/**
 * What becomes of it today. `warn`: a warning anew, its day moves. `ask`: nobody valid can see a warning, so a privacy
 * officer confirms. Nothing goes while a hold stands, nor before somebody valid saw a warning (domain 9).
 */
export function fateOf(record: Awaiting, today: Temporal.PlainDate, policy: RetentionPolicy): 'wait' | 'warn' | 'ask' | 'destroy' {
  if (record.held || Temporal.PlainDate.compare(today, record.destroyOn) < 0) return 'wait';
  const day = goesOn(record, policy);
  if (day) return Temporal.PlainDate.compare(today, day) >= 0 ? 'destroy' : 'wait';
  if (!record.ownerValid) return 'ask';
  return record.warnedOn ? 'wait' : 'warn';
}

/** From then on the key is in no backup of the vault either: nobody reads it any more, ever. */
export const goneForGoodOn = (destroyed: Temporal.PlainDate, policy: RetentionPolicy): Temporal.PlainDate =>
  destroyed.add({ days: policy.vaultBackupDays });

export const later = (one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(one, other) >= 0 ? one : other;
