import type { Facts } from '../../src/domain/vocabulary.js';

/** A small incident among adults: urgency normal. */
export const facts = (more: Partial<Facts> = {}): Facts => ({
  kind: 'incident',
  behaviours: ['psychological'],
  victims: [{ ageBand: '18-25' }],
  minorsAtRiskNow: 'no',
  danger: 'no',
  ...more,
});

export const consult = (more: Record<string, unknown> = {}) => ({
  facts: facts(),
  question: 'Een speelster voelt zich gekleineerd. Hoe begin ik daarover?',
  contactBy: 'portal',
  ...more,
});

/** Urgency high: sexual behaviour, a child. */
export const highFacts = (more: Partial<Facts> = {}): Facts =>
  facts({ behaviours: ['sexual'], victims: [{ ageBand: '12-15' }], minorsAtRiskNow: 'yes', ...more });
