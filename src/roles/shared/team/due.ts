import type { Temporal } from 'temporal-polyfill';
import { ZONE } from '../../../platform/clock/clock.js';
import { hour, moment } from '../moments.js';

export interface Due {
  at: string;
  /** "vandaag, 14.30 uur", "morgen, 9.30 uur", else "maandag 12 oktober, 10.30 uur" */
  text: string;
  late: boolean;
  /** Minutes by the clock on the wall, in the last two hours only. */
  minutesLeft: number | null;
}

const SOON = 120;

/** The moment of the answer as somebody between two phone calls reads it. */
export function dueOf(answerDue: string | null, now: Temporal.Instant): Due | null {
  if (!answerDue) return null;
  const minutes = Math.floor((Date.parse(answerDue) - now.epochMilliseconds) / 60_000);
  const late = minutes < 0;
  return { at: answerDue, text: nearby(answerDue, now), late, minutesLeft: !late && minutes < SOON ? minutes : null };
}

/** "vandaag, 14.30 uur": days next to today by their name, others in full. */
export function nearby(iso: string, now: Temporal.Instant): string {
  const today = now.toZonedDateTimeISO(ZONE).toPlainDate();
  const name = { '-1': 'gisteren', 0: 'vandaag', 1: 'morgen' }[today.until(iso.slice(0, 10)).days];
  return name ? `${name}, ${hour(iso)}` : moment(iso, today.year);
}

/** "vandaag om 9.00 uur" */
export const nearbyAt = (iso: string, now: Temporal.Instant): string => nearby(iso, now).replace(/, (?=[^,]*$)/, ' om ');
