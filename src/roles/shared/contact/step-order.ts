import type { Facts } from '../../../domain/vocabulary.js';
import type { Asking } from './asking.js';
import type { Step } from './step.js';
import { STEPS } from './steps.js';

export const stepsFor = (asking: Asking): Step[] => STEPS.filter((step) => step.applies?.(asking) ?? true);

/** Facts that do not go along: what was filled in before the question became one of policy. */
export const leftOut = (facts: Partial<Facts>): (keyof Facts)[] => (facts.kind === 'policy' ? INCIDENT_FACTS : []);

/** The facts as they are sent. */
export function sentFacts(facts: Partial<Facts>): Partial<Facts> {
  const out = leftOut(facts);
  const kept = Object.fromEntries(Object.entries(facts).filter(([name]) => !out.includes(name as keyof Facts)));
  return out.length ? { ...kept, victims: [] } : facts;
}

/** What must still be answered before it can be sent. */
export const firstMissing = (asking: Asking): Step | undefined =>
  stepsFor(asking).find((step) => step.required?.(asking) && !step.answered(asking));

/** Where she stopped: after the last page that has an answer. */
export function resumeAt(asking: Asking): Step | undefined {
  const steps = stepsFor(asking);
  const last = steps.findLastIndex((step) => step.answered(asking));
  return firstMissing(asking) ?? steps[last + 1];
}

/** What only an incident has. A question of policy keeps it while it is written, and leaves it out when it is sent. */
const INCIDENT_FACTS: (keyof Facts)[] = [
  'victims',
  'factsWithinDays',
  'placeOfFactsPostalCode',
  'learnedFrom',
  'victimKnows',
  'victimWishes',
  'alreadyTold',
  'doneSoFar',
];
