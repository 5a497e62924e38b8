import { Temporal } from 'temporal-polyfill';
import { byMoment, daysBefore, ladder, localMoment, type Step } from './reminder-ladder.js';
import type { MandatePolicy } from './mandates.js';
import type { ReminderPolicy } from './reminders.js';

/**
 * The warnings to the holder of a mandate before its last day, `validTo` ('YYYY-MM-DD', Brussels), soonest first
 * (domain 6: 60, 30 and 7 days before). A mandate without an end has none. A renewed mandate is a new ladder.
 */
export const mandateSteps = (validTo: string | null, { mandate }: Pick<ReminderPolicy, 'mandate'>): Step[] =>
  validTo === null ? [] : daysBefore('mandate', validTo, mandate, 'mandate-ends');

/** Of a contact's active mandate; days as YYYY-MM-DD. */
export interface Asked {
  validFrom: string;
  askedOn: string | null;
  answeredOn: string | null;
}

type SeptemberPolicy = Pick<ReminderPolicy, 'mandate'> & Pick<MandatePolicy, 'septemberAnswerDays'>;

/** For how many days after it was due, that nobody answered is still told: longer ago is another year's. */
const TOLD_LATE_DAYS = 30;

/**
 * "Ben je nog aanspreekpunt?", each 1 September (domain 6, 10): in that month, to who held the mandate before it and did not
 * answer yet; and, so many days after it was really asked, that nobody answered.
 */
export function septemberSteps({ validFrom, askedOn, answeredOn }: Asked, today: Temporal.PlainDate, policy: SeptemberPolicy): Step[] {
  const steps: Step[] = [];
  const { at } = policy.mandate;
  const first = `${today.year}-09-01`;
  const answeredSince = (day: string): boolean => answeredOn !== null && answeredOn >= day;
  if (today.month === 9 && validFrom < first && !answeredSince(first)) {
    const moment = localMoment(first, 0, at);
    steps.push(ladder('still-contact', moment)('ask', moment, { remind: 'still-contact' }));
  }
  if (askedOn !== null && !answeredSince(askedOn)) {
    const due = Temporal.PlainDate.from(askedOn).add({ days: policy.septemberAnswerDays });
    if (Temporal.PlainDate.compare(today, due.add({ days: TOLD_LATE_DAYS })) <= 0) {
      const rung = ladder('still-unanswered', localMoment(askedOn, 0, at));
      steps.push(rung('unanswered', localMoment(due.toString(), 0, at), { remind: 'still-unanswered' }));
    }
  }
  return byMoment(steps);
}
