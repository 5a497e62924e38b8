import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFacts } from '../../test/support/reference-tables.js';
import { isAdult, isMinor, minorConcerned, urgencyOf, urgencyReason } from './urgency.js';
import { AGE_BANDS, moreUrgent, type AgeBand, type Facts } from './vocabulary.js';

const calm: Facts = { kind: 'incident', behaviours: ['psychological'], victims: [], minorsAtRiskNow: 'no', danger: 'no' };
const aged = (...bands: AgeBand[]) => bands.map((ageBand) => ({ ageBand }));

describe('who is a minor', () => {
  it.each(AGE_BANDS)('%s is a minor, an adult or unknown, and one of these only', (band) => {
    const expected = { '0-5': 'minor', '6-11': 'minor', '12-15': 'minor', '16-17': 'minor', '18-25': 'adult', '26-64': 'adult', '65+': 'adult', unknown: 'neither' };
    expect(isMinor(band) ? 'minor' : isAdult(band) ? 'adult' : 'neither').toBe(expected[band]);
  });
});

describe('whether it is about a minor', () => {
  it.each([
    ['a child among adults', { victims: aged('26-64', '6-11') }, 'yes'],
    ['a child beside someone of unknown age', { victims: aged('unknown', '16-17') }, 'yes'],
    ['adults only', { victims: aged('18-25', '65+') }, 'no'],
    ['adults only, while minors are at risk', { victims: aged('26-64'), minorsAtRiskNow: 'yes' }, 'no'],
    ['an adult beside someone of unknown age', { victims: aged('26-64', 'unknown') }, 'unknown'],
    ['an adult who was a child at the time', { victims: [{ ageBand: '26-64', ageBandAtFacts: '12-15' }] }, 'no'],
    ['nobody named, minors at risk', { minorsAtRiskNow: 'yes' }, 'yes'],
    ['nobody named, a policy with minors at risk', { minorsAtRiskNow: 'yes', kind: 'policy' }, 'yes'],
    ['nobody named, a question of policy', { minorsAtRiskNow: 'unknown', kind: 'policy' }, 'no'],
    ['nobody named, an incident', { minorsAtRiskNow: 'unknown' }, 'unknown'],
  ] as [string, Partial<Facts>, string][])('%s: %s', (_, facts, expected) => {
    expect(minorConcerned({ ...calm, ...facts })).toBe(expected);
  });
});

describe('how urgent it is', () => {
  it.each([
    ['acute danger', { danger: 'acute' }, 'acute'],
    ['acute danger in a question of policy', { danger: 'acute', kind: 'policy' }, 'acute'],
    ['a calm question of policy', { kind: 'policy' }, 'low'],
    ['a calm question of policy about touching children', { kind: 'policy', behaviours: ['physical'], victims: aged('6-11') }, 'low'],
    ['a policy while it is unknown whether minors are at risk', { kind: 'policy', minorsAtRiskNow: 'unknown' }, 'normal'],
    ['a policy asked by someone worried about own behaviour', { kind: 'policy', behaviours: ['concern-own-behaviour'] }, 'high'],
    ['a policy while danger is unknown', { kind: 'policy', danger: 'unknown' }, 'high'],
    ['possible danger', { danger: 'possible' }, 'high'],
    ['unknown danger', { danger: 'unknown' }, 'high'],
    ['minors at risk now', { minorsAtRiskNow: 'yes' }, 'high'],
    ['unknown whether minors are at risk', { minorsAtRiskNow: 'unknown' }, 'normal'],
    ['worry about own behaviour', { behaviours: ['concern-own-behaviour'] }, 'high'],
    ['a child touched', { behaviours: ['sexual'], victims: aged('12-15') }, 'high'],
    ['someone of unknown age hit', { behaviours: ['physical'], victims: aged('unknown') }, 'high'],
    ['an adult hit', { behaviours: ['physical'], victims: aged('26-64') }, 'normal'],
    ['physical behaviour, no victim named', { behaviours: ['physical'] }, 'normal'],
    ['a bullied child', { behaviours: ['bullying', 'online'], victims: aged('12-15') }, 'normal'],
  ] as [string, Partial<Facts>, string][])('%s: %s', (_, facts, expected) => {
    expect(urgencyOf({ ...calm, ...facts })).toBe(expected);
  });

  it('never falls when danger, a risk to minors or a worry is added', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const before = urgencyOf(facts);
        const worse: Facts[] = [
          { ...facts, danger: 'acute' },
          { ...facts, danger: facts.danger === 'acute' ? 'acute' : 'possible' },
          { ...facts, minorsAtRiskNow: 'yes' },
          { ...facts, behaviours: [...facts.behaviours, 'concern-own-behaviour'] },
        ];
        for (const one of worse) expect(moreUrgent(urgencyOf(one), before)).toBe(urgencyOf(one));
      }),
    );
  });

  it('is said in one Dutch sentence that names every cause', () => {
    expect(urgencyReason({ ...calm, danger: 'possible', minorsAtRiskNow: 'yes', behaviours: ['concern-own-behaviour'] })).toBe(
      'Dringend: er is misschien gevaar, minderjarigen lopen misschien nu gevaar en iemand maakt zich zorgen over het eigen gedrag.',
    );
    expect(urgencyReason({ ...calm, danger: 'acute' })).toMatch(/^Acuut: .*112 of 101/);
    fc.assert(fc.property(anyFacts, (facts) => /^[A-Z][^.]+\.( Bel [^.]+\.)?$/.test(urgencyReason(facts))));
  });
});
