import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allTeams, anyFacts, anyMoment, anyOrigin, calendarOf, kindOf, local, scenarios, tables } from '../../test/support/reference-tables.js';
import { isOpen, type Hours } from './opening-hours.js';
import { route, type Origin, type RoutingPolicy, type RoutingTables } from './routing.js';
import { TEAM_KINDS, type Facts } from './vocabulary.js';

const TUESDAY = local('2026-10-13T10:00');
const openAt = (at: typeof TUESDAY, hours: Hours = 'all') => (team: string) => isOpen(calendarOf(kindOf(team)), at, hours);

const federation: Origin = { level: 'federation', organisationPostalCode: '1000' };
const club: Origin = { level: 'club', organisationPostalCode: '3500' };
const calm: Facts = { kind: 'incident', behaviours: ['psychological'], victims: [], minorsAtRiskNow: 'no', danger: 'no' };
const routed = (facts: Partial<Facts>, origin = club, changed: Partial<RoutingTables> = {}, at = TUESDAY) =>
  route({ ...calm, ...facts }, origin, { ...tables, ...changed }, at, openAt(at));

describe('the fictional consults', () => {
  it.each(scenarios)('$id: $question', ({ at: moment, facts: asked, expect: expected }) => {
    const { level, organisationPostalCode, ...facts } = asked;
    const at = local(moment ?? '2026-10-13T10:00');
    const result = route(facts, { level, organisationPostalCode }, tables, at, openAt(at));

    expect(result).toMatchObject({
      team: expected.team,
      urgency: expected.urgency,
      provisional: expected.provisional ?? false,
      hiddenFrom: expected.hiddenFrom ?? [],
      policy: 'seed-2018',
      professionalSecrecy: true,
    });
    expect(result.also.map((one) => one.team)).toEqual(expected.also ?? []);
    expect([...result.before].sort()).toEqual(expected.before ?? []);
    expect(result.signposts).toEqual(expect.arrayContaining(expected.signposts ?? []));
    if (expected.teamOpen !== undefined) expect(openAt(at)(result.team)).toBe(expected.teamOpen);
    if (expected.announcedOpen !== undefined) expect(openAt(at, 'announced')(result.team)).toBe(expected.announcedOpen);
  });
});

describe('the reasons', () => {
  it('say the rule, the region and the urgency, without a postal code', () => {
    const { why } = routed({ behaviours: ['sexual'], victims: [{ ageBand: '12-15', residencePostalCode: '3400' }] }, federation);
    expect(why).toEqual([
      'Het gaat over iemand jonger dan 18 jaar. Dan antwoordt een Vertrouwenscentrum Kindermishandeling (VK).',
      'Een mogelijk slachtoffer woont in de regio Leuven. Daarom antwoordt het team van die regio.',
      'Dringend: het gaat over seksueel of lichamelijk gedrag tegenover iemand die jonger is dan 18 of van wie we de leeftijd niet weten.',
    ]);
  });

  it('say whose place it is, in words that are true for who asked and for the team', () => {
    expect(routed({}).why[1]).toBe('De club ligt in de regio Limburg. Daarom antwoordt het team van die regio.');
    const minor = routed({ victims: [{ ageBand: '6-11' }] }, federation);
    expect(minor.why[1]).toBe('De federatie ligt in de regio Brussel. Daarom antwoordt het team van die regio.');
  });

  it('say that the coordination places what has no region', () => {
    const result = routed({}, { level: 'club' });
    expect(result).toMatchObject({ team: tables.coordinationTeam, region: null });
    expect(result.why[0]).toMatch(/^We weten niet in welke regio/);
  });
});

