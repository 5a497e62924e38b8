import { Temporal } from 'temporal-polyfill';
import { daysBefore, type Step } from './reminder-ladder.js';
import type { ReminderPolicy } from './reminders.js';

/** A hold without an end would be a keeping for ever: what needs longer is prolonged, with a reason (domain 9). */
export const MOST_YEARS = 5;

export const HOLD_STATES = ['standing', 'ended', 'lifted'] as const;
export type HoldState = (typeof HOLD_STATES)[number];

/** Days are 'YYYY-MM-DD', Brussels. The last day belongs to the hold. */
export function holdState({ endsOn, lifted }: { endsOn: string; lifted: boolean }, today: string): HoldState {
  if (lifted) return 'lifted';
  return endsOn < today ? 'ended' : 'standing';
}

/** What is wrong with an end; null when it is right. One that is prolonged ends later than it does. @param end its end so far */
export function wrongEnd(endsOn: string, today: string, end?: string): 'past' | 'too-far' | 'not-later' | null {
  if (endsOn <= today) return 'past';
  if (end !== undefined && endsOn <= end) return 'not-later';
  return endsOn > Temporal.PlainDate.from(today).add({ years: MOST_YEARS }).toString() ? 'too-far' : null;
}

/** Reminders to the privacy officers before a hold ends. One that was prolonged is a new ladder. */
export const holdSteps = (endsOn: string, { legalHold }: Pick<ReminderPolicy, 'legalHold'>): Step[] =>
  daysBefore('legal-hold', endsOn, legalHold, 'legal-hold-ends');
