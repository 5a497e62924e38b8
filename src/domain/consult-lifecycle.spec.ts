import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  allowedActions,
  checkLifecycle,
  isOpenStatus,
  LIFECYCLE,
  LIFECYCLE_ACTIONS,
  partiesOf,
  reopenedStatus,
  roleMayEver,
  transition,
  volunteersMayHave,
  type ConsultStanding,
  type LifecycleAction,
  type Party,
  type Transition,
} from './consult-lifecycle.js';
import { ROLES, STATUSES, URGENCIES, type Role, type Status } from './vocabulary.js';

/**
 * Domain 3, written out once more, from the side of who acts: what each may do in each state, and where it leads.
 * "same" stays where it is, "-" is refused. What stands in no row is refused in every state.
 */
const DOMAIN_3 = `
                                  draft      submitted    in-progress          waiting-for-contact  answered     closed       withdrawn
  asker: edit-draft               same       -            -                    -                    -            -            -
  asker: discard                  gone       -            -                    -                    -            -            -
  asker: submit                   submitted  -            -                    -                    -            -            -
  asker: message                  -          same         same                 -                    -            -            -
  asker: reply                    -          -            -                    in-progress          in-progress  -            -
  asker: raise-danger             -          same         same                 in-progress          in-progress  -            -
  asker: follow-up                -          -            same                 same                 same         -            -
  asker: share                    -          same         same                 same                 same         same         -
  asker: set-conflict             same       same         same                 same                 same         same         same
  asker: co-consult               -          same         same                 same                 same         -            -
  club-asker: escalate            -          same         same                 same                 same         -            -
  asker: rate                     -          same         same                 same                 same         same         -
  asker: close                    -          -            -                    -                    closed       -            -
  asker: withdraw                 -          withdrawn    withdrawn            withdrawn            -            -            -
  asker: reopen                   -          -            -                    -                    -            in-progress  -
  assignee: release               -          -            submitted            submitted            -            -            -
  assignee: request-information   -          -            waiting-for-contact  -                    -            -            -
  assignee: answer                -          -            answered             -                    -            -            -
  assignee: message               -          -            same                 same                 same         -            -
  assignee: follow-up             -          -            same                 same                 same         -            -
  assignee: rate                  -          -            same                 same                 same         -            -
  assignee: close                 -          -            -                    -                    closed       -            -
  team: claim                     -          in-progress  -                    -                    -            -            -
  team: assign                    -          in-progress  same                 same                 same         -            -
  team: internal-note             -          same         same                 same                 same         -            -
  team: reopen                    -          -            -                    -                    -            in-progress  -
  team-lead: assign               -          in-progress  same                 same                 same         -            -
  team-lead: release              -          -            submitted            submitted            -            -            -
  team-lead: internal-note        -          same         same                 same                 same         -            -
  team-lead: reopen               -          -            -                    -                    -            in-progress  -
  relief: take-over               -          -            same                 same                 same         -            -
  volunteer: claim                -          in-progress  -                    -                    -            -            -
  assigned-volunteer: release     -          -            submitted            submitted            -            -            -
  assigned-volunteer: internal-note  -       same         same                 same                 same         -            -
  coordinator: release            -          -            submitted            submitted            -            -            -
  system: release                 -          -            submitted            submitted            -            -            -
  system: close-after-answer      -          -            -                    -                    closed       -            -
  system: close-no-reaction       -          -            -                    closed               -            -            -
  asker: keep                     same       -            -                    -                    -            same         same
  asker: destroy                  -          -            -                    -                    -            -            gone
  system: destroy                 gone       -            -                    -                    -            gone         gone
`;

const PARTIES: Party[] = ['asker', 'club-asker', 'assignee', 'assigned-volunteer', 'team', 'volunteer', 'team-lead', 'relief', 'coordinator', 'system'];

const written = new Map<string, string>();
const [head, ...rows] = DOMAIN_3.trim().split('\n').map((line) => line.trim().split(/\s+/));
for (const [party, action, ...cells] of rows) {
  head!.forEach((status, column) => written.set(`${party} ${action} ${status}`, cells[column]!));
}

