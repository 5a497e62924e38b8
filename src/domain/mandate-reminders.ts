import { daysBefore, type Step } from './reminder-ladder.js';
import type { ReminderPolicy } from './reminders.js';

/**
 * The warnings to the holder of a mandate before its last day, `validTo` ('YYYY-MM-DD', Brussels), soonest first
 * (domain 6: 60, 30 and 7 days before). A mandate without an end has none. A renewed mandate is a new ladder.
 */
export const mandateSteps = (validTo: string | null, { mandate }: Pick<ReminderPolicy, 'mandate'>): Step[] =>
  validTo === null ? [] : daysBefore('mandate', validTo, mandate, 'mandate-ends');
