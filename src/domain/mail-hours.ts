import { Temporal } from 'temporal-polyfill';
import { BRUSSELS } from './brussels-time.js';
import type { ReminderPolicy } from './reminders.js';
import type { Urgency } from './vocabulary.js';

/**
 * When a mail may leave: null = now, else the next local `from` (domain 6: mail waits outside 8-21 local time).
 * A gathered one always waits for the next `from`: one mail a morning (domain 7, daily digest).
 * `from` is inclusive, `to` exclusive; both are local times of day and `from` comes first.
 */
export function mailMoment(
  now: Temporal.Instant,
  { exempt, gathered = false }: { exempt: boolean; gathered?: boolean },
  policy: Pick<ReminderPolicy, 'mailHours'>,
): Temporal.Instant | null {
  if (exempt) return null;
  const from = Temporal.PlainTime.from(policy.mailHours.from);
  const to = Temporal.PlainTime.from(policy.mailHours.to);
  const local = now.toZonedDateTimeISO(BRUSSELS);
  const time = local.toPlainTime();
  const early = Temporal.PlainTime.compare(time, from) < 0;
  if (!gathered && !early && Temporal.PlainTime.compare(time, to) < 0) return null;
  // By the date, not by adding hours: a night in which the clock changes still ends at local `from`.
  const day = early ? local.toPlainDate() : local.toPlainDate().add({ days: 1 });
  return day.toZonedDateTime({ timeZone: BRUSSELS, plainTime: from }).toInstant();
}

export interface MailReason {
  /** Null for a mail about no consult. */
  urgency: Urgency | null;
  /** The mail goes to a team whose phone is open now; false for every mail to a contact. */
  teamOpen: boolean;
  /** What happened, as the outbox calls it. */
  event: string;
}

const HER_QUESTIONS_AND_ANSWERS: readonly string[] = ['information-request', 'answer'];

/** Whether the night rule lets this mail through: domain 6, its two exceptions and no other. */
export function isExempt({ urgency, teamOpen, event }: MailReason): boolean {
  if (urgency === 'acute' && teamOpen) return true;
  return (urgency === 'acute' || urgency === 'high') && HER_QUESTIONS_AND_ANSWERS.includes(event);
}

/** Whether a mail joins a daily digest: answers, information requests, acute and high never do (domain 7). */
export const mayBeGathered = ({ urgency, event }: Pick<MailReason, 'urgency' | 'event'>): boolean =>
  urgency !== 'acute' && urgency !== 'high' && !HER_QUESTIONS_AND_ANSWERS.includes(event);
