import { Temporal } from 'temporal-polyfill';
import { nextDay, weekday } from './brussels-time.js';
import { isPublicHoliday } from './public-holidays.js';
import { daysBefore, type Step } from './reminder-ladder.js';
import type { ReminderPolicy } from './reminders.js';

/** Rights of a person over what is kept about them: articles 15, 16, 17, 18, 20 and 21 of the GDPR. */
export const REQUEST_KINDS = ['access', 'rectification', 'erasure', 'restriction', 'portability', 'objection'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_STATES = ['open', 'put', 'answered', 'refused'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const REQUEST_OUTCOMES = ['answered', 'refused'] as const satisfies readonly RequestState[];
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

export const isClosed = (state: RequestState): boolean => state === 'answered' || state === 'refused';

/** Why an answer may take two months more: article 12(3). */
export const EXTENSION_REASONS = ['complex', 'many-requests'] as const;
export type ExtensionReason = (typeof EXTENSION_REASONS)[number];

/** Why a request may be refused: articles 11, 12(5), 15(4), 17(3)(b) and 17(3)(e). */
export const REFUSAL_REASONS = ['not-identified', 'unfounded', 'excessive', 'rights-of-others', 'legal-obligation', 'legal-claims'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

const MONTHS = 1;
const MONTHS_MORE = 2;

/**
 * The last day for an answer, 'YYYY-MM-DD': a month after the day of receipt, or three (GDPR 12(3)). In a month without
 * that day its last one; what falls on a weekend or a public holiday is the next working day (Regulation 1182/71, article 3).
 */
export function dueOn(receivedOn: string, extended = false): string {
  const months = MONTHS + (extended ? MONTHS_MORE : 0);
  let day = Temporal.PlainDate.from(receivedOn).add({ months }).toString();
  while (!isWorkingDay(day)) day = nextDay(day);
  return day;
}

const SATURDAY = 6;
const isWorkingDay = (day: string): boolean => weekday(day) < SATURDAY && !isPublicHoliday(day);

/** The person must hear of it within the first month: later there is nothing to extend. */
export const mayBeExtended = ({ receivedOn, toldOn }: { receivedOn: string; toldOn: string }): boolean =>
  toldOn >= receivedOn && toldOn <= dueOn(receivedOn);

/** Somebody types the wrong year: what came in more than a year ago, or is still to come, is asked again. */
export const mayBeReceived = (receivedOn: string, today: string): boolean =>
  receivedOn <= today && receivedOn >= Temporal.PlainDate.from(today).subtract({ years: 1 }).toString();

/** Reminders to the privacy officers of what is due. An extended one is a new ladder. */
export const requestSteps = (due: string, { dataSubjectRequest }: Pick<ReminderPolicy, 'dataSubjectRequest'>): Step[] =>
  daysBefore('data-subject-request', due, dataSubjectRequest, 'data-subject-request-due');
