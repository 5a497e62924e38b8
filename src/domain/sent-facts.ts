import type { Facts } from './vocabulary.js';

/** What only an incident has. */
const INCIDENT_FACTS: readonly (keyof Facts)[] = [
  'victims',
  'factsWithinDays',
  'placeOfFactsPostalCode',
  'learnedFrom',
  'victimKnows',
  'victimWishes',
  'alreadyTold',
  'doneSoFar',
];

/** A draft's facts as they are sent. One that became a question of policy keeps, while it is written, what no longer applies. */
export function sentFacts<F extends Partial<Facts>>(facts: F): F {
  if (facts.kind !== 'policy') return facts;
  const kept = Object.fromEntries(Object.entries(facts).filter(([name]) => !INCIDENT_FACTS.includes(name as keyof Facts)));
  return { ...(kept as F), victims: [] };
}