describe('the region', () => {
  const age = (ageBand: '6-11' | '26-64' | 'unknown', residencePostalCode?: string) => ({ ageBand, residencePostalCode });
  it.each([
    ['where the child lives, not the adult', { victims: [age('26-64', '9000'), age('6-11', '3500')] }, 'vk-limburg', 'LIM'],
    ['of the first minor whose home is known', { victims: [age('6-11'), age('6-11', '8000')] }, 'vk-west-vlaanderen', 'WVL-NO'],
    ['of the place, when the child lives abroad', { victims: [age('6-11', '7700')], placeOfFactsPostalCode: '9300' }, 'vk-oost-vlaanderen', 'OVL'],
    ['of the federation, when nothing else is known', { victims: [age('6-11')] }, 'vk-brussel', 'BRU'],
    ['of someone of unknown age, as if a minor', { victims: [age('26-64', '9000'), age('unknown', '3500')] }, 'vk-limburg', 'LIM'],
    ['where the adult lives', { victims: [age('26-64', '8790')] }, 'caw-zuid-west-vlaanderen', 'WVL-ZU'],
  ] as [string, Partial<Facts>, string, string][])('is the one %s', (_, facts, team, region) => {
    expect(routed(facts, federation)).toMatchObject({ team, region });
  });

  it('follows the date: Zwijndrecht in 2024 and in 2025', () => {
    const zwijndrecht: Origin = { level: 'club', organisationPostalCode: '2070' };
    const team = (at: string) => routed({}, zwijndrecht, {}, local(at)).team;
    expect([team('2024-12-31T23:59'), team('2025-01-01T00:00')]).toEqual(['1712-antwerpen', '1712-oost-vlaanderen']);
  });
});

describe('a conflict of interest', () => {
  it('hides the consult from the levels named', () => {
    expect(routed({ conflictOfInterest: ['federation', 'club', 'federation'] })).toMatchObject({
      team: '1712-limburg',
      hiddenFrom: ['federation', 'club'],
    });
  });

  it('in the team sends the consult to the neighbour, and says why', () => {
    const result = routed({ conflictOfInterest: ['team'] });
    expect(result).toMatchObject({ team: '1712-leuven', region: 'LIM', hiddenFrom: ['team'] });
    expect(result.why).toContain('Maar het gaat over iemand van dat team. Daarom antwoordt een team uit de buurt.');
  });

  it('in a team without a neighbour of its kind sends it to the coordination', () => {
    const neighbours = { '1712-limburg': ['1712-limburg', 'vk-limburg', 'gone'] };
    expect(routed({ conflictOfInterest: ['team'] }, club, { neighbours })).toMatchObject({ team: tables.coordinationTeam, region: 'LIM' });
    expect(routed({ conflictOfInterest: ['team'] }, club, { neighbours: undefined }).team).toBe(tables.coordinationTeam);
  });

  it.each(allTeams.filter((team) => team !== tables.coordinationTeam))('finds a neighbour of the same kind for %s', (team) => {
    const neighbours = tables.neighbours?.[team] ?? [];
    expect(neighbours.length).toBeGreaterThan(0);
    expect(neighbours).not.toContain(team);
    expect(new Set(neighbours.map(kindOf))).toEqual(new Set([kindOf(team)]));
  });
});

describe('a second consult', () => {
  const adultButChildrenAtRisk: Partial<Facts> = { victims: [{ ageBand: '26-64', residencePostalCode: '9000' }], minorsAtRiskNow: 'yes' };

  it('is proposed at the VK of the place where minors may be at risk', () => {
    expect(routed({ ...adultButChildrenAtRisk, placeOfFactsPostalCode: '3500' }, federation).also).toEqual([
      { team: 'vk-limburg', why: expect.stringContaining('een Vertrouwenscentrum Kindermishandeling (VK) raad') },
    ]);
  });

  it('goes by the coordination when no place is known', () => {
    const { also } = routed(adultButChildrenAtRisk, { level: 'federation' });
    expect(also).toEqual([{ team: tables.coordinationTeam, why: expect.stringContaining('kiest de coördinatie van 1712') }]);
  });

  it('is not proposed at the team that answers already', () => {
    const atTheCoordination = { victims: [{ ageBand: '26-64' as const }], minorsAtRiskNow: 'yes' as const };
    expect(routed(atTheCoordination, { level: 'federation' }).also).toEqual([]);
  });
});

