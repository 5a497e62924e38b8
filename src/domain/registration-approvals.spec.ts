import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { APPROVALS, CAPACITIES, capacityOf, insidersFor, REGISTRARS, ruleFor, seatsOf, suffices, wouldHelp, type Approval, type ApprovalRule, type Capacity } from './registration-approvals.js';
import { isRegistrar, mayOnRegistration, REGISTRATION_PERMISSIONS } from './registration-permissions.js';
import { readsContent } from './registrations.js';
import { ROLES, TEAM_KINDS, type Role, type TeamKind } from './vocabulary.js';

const PLACES = [null, ...TEAM_KINDS].flatMap((team) => [true, false].map((peopled) => ({ team, peopled })));
const PLACED: { role: Role; team: TeamKind | null; peopled: boolean; rule: ApprovalRule }[] = ROLES.flatMap((role) =>
  PLACES.flatMap((place) => {
    const rule = ruleFor(role, place);
    return rule ? [{ role, ...place, rule }] : [];
  }),
);
const isFirstLead = ({ role, peopled }: { role: Role; peopled: boolean }): boolean => role === 'team-lead' && !peopled;

const placed = fc.constantFrom(...PLACED);
const approval = fc.record({ person: fc.constantFrom('an', 'bea', 'cis', 'dirk'), capacity: fc.constantFrom<Capacity>(...CAPACITIES) });
const approvals = fc.array(approval, { maxLength: 6 });

describe('a mandate', () => {
  it('takes two people: whoever they are and in whatever order they say yes, one alone never suffices', () => {
    fc.assert(
      fc.property(placed, fc.uniqueArray(fc.constantFrom<Capacity>(...CAPACITIES)), fc.string(), ({ rule }, capacities, person) => {
        expect(suffices(rule, capacities.map((capacity) => ({ person, capacity })), null)).toBe(false);
      }),
    );
  });

  it('that reads content is never given by administrators alone, but to the first lead of a team', () => {
    fc.assert(
      fc.property(placed, fc.array(fc.string(), { maxLength: 5 }), (one, people) => {
        fc.pre(readsContent(one.role) && !isFirstLead(one));
        expect(suffices(one.rule, people.map((person) => ({ person, capacity: 'admin' })), null)).toBe(false);
      }),
    );
  });

  it('that reads content takes somebody of that organisation or team itself, but for the first lead', () => {
    const ofItself: Capacity[] = ['contact', 'board-member', 'counsellor', 'team-lead'];
    fc.assert(
      fc.property(placed, approvals, (one, given) => {
        fc.pre(readsContent(one.role) && !isFirstLead(one));
        if (suffices(one.rule, given, null)) expect(ofItself).toContain(seatsOf(one.rule, given, null).inside!.capacity);
        expect(suffices(one.rule, given.filter(({ capacity }) => !ofItself.includes(capacity)), null)).toBe(false);
      }),
    );
  });

  it('is never one’s own doing: what the candidate says does not count', () => {
    fc.assert(
      fc.property(placed, approvals, fc.constantFrom('an', 'bea'), ({ rule }, given, candidate) => {
        expect(seatsOf(rule, given, candidate)).toEqual(seatsOf(rule, given.filter(({ person }) => person !== candidate), candidate));
      }),
    );
  });

  it('does not depend on the order in which they say yes, and another yes takes none away', () => {
    const count = (rule: ApprovalRule, given: readonly Approval[]): number => Object.values(seatsOf(rule, given, null)).filter(Boolean).length;
    fc.assert(
      fc.property(placed, fc.shuffledSubarray([0, 1, 2, 3, 4, 5]), fc.array(approval, { minLength: 6, maxLength: 6 }), approval, ({ rule }, order, all, more) => {
        const given = order.map((place) => all[place]!);
        const sorted = [...order].sort().map((place) => all[place]!);
        expect(count(rule, given)).toBe(count(rule, sorted));
        expect(count(rule, [...given, more])).toBeGreaterThanOrEqual(count(rule, given));
        expect(wouldHelp(rule, given, more, null)).toBe(count(rule, [...given, more]) > count(rule, given));
      }),
    );
  });

  it('can be given: two people who are who they must be suffice, for every role that there is', () => {
    for (const { role, rule } of PLACED) {
      for (const inside of rule.inside) {
        for (const above of rule.above) expect([role, suffices(rule, [{ person: 'an', capacity: inside }, { person: 'bea', capacity: above }], null)]).toEqual([role, true]);
      }
    }
    expect(new Set(PLACED.map(({ role }) => role))).toEqual(new Set(ROLES));
    expect(PLACED.filter(({ role }) => role === 'volunteer').every(({ team }) => team === 'line1712')).toBe(true);
  });

  it('is given by a board member only where there is nobody of the organisation, and one rule says each case', () => {
    expect(APPROVALS.filter(({ inside }) => inside.includes('board-member')).every(({ peopled }) => peopled === false)).toBe(true);
    for (const role of ROLES) {
      for (const place of PLACES) {
        const rows = APPROVALS.filter((one) => one.role === role && (!one.teams || one.teams.includes(place.team as TeamKind)) && (one.peopled === undefined || one.peopled === place.peopled));
        expect(rows.length).toBeLessThanOrEqual(1);
      }
    }
  });

  it('of a 1712 point, a VK or a CAW is looked at as domain 10 says', () => {
    const says = (role: Role, team: TeamKind | null, peopled: boolean) => ruleFor(role, { team, peopled });
    expect(says('counsellor', 'line1712', true)).toEqual({ inside: ['counsellor', 'team-lead'], above: ['coordinator', 'team-lead'] });
    expect(says('counsellor', 'vk', true)).toEqual({ inside: ['counsellor', 'team-lead'], above: ['team-lead'] });
    expect(says('team-lead', 'line1712', true)).toEqual({ inside: ['team-lead'], above: ['coordinator'] });
    expect(says('team-lead', 'caw', true)).toEqual({ inside: ['team-lead'], above: ['admin'] });
    expect(says('team-lead', 'caw', false)).toEqual({ inside: ['admin'], above: ['admin'] });
    expect(says('volunteer', 'vk', true)).toBeNull();
    expect(says('counsellor', 'coordination1712', true)).toBeNull();
    expect(insidersFor('team-lead')).toEqual(['team-lead']);
  });
});

