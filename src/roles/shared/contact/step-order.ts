import type { Asking } from './asking.js';
import type { Step } from './step.js';
import { STEPS } from './steps.js';

export const stepsFor = (asking: Asking): Step[] => STEPS.filter((step) => step.applies?.(asking) ?? true);

/** What must still be answered before it can be sent. */
export const firstMissing = (asking: Asking): Step | undefined =>
  stepsFor(asking).find((step) => step.required?.(asking) && !step.answered(asking));

/** Where she stopped: after the last page that has an answer. */
export function resumeAt(asking: Asking): Step | undefined {
  const steps = stepsFor(asking);
  const last = steps.findLastIndex((step) => step.answered(asking));
  return firstMissing(asking) ?? steps[last + 1];
}
