import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contactMayRate, FLAGS, isGrave, urgencyAfterRatings, usesFlags, type Rating } from './ratings.js';
import { BEHAVIOURS, URGENCIES, type Urgency } from './vocabulary.js';

const flag = (colour: (typeof FLAGS)[number]): Rating => ({ flag: colour });

describe('ratings', () => {
  it('flags are for sexual and physical behaviour only', () => {
    expect(BEHAVIOURS.filter((behaviour) => usesFlags([behaviour]))).toEqual(['sexual', 'physical']);
  });

  const raised: [who: string, from: Urgency, team: Rating | null, contact: Rating | null, answered: boolean, to: Urgency][] = [
    ['a counsellor’s red raises a normal consult', 'normal', flag('red'), null, false, 'high'],
    ['a counsellor’s black raises to at least high', 'low', flag('black'), null, false, 'high'],
    ['black leaves acute as it is', 'acute', flag('black'), null, false, 'acute'],
    ['green lowers nothing', 'high', flag('green'), null, false, 'high'],
    ['a contact’s red alone raises nothing before the answer', 'normal', null, flag('red'), false, 'normal'],
    ['a contact’s red counts once the counsellor rated too', 'normal', flag('green'), flag('red'), false, 'high'],
    ['a contact’s red counts after the answer', 'normal', null, flag('red'), true, 'high'],
    ['plain seriousness raises nothing', 'normal', { seriousness: 'very-serious' }, null, true, 'normal'],
  ];
  it.each(raised)('%s', (_who, from, team, contact, answered, to) => {
    expect(urgencyAfterRatings(from, { team, contact }, answered)).toBe(to);
  });

  it('never lowers an urgency, whoever rates what', () => {
    const rating = fc.option(fc.record({ flag: fc.constantFrom(...FLAGS) }), { nil: null });
    fc.assert(
      fc.property(fc.constantFrom(...URGENCIES), rating, rating, fc.boolean(), (urgency, team, contact, answered) => {
        const after = urgencyAfterRatings(urgency, { team, contact }, answered);
        expect(URGENCIES.indexOf(after)).toBeGreaterThanOrEqual(URGENCIES.indexOf(urgency));
      }),
    );
  });

  it.each([
    ['red by the contact', null, flag('red'), true],
    ['black by the counsellor', flag('black'), null, true],
    ['yellow and green', flag('yellow'), flag('green'), false],
    ['very serious, of what has no colour', { seriousness: 'very-serious' }, null, false],
    ['nothing yet', null, null, false],
  ] as [string, Rating | null, Rating | null, boolean][])('%s: closes only by a person, or not: %s', (_who, team, contact, grave) => {
    expect(isGrave(team, contact)).toBe(grave);
  });

  it('a contact is not asked before the answer to an acute or high consult', () => {
    expect(URGENCIES.filter((urgency) => contactMayRate(urgency, false))).toEqual(['low', 'normal']);
    expect(URGENCIES.every((urgency) => contactMayRate(urgency, true))).toBe(true);
  });
});
