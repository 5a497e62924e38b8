import { Temporal } from 'temporal-polyfill';
import { BRUSSELS } from './brussels-time.js';

/** After a restore: what happened from the backup's moment to the restore's is lost, and who worked then looks after it. */
export interface RestoreGap {
  lostFrom: Temporal.Instant;
  lostTo: Temporal.Instant;
}

const TOLD_HOURS = 14 * 24;

/** Everybody's first page says it for fourteen days. */
export const isStillTold = ({ lostTo }: RestoreGap, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(now, lostTo.add({ hours: TOLD_HOURS })) < 0;

/** What everybody is told, in a notice, a banner and on the operator's screen: to the minute, never too short. */
export function gapSentence({ lostFrom, lostTo }: RestoreGap): string {
  const from = lostFrom.toZonedDateTimeISO(BRUSSELS);
  const to = lostTo.round({ smallestUnit: 'minute', roundingMode: 'ceil' }).toZonedDateTimeISO(BRUSSELS);
  const sameDay = from.toPlainDate().equals(to.toPlainDate());
  return `Kijk na: tussen ${dayOf(from)}, ${hourOf(from)} en ${sameDay ? '' : `${dayOf(to)}, `}${hourOf(to)} kan iets verloren zijn.`;
}

/** "woensdag 25 november 2026" */
const dayOf = (local: Temporal.ZonedDateTime): string =>
  local.toLocaleString('nl-BE', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** "10.05 uur" */
const hourOf = ({ hour, minute }: Temporal.ZonedDateTime): string => `${hour}.${String(minute).padStart(2, '0')} uur`;