describe('the policy', () => {
  const [seed] = tables.policies as [RoutingPolicy];
  const planned: RoutingPolicy = {
    ...seed,
    code: 'planned',
    validFrom: '2027-01-01',
    rules: [{ when: { level: 'club' }, to: 'caw', regionOf: ['organisation'], why: 'Nieuw.' }],
    also: [],
  };
  const policies = [planned, seed];

  it.each([
    ['2010-01-01T10:00', 'seed-2018', '1712-limburg'],
    ['2026-12-31T23:59', 'seed-2018', '1712-limburg'],
    ['2027-01-01T00:00', 'planned', 'caw-limburg'],
  ])('at %s is %s', (at, policy, team) => {
    expect(routed({}, club, { policies }, local(at))).toMatchObject({ policy, team });
  });

  it('that has no rule for the question leaves it to the coordination', () => {
    const result = routed({}, federation, { policies: [planned] });
    expect(result.team).toBe(tables.coordinationTeam);
    expect(result.why[0]).toMatch(/^Voor deze vraag is er nog geen regel/);
  });

  it('may send straight to the coordination, or by a condition that nobody knows to nobody', () => {
    const rule = planned.rules[0]!;
    const direct = { ...planned, rules: [{ ...rule, when: { weather: 'rain' } }, { ...rule, to: seed.fallback.to, regionOf: [] }] };
    expect(routed({}, club, { policies: [direct] })).toMatchObject({ team: tables.coordinationTeam, why: ['Nieuw.', expect.anything()] });
  });

  it('must exist', () => {
    expect(() => routed({}, club, { policies: [] })).toThrow('no policy');
  });

  it('warns before a team that has no professional secrecy', () => {
    expect(routed({}, club, { professionalSecrecy: { line1712: false, vk: true } }).professionalSecrecy).toBe(false);
    expect(routed({}, club, { professionalSecrecy: {} }).professionalSecrecy).toBe(false);
  });
});

describe('whatever the facts', () => {
  it('somebody who exists answers, with reasons that hold no postal code', () => {
    fc.assert(
      fc.property(anyFacts, anyOrigin, anyMoment, (facts, origin, at) => {
        const result = route(facts, origin, tables, at, openAt(at));
        expect(allTeams).toContain(result.team);
        expect(TEAM_KINDS).toContain(kindOf(result.team));
        for (const { team } of result.also) expect(allTeams.filter((one) => one !== result.team)).toContain(team);
        expect(result.why.join(' ').replaceAll('1712', '')).not.toMatch(/[0-9]{4}/);
        expect(result.region === null || tables.regions.some((region) => region.code === result.region)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('the age at the time of the facts changes nothing', () => {
    fc.assert(
      fc.property(anyFacts, anyOrigin, (facts, origin) => {
        const then = facts.victims.map((victim) => ({ ...victim, ageBandAtFacts: '12-15' as const }));
        expect(routed({ ...facts, victims: then }, origin)).toEqual(routed(facts, origin));
      }),
    );
  });

  it('a conflict with the club or the federation changes only who may see it', () => {
    fc.assert(
      fc.property(anyFacts, anyOrigin, (facts, origin) => {
        const without = routed({ ...facts, conflictOfInterest: [] }, origin);
        const named = routed({ ...facts, conflictOfInterest: ['club', 'federation'] }, origin);
        expect(named).toEqual({ ...without, hiddenFrom: ['club', 'federation'] });
      }),
    );
  });

  it('a conflict with the team never leaves the consult with that team', () => {
    fc.assert(
      fc.property(anyFacts, anyOrigin, (facts, origin) => {
        const without = routed({ ...facts, conflictOfInterest: [] }, origin);
        const named = routed({ ...facts, conflictOfInterest: ['team'] }, origin);
        if (without.region === null) return;
        expect(named.team).not.toBe(without.team);
        expect(kindOf(named.team)).toBe(kindOf(without.team));
      }),
    );
  });
});
