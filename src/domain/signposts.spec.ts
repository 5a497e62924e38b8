import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFacts, tables } from '../../test/support/reference-tables.js';
import { suggest, type SuggestRow } from './signposts.js';
import type { AgeBand, Facts, Level } from './vocabulary.js';

const calm: Facts = { kind: 'incident', behaviours: ['financial'], victims: [], minorsAtRiskNow: 'no', danger: 'no' };
const offered = (facts: Partial<Facts>, level: Level = 'club', teamOpen = true) =>
  suggest(tables.suggest, { facts: { ...calm, ...facts }, level, teamOpen });
const aged = (...bands: AgeBand[]) => bands.map((ageBand) => ({ ageBand }));

describe('which services a contact is pointed to', () => {
  it.each([
    ['nothing special', {}, []],
    ['a child, sexual behaviour long ago', { behaviours: ['sexual'], victims: aged('12-15'), factsWithinDays: 8 }, ['nupraatikerover']],
    ['a child, sexual behaviour this week', { behaviours: ['sexual'], victims: aged('12-15'), factsWithinDays: 7 }, ['zsg', 'nupraatikerover']],
    ['sexual behaviour, nobody knows when', { behaviours: ['sexual'] }, ['zsg']],
    ['sexual behaviour today', { behaviours: ['sexual'], factsWithinDays: 0 }, ['zsg']],
    ['a child, sexual and online', { behaviours: ['online', 'sexual'], victims: aged('16-17'), factsWithinDays: 30 }, ['nupraatikerover', 'childfocus']],
    ['a child, online only', { behaviours: ['online'], victims: aged('16-17') }, []],
    ['a bullied child', { behaviours: ['bullying'], victims: aged('6-11') }, ['awel', 'clbchat']],
    ['a bullied adult', { behaviours: ['bullying'], victims: aged('26-64') }, ['slachtofferhulp']],
    ['a bullied person of unknown age', { behaviours: ['bullying'], victims: aged('unknown') }, []],
    ['an adult and a child', { behaviours: ['discrimination'], victims: aged('26-64', '6-11') }, ['awel', 'clbchat', 'slachtofferhulp', 'unia', 'vmri']],
    ['a worry about own behaviour', { behaviours: ['concern-own-behaviour'] }, ['stopitnow']],
    ['possible danger', { danger: 'possible' }, ['1813']],
  ] as [string, Partial<Facts>, string[]][])('%s: %j', (_, facts, expected) => {
    expect(offered(facts)).toEqual({ signposts: expected, before: [] });
  });

  it('shows 112 and 101 before sending when danger is acute, and does not repeat them', () => {
    expect(offered({ danger: 'acute', behaviours: ['sexual'] })).toEqual({ signposts: ['zsg', '1813'], before: ['112', '101'] });
  });

  it('names the sport tribunal to a federation with an incident only', () => {
    expect(offered({}, 'federation').signposts).toEqual(['vst']);
    expect(offered({ kind: 'policy' }, 'federation').signposts).toEqual([]);
  });

  it('names somebody to talk to while the team is closed', () => {
    expect(offered({ danger: 'possible' }, 'club', false).signposts).toEqual(['teleonthaal', '1813']);
  });

  it('lets no row match on a condition that nobody knows', () => {
    const row = { when: { weather: 'rain' }, services: ['112'] } as unknown as SuggestRow;
    expect(suggest([row], { facts: calm, level: 'club', teamOpen: true }).signposts).toEqual([]);
  });

  it('offers each service once, and only known ones', () => {
    const known = tables.suggest.flatMap((row) => row.services);
    fc.assert(
      fc.property(anyFacts, fc.boolean(), (facts, teamOpen) => {
        const { signposts, before } = suggest(tables.suggest, { facts, level: 'club', teamOpen });
        const all = [...before, ...signposts];
        expect(new Set(all).size).toBe(all.length);
        expect(all.every((code) => known.includes(code))).toBe(true);
        expect(before.length > 0).toBe(facts.danger === 'acute');
      }),
    );
  });
});