describe('who speaks in which capacity', () => {
  const speaks = (role: Role, sameOrganisation: boolean, verifies: boolean, of: { role: Role; team: TeamKind | null }) =>
    capacityOf({ role, sameOrganisation, verifies }, of);

  it('is a matter of where their mandate is', () => {
    const club = { role: 'club-contact' as const, team: null };
    expect(speaks('federation-contact', false, true, club)).toBe('federation');
    expect(speaks('federation-contact', false, false, club)).toBeNull();
    expect(speaks('club-contact', true, false, club)).toBe('contact');
    expect(speaks('club-contact', false, false, club)).toBeNull();
    expect(speaks('coordinator', false, false, { role: 'counsellor', team: 'line1712' })).toBe('coordinator');
    expect(speaks('coordinator', false, false, { role: 'counsellor', team: 'vk' })).toBeNull();
    expect(speaks('team-lead', false, false, { role: 'counsellor', team: 'vk' })).toBeNull();
    expect(speaks('volunteer', true, false, { role: 'counsellor', team: 'line1712' })).toBeNull();
    expect(speaks('privacy-officer', true, false, { role: 'admin', team: null })).toBeNull();
  });

  it('lets nobody invite who cannot see it', () => {
    for (const [wanted, team] of ROLES.flatMap((role) => [null, ...TEAM_KINDS].map((kind) => [role, kind] as const))) {
      for (const role of ROLES) {
        for (const sameOrganisation of [true, false]) {
          for (const verifies of [true, false]) {
            const view = { role: wanted, team, sameOrganisation, verifies };
            if (mayOnRegistration('registration.invite', role, view)) {
              expect(mayOnRegistration('registration.see', role, view)).toBe(true);
              expect(isRegistrar(role, view)).toBe(true);
            }
          }
        }
      }
    }
    expect(Object.keys(REGISTRARS).sort()).toEqual([...ROLES].sort());
    for (const row of Object.values(REGISTRATION_PERMISSIONS)) expect(row).not.toHaveProperty('volunteer');
  });
});
