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

/** What everybody is told, in a notice, a banner and on the operator's screen. */
export const gapSentence = ({ lostFrom, lostTo }: RestoreGap): string =>
  `Kijk na: tussen ${spoken(lostFrom)} en ${spoken(lostTo)} kan iets verloren zijn.`;

/** "woensdag 25 november 2026, 10.05 uur" */
function spoken(moment: Temporal.Instant): string {
  const local = moment.toZonedDateTimeISO(BRUSSELS);
  const day = local.toLocaleString('nl-BE', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return `${day}, ${local.hour}.${String(local.minute).padStart(2, '0')} uur`;
}
