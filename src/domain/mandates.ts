import { Temporal } from 'temporal-polyfill';
import type { Role } from './vocabulary.js';

/** How a mandate stands on a day (domain 10). `ended` and `expired` are a contact's only: whoever is of a team has one or none. */
export const STANDINGS = ['active', 'expired', 'ended', 'none'] as const;
export type Standing = (typeof STANDINGS)[number];
/** Of a mandate that gives any access. */
export type Held = Exclude<Standing, 'none'>;

export const ENDING_REASONS = ['left', 'replaced', 'organisation-ended', 'for-cause', 'other'] as const;
export type EndingReason = (typeof ENDING_REASONS)[number];

/** Days as YYYY-MM-DD: they compare as text. First and last days count. */
export interface MandateDates {
  role: Role;
  validFrom: string;
  validTo: string | null;
  endedOn: string | null;
  endingReason: EndingReason | null;
  /** The mandate, or the account that holds it. */
  suspended: boolean;
}

/** Dated reference data: how long an expired registration asks and reads as before, and how long an answer is waited for. */
export interface MandatePolicy {
  expiredReadMonths: number;
  septemberAnswerDays: number;
}

const CONTACTS: readonly Role[] = ['club-contact', 'federation-contact'];

/** Pure twin of `standingSql` in platform/auth/mandate-standing.ts; a test holds the two together. */
export function standingOf(mandate: MandateDates, day: string, { expiredReadMonths }: Pick<MandatePolicy, 'expiredReadMonths'>): Standing {
  const { role, validFrom, validTo, endedOn, endingReason, suspended } = mandate;
  const contact = CONTACTS.includes(role);
  if (suspended || validFrom > day || endingReason === 'for-cause') return 'none';
  if (endedOn !== null && endedOn < day) return contact ? 'ended' : 'none';
  if (validTo === null || validTo >= day) return 'active';
  return contact && graceEnd(validTo, expiredReadMonths) >= day ? 'expired' : 'none';
}

/** Of a month that is too short, the last day. */
const graceEnd = (validTo: string, months: number): string => Temporal.PlainDate.from(validTo).add({ months }).toString();