function wherePage3Leads(status: Status, action: LifecycleAction, party: Party): Status | 'gone' | null {
  const cell = written.get(`${party}: ${action} ${status}`) ?? '-';
  return cell === '-' ? null : cell === 'same' ? status : (cell as Status | 'gone');
}

const cases = STATUSES.flatMap((status) =>
  LIFECYCLE_ACTIONS.flatMap((action) => PARTIES.map((party) => ({ status, action, party }))),
);
const anyParties = fc.subarray(PARTIES);
const anyStatus = fc.constantFrom(...STATUSES);
const anyAction = fc.constantFrom(...LIFECYCLE_ACTIONS);

describe('what may happen to a consult', () => {
  it('the page itself is whole: every state is a column, every row is full, every word is known', () => {
    expect(head).toEqual([...STATUSES]);
    for (const [party, action, ...cells] of rows) {
      expect(PARTIES).toContain(party!.replace(':', ''));
      expect(LIFECYCLE_ACTIONS).toContain(action);
      expect(cells).toHaveLength(STATUSES.length);
    }
  });

  it.each(PARTIES)('to the %s is what domain 3 says, in every state, for every action', (party) => {
    const wrong = cases
      .filter((one) => one.party === party)
      .map((one) => ({ ...one, says: wherePage3Leads(one.status, one.action, party), is: transition(one.status, one.action, [party]) }))
      .filter(({ says, is }) => says !== is);
    expect(wrong).toEqual([]);
  });

  it('starts with a draft that its asker saves, and with nothing else', () => {
    expect(LIFECYCLE.filter((row) => row.from === null)).toEqual([{ from: null, action: 'save-draft', by: ['asker'], to: 'draft' }]);
  });

  it('is open from sent until closed or withdrawn', () => {
    expect(STATUSES.filter(isOpenStatus)).toEqual(['submitted', 'in-progress', 'waiting-for-contact', 'answered']);
  });

  it('reopens with the same assignee, or in the queue when that one has left; no other pair has two ways', () => {
    expect([reopenedStatus(true), reopenedStatus(false)]).toEqual(['in-progress', 'submitted']);
    const twoWays = cases.filter(({ status, action, party }) => {
      const to = LIFECYCLE.filter((row) => row.from === status && row.action === action && row.by.includes(party));
      return new Set(to.map((row) => row.to)).size > 1;
    });
    expect([...new Set(twoWays.map(({ status, action }) => `${status} ${action}`))]).toEqual(['closed reopen']);
  });

  it('lists for its asker what she can do now, once each', () => {
    expect(allowedActions('draft', ['asker'])).toEqual(['edit-draft', 'discard', 'submit', 'set-conflict', 'keep']);
    expect(allowedActions('answered', ['asker'])).toEqual(['reply', 'raise-danger', 'follow-up', 'share', 'set-conflict', 'co-consult', 'rate', 'close']);
    expect(allowedActions('withdrawn', ['asker'])).toEqual(['set-conflict', 'keep', 'destroy']);
    expect(allowedActions('withdrawn', ['team', 'assignee', 'team-lead', 'coordinator'])).toEqual([]);
  });

  it('allowedActions and transition agree for anybody', () => {
    fc.assert(
      fc.property(anyStatus, anyAction, anyParties, (status, action, parties) => {
        expect(allowedActions(status, parties).includes(action)).toBe(transition(status, action, parties) !== null);
      }),
    );
  });

  it('being more parties at once allows what each of them may, and no more', () => {
    fc.assert(
      fc.property(anyStatus, anyParties, (status, parties) => {
        const each = parties.flatMap((party) => allowedActions(status, [party]));
        expect(new Set(allowedActions(status, parties))).toEqual(new Set(each));
      }),
    );
  });

  it('whatever people do, from any state the record can come to its end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (choices) => {
        let status: Status = 'draft';
        for (const choice of choices) {
          const ways: Transition[] = LIFECYCLE.filter((row) => row.from === status && row.to !== 'gone');
          if (ways.length) status = ways[choice % ways.length]!.to as Status;
        }
        expect(canEnd(status)).toBe(true);
      }),
    );
  });
});

