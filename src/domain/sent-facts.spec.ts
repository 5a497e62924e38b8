import { describe, expect, it } from '@jest/globals';
import { sentFacts } from './sent-facts.js';
import type { Facts } from './vocabulary.js';

const FACTS: Facts = {
  kind: 'incident',
  behaviours: ['bullying'],
  victims: [{ ageBand: '12-15', residencePostalCode: '9000' }],
  minorsAtRiskNow: 'no',
  danger: 'no',
  placeOfFactsPostalCode: '9000',
  factsWithinDays: 3,
  conflictOfInterest: ['club'],
};

describe('facts that are sent', () => {
  it('are all of them for an incident', () => {
    expect(sentFacts(FACTS)).toEqual(FACTS);
  });

  it('are none of a person or a place for a question of policy', () => {
    expect(sentFacts({ ...FACTS, kind: 'policy' })).toEqual({
      kind: 'policy', behaviours: ['bullying'], victims: [], minorsAtRiskNow: 'no', danger: 'no', conflictOfInterest: ['club'],
    });
  });
});
