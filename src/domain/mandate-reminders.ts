import { ladder, localMoment, type Step } from './reminder-ladder.js';
import type { ReminderPolicy } from './reminders.js';

/**
 * The warnings to the holder of a mandate before its last day, `validTo` ('YYYY-MM-DD', Brussels), soonest first
 * (domain 6: 60, 30 and 7 days before). A mandate without an end has none. A renewed mandate is a new ladder.
 */
export function mandateSteps(validTo: string | null, policy: Pick<ReminderPolicy, 'mandate'>): Step[] {
  if (validTo === null) return [];
  const { daysBefore, at } = policy.mandate;
  const rung = ladder('mandate', localMoment(validTo, 0, at));
  return [...daysBefore]
    .sort((a, b) => b - a)
    .map((days) => rung(`${days}-days-before`, localMoment(validTo, -days, at), { remind: 'mandate-ends' }));
}