function canEnd(status: Status, seen = new Set<Status>()): boolean {
  if (seen.has(status)) return false;
  seen.add(status);
  return LIFECYCLE.some((row) => row.from === status && (row.to === 'gone' || canEnd(row.to, seen)));
}

describe('the check at start-up', () => {
  const check = (table: readonly Transition[]) => () => checkLifecycle(table, STATUSES);

  it('passes the table as it stands', () => expect(check(LIFECYCLE)).not.toThrow());

  it.each(STATUSES)('stops when nothing leads to %s', (status) => {
    expect(check(LIFECYCLE.filter((row) => row.to !== status))).toThrow(`lifecycle: ${status} cannot be reached`);
  });

  it.each(STATUSES)('stops when %s can only be reached from itself', (status) => {
    expect(check(LIFECYCLE.filter((row) => row.to !== status || row.from === status))).toThrow(`${status} cannot be reached`);
  });

  it.each(STATUSES)('stops when nothing leads out of %s', (status) => {
    expect(check(LIFECYCLE.filter((row) => row.from !== status || row.to === status))).toThrow(`lifecycle: ${status} is a dead end`);
  });

  it('stops at two states that lead only to each other', () => {
    const apart: Transition[] = [
      { from: 'closed', action: 'reopen', by: ['asker'], to: 'withdrawn' },
      { from: 'withdrawn', action: 'withdraw', by: ['asker'], to: 'closed' },
    ];
    const others = LIFECYCLE.filter((row) => ![row.from, row.to].some((status) => status === 'closed' || status === 'withdrawn'));
    expect(check([...others, ...apart])).toThrow('cannot be reached');
  });
});

describe('which parties somebody is', () => {
  const OURS = '1712-oost-vlaanderen';
  const mine: ConsultStanding = { team: OURS, line1712: true, asker: 'her', assignee: null, withVolunteer: false, urgency: 'normal' };
  const parties = (accountId: string, role: Role, team: string | null, more: Partial<ConsultStanding> = {}) =>
    partiesOf({ accountId, role, team }, { ...mine, ...more });

  it.each<[string, Party[], Party[]]>([
    ['a club’s contact who asked it is its asker', parties('her', 'club-contact', null), ['asker', 'club-asker']],
    ['a federation’s contact who asked it too', parties('her', 'federation-contact', null), ['asker']],
    ['her colleague is nobody to it', parties('other', 'club-contact', null), []],
    ['she, acting as a counsellor of the team, is of the team and not its asker', parties('her', 'counsellor', OURS), ['team']],
    ['a counsellor of the team', parties('olga', 'counsellor', OURS), ['team']],
    ['the counsellor who holds it', parties('olga', 'counsellor', OURS, { assignee: 'olga' }), ['team', 'assignee']],
    ['the lead of the team', parties('lotte', 'team-lead', OURS), ['team', 'team-lead']],
    ['the lead who holds it herself', parties('lotte', 'team-lead', OURS, { assignee: 'lotte' }), ['team', 'assignee', 'team-lead']],
    ['a counsellor, of what a colleague holds', parties('olga', 'counsellor', OURS, { assignee: 'omar' }), ['team']],
    ['a counsellor, of what a volunteer holds', parties('olga', 'counsellor', OURS, { assignee: 'veerle', withVolunteer: true }), ['team', 'relief']],
    ['the lead, of what a colleague holds', parties('lotte', 'team-lead', OURS, { assignee: 'omar' }), ['team', 'team-lead', 'relief']],
    ['a volunteer of the team, of what another holds', parties('vic', 'volunteer', OURS, { assignee: 'veerle', withVolunteer: true }), ['volunteer']],
    ['a counsellor of another team, of what a volunteer holds', parties('lies', 'counsellor', '1712-limburg', { assignee: 'veerle', withVolunteer: true }), []],
    ['a volunteer of the team', parties('veerle', 'volunteer', OURS), ['volunteer']],
    ['a volunteer, of a high one', parties('veerle', 'volunteer', OURS, { urgency: 'high' }), []],
    ['the volunteer who holds it', parties('veerle', 'volunteer', OURS, { assignee: 'veerle' }), ['volunteer', 'assigned-volunteer']],
    [
      'the volunteer who holds one that became acute',
      parties('veerle', 'volunteer', OURS, { assignee: 'veerle', urgency: 'acute' }),
      ['assigned-volunteer'],
    ],
    ['the coordinator, of a 1712 consult', parties('cis', 'coordinator', '1712-coordination'), ['coordinator']],
    ['the coordinator, of a VK’s', parties('cis', 'coordinator', '1712-coordination', { team: 'vk-limburg', line1712: false }), []],
    ['a counsellor of another team', parties('lies', 'counsellor', '1712-limburg'), []],
    ['the lead of another team', parties('x', 'team-lead', '1712-limburg'), []],
    ['who held it and went to another team', parties('olga', 'counsellor', '1712-limburg', { assignee: 'olga' }), []],
    ['a counsellor without a team, of a draft without one', parties('x', 'counsellor', null, { team: null }), []],
    ['an administrator', parties('ann', 'admin', null), []],
    ['the privacy officer', parties('pieter', 'privacy-officer', null), []],
  ])('%s', (_who, is, expected) => expect(is).toEqual(expected));

  it('nobody but the product is the system', () => {
    for (const role of ROLES) {
      expect(partiesOf({ accountId: 'her', role, team: OURS }, { ...mine, assignee: 'her' })).not.toContain('system');
    }
  });

  it('a volunteer may have normal and low ones, and none before its urgency is known', () => {
    expect(URGENCIES.filter(volunteersMayHave)).toEqual(['low', 'normal']);
    expect(volunteersMayHave(null)).toBe(false);
  });
});

describe('what a role may in the best of cases', () => {
  const CONTACT = 'edit-draft discard submit reply message raise-danger follow-up share set-conflict co-consult rate close reopen withdraw keep destroy save-draft';
  const COUNSELLOR = 'claim assign take-over release request-information answer message internal-note follow-up rate close reopen';

  it.each<[Role, string]>([
    ['club-contact', `${CONTACT} escalate`],
    ['federation-contact', CONTACT],
    ['counsellor', COUNSELLOR],
    ['team-lead', COUNSELLOR],
    ['volunteer', 'claim release internal-note'],
    ['coordinator', 'release'],
    ['admin', ''],
    ['privacy-officer', ''],
  ])('a %s: %s', (role, actions) => {
    const ever = LIFECYCLE_ACTIONS.filter((action) => roleMayEver(role, action));
    expect(ever.sort()).toEqual(actions.split(' ').filter(Boolean).sort());
  });

  it('what the product does by itself, no role may', () => {
    for (const role of ROLES) {
      expect([roleMayEver(role, 'close-no-reaction'), roleMayEver(role, 'close-after-answer')]).toEqual([false, false]);
    }
  });

  it('who is no party in any state is refused by role, and who is one in some state is not', () => {
    for (const role of ROLES) {
      for (const action of LIFECYCLE_ACTIONS) {
        const standings: ConsultStanding[] = ['me', 'other'].flatMap((asker) =>
          ['me', 'volunteer', null].map((assignee) => ({
            team: 'ours',
            line1712: true,
            asker,
            assignee,
            withVolunteer: assignee === 'volunteer',
            urgency: 'normal' as const,
          })),
        );
        const some = standings.some((standing) => {
          const parties = partiesOf({ accountId: 'me', role, team: 'ours' }, standing);
          return LIFECYCLE.some((row) => row.action === action && row.by.some((party) => parties.includes(party)));
        });
        expect({ role, action, ever: roleMayEver(role, action) }).toEqual({ role, action, ever: some });
      }
    }
  });
});
