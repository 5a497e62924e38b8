import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CONSULT_PERMISSIONS,
  ESCALATION_PERMISSIONS,
  GENERAL_PERMISSIONS,
  inScope,
  isContact,
  isRecordAction,
  may,
  mayEver,
  mayOnEscalation,
  mayOnOrganisation,
  ORGANISATION_PERMISSIONS,
  SCOPES,
  scopesOf,
  type Action,
  type ConsultAction,
  type ConsultInView,
  type EscalationAction,
  type EscalationInView,
  type GeneralAction,
  type OrganisationAction,
  type Viewer,
} from './permissions.js';
import { isOpenStatus } from './consult-lifecycle.js';
import { MANDATE_PERMISSIONS, mayOnMandate, type MandateAction, type MandateInView } from './mandate-permissions.js';
import { ESCALATION_STATES } from './escalation.js';
import { CONFLICT_LEVELS, ROLES, STATUSES, type Role } from './vocabulary.js';

const OVL = '1712-oost-vlaanderen';
const TEAM_OF: Partial<Record<Role, string>> = { counsellor: OVL, 'team-lead': OVL, volunteer: OVL, coordinator: '1712-coordination' };

const viewer = (role: Role, standing: Viewer['standing'] = 'active'): Viewer => ({
  accountId: 'me',
  standing,
  role,
  organisationId: isContact(role) ? 'her club' : `the organisation of a ${role}`,
  teamCode: TEAM_OF[role] ?? null,
});

/** Somebody else's, sent to 1712 Oost-Vlaanderen, claimed by a colleague. */
const consult = (more: Partial<ConsultInView> = {}): ConsultInView => ({
  status: 'in-progress',
  askerAccountId: 'her',
  organisationId: 'her club',
  assigneeAccountId: 'a colleague',
  teamCode: OVL,
  teamIs1712: true,
  teamIsCoordination: false,
  hiddenFrom: [],
  sharedWithViewer: false,
  viewerKnowsOrganisation: false,
  ...more,
});

const AT_VK = { teamCode: 'vk-limburg', teamIs1712: false } as const;
const AT_COORDINATION = { teamCode: '1712-coordination', teamIs1712: false, teamIsCoordination: true } as const;
const MINE = { askerAccountId: 'me', viewerKnowsOrganisation: true } as const;
const COLLEAGUES = { viewerKnowsOrganisation: true } as const;

const KINDS = {
  'my own draft': consult({ ...MINE, status: 'draft', teamCode: null, teamIs1712: false, assigneeAccountId: null }),
  'my own consult': consult(MINE),
  'my own consult, hidden from my club and federation': consult({ ...MINE, hiddenFrom: ['club', 'federation'] }),
  'my own withdrawn consult': consult({ ...MINE, status: 'withdrawn' }),
  'a colleague’s consult': consult(COLLEAGUES),
  'a consult that a colleague shares with me': consult({ ...COLLEAGUES, sharedWithViewer: true }),
  'a shared consult, withdrawn': consult({ ...COLLEAGUES, sharedWithViewer: true, status: 'withdrawn' }),
  'a draft that was shared': consult({ ...COLLEAGUES, sharedWithViewer: true, status: 'draft' }),
  'a shared consult, since hidden from the club': consult({ ...COLLEAGUES, sharedWithViewer: true, hiddenFrom: ['club'] }),
  'a shared consult, since hidden from the federation': consult({ ...COLLEAGUES, sharedWithViewer: true, hiddenFrom: ['federation'] }),
  'a consult shared by somebody of an organisation that I left': consult({ ...AT_VK, sharedWithViewer: true, organisationId: 'my club before' }),
  'somebody’s draft': consult({ status: 'draft', teamCode: null, teamIs1712: false, assigneeAccountId: null }),
  'a draft that already names the team': consult({ status: 'draft' }),
  'a 1712 consult of Oost-Vlaanderen': consult(),
  'the same, assigned to me': consult({ assigneeAccountId: 'me' }),
  'the same, closed': consult({ status: 'closed' }),
  'the same, withdrawn': consult({ status: 'withdrawn' }),
  'the same, assigned to me and withdrawn': consult({ status: 'withdrawn', assigneeAccountId: 'me' }),
  'the same, of a club where I hold or held a mandate': consult(COLLEAGUES),
  'one assigned to me, of a club where I hold or held a mandate': consult({ ...COLLEAGUES, assigneeAccountId: 'me' }),
  'a 1712 consult of another point': consult({ teamCode: '1712-limburg' }),
  'one that I held before it went to another point': consult({ teamCode: '1712-limburg', assigneeAccountId: 'me' }),
  'a consult at a VK': consult(AT_VK),
  'a consult at the coordination': consult(AT_COORDINATION),
  'one at the coordination, withdrawn': consult({ ...AT_COORDINATION, status: 'withdrawn' }),
  'one at the coordination, of a club where I held a mandate': consult({ ...AT_COORDINATION, ...COLLEAGUES }),
} satisfies Record<string, ConsultInView>;
type Kind = keyof typeof KINDS;

const READ = 'see timeline read-facts read-content';
const ASKS = `${READ} proof edit-draft submit write raise-danger follow-up close reopen withdraw keep destroy share set-conflict ask-beside rate read-rating`;
/** A club's asker may bring in her federation as well. */
const CLUB_ASKS = `${ASKS} escalate read-escalations`;
const COUNSELS = `${READ} read-notes claim release write follow-up close reopen rate read-rating`;
/** A withdrawn one: reference and dates, no word of it. What the state forbids, the lifecycle refuses. */
const COUNSELS_NO_TEXT = 'see timeline claim release write follow-up close reopen rate';

/** Domain 12. Who is not named with a kind of consult does not see that it exists. */
const DOMAIN_12: Partial<Record<Kind, Partial<Record<Role, string>>>> = {
  'my own draft': { 'club-contact': CLUB_ASKS, 'federation-contact': ASKS },
  'my own consult': { 'club-contact': CLUB_ASKS, 'federation-contact': ASKS },
  'my own consult, hidden from my club and federation': { 'club-contact': CLUB_ASKS, 'federation-contact': ASKS },
  'my own withdrawn consult': { 'club-contact': CLUB_ASKS, 'federation-contact': ASKS },
  'a consult that a colleague shares with me': { 'club-contact': READ, 'federation-contact': READ },
  'a shared consult, withdrawn': { 'club-contact': READ, 'federation-contact': READ },
  'a shared consult, since hidden from the club': { 'federation-contact': READ },
  'a shared consult, since hidden from the federation': { 'club-contact': READ },
  'a 1712 consult of Oost-Vlaanderen': {
    counsellor: COUNSELS,
    'team-lead': COUNSELS,
    volunteer: 'see timeline claim',
    coordinator: 'see timeline release',
  },
  'the same, assigned to me': {
    counsellor: COUNSELS,
    'team-lead': COUNSELS,
    volunteer: `${READ} read-notes claim release write`,
    coordinator: 'see timeline release',
  },
  'the same, closed': {
    counsellor: COUNSELS,
    'team-lead': COUNSELS,
    volunteer: 'see timeline claim',
    coordinator: 'see timeline release',
  },
  'the same, withdrawn': {
    counsellor: COUNSELS_NO_TEXT,
    'team-lead': COUNSELS_NO_TEXT,
    volunteer: 'see timeline claim',
    coordinator: 'see timeline release',
  },
  'the same, assigned to me and withdrawn': {
    counsellor: COUNSELS_NO_TEXT,
    'team-lead': COUNSELS_NO_TEXT,
    volunteer: 'see timeline claim release write',
    coordinator: 'see timeline release',
  },
  'a 1712 consult of another point': { coordinator: 'see timeline release' },
  'one that I held before it went to another point': { coordinator: 'see timeline release' },
  'a consult at the coordination': { coordinator: 'see timeline release read-facts' },
  'one at the coordination, withdrawn': { coordinator: 'see timeline release' },
};

const ACTIONS = Object.keys(CONSULT_PERMISSIONS) as ConsultAction[];
const words = (text: string) => text.split(' ').filter(Boolean).map((word) => `consult.${word}`).sort();

describe('what each role may do with each kind of consult', () => {
  const all = (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    ROLES.map((role): [Role, Kind, string] => [role, kind, DOMAIN_12[kind]?.[role] ?? '']),
  );
  it.each(all)('a %s, with %s: %s', (role, kind, actions) => {
    expect(ACTIONS.filter((action) => may(action, viewer(role), KINDS[kind])).sort()).toEqual(words(actions));
  });
});

describe('the table of domain 12, in sentences', () => {
  it.each<[string, Role, Kind, string, boolean]>([
    ['an asker reads her own thread', 'club-contact', 'my own consult', 'read-content', true],
    ['an asker reads no internal notes', 'club-contact', 'my own consult', 'read-notes', false],
    ['another contact of the club sees nothing of it', 'club-contact', 'a colleague’s consult', 'see', false],
    ['unless it is shared', 'club-contact', 'a consult that a colleague shares with me', 'read-content', true],
    ['who may read along may not write', 'club-contact', 'a consult that a colleague shares with me', 'write', false],
    ['a conflict of interest in the club hides a shared consult', 'club-contact', 'a shared consult, since hidden from the club', 'see', false],
    ['a conflict in the federation hides nothing in the club', 'club-contact', 'a shared consult, since hidden from the federation', 'see', true],
    ['a draft is nobody else’s, shared or not', 'club-contact', 'a draft that was shared', 'see', false],
    ['a federation does not see a club’s consult', 'federation-contact', 'a 1712 consult of Oost-Vlaanderen', 'see', false],
    ['a counsellor of the team reads the text, before and after claiming', 'counsellor', 'a 1712 consult of Oost-Vlaanderen', 'read-content', true],
    ['a counsellor of another team sees nothing', 'counsellor', 'a 1712 consult of another point', 'see', false],
    ['a counsellor never sees a draft', 'counsellor', 'a draft that already names the team', 'see', false],
    ['a counsellor keeps the reference of a withdrawn consult', 'counsellor', 'the same, withdrawn', 'see', true],
    ['but not its facts', 'counsellor', 'the same, withdrawn', 'read-facts', false],
    ['nor its thread', 'counsellor', 'the same, withdrawn', 'read-content', false],
    ['nor the team’s own notes on it', 'counsellor', 'the same, withdrawn', 'read-notes', false],
    ['its asker still reads what she withdrew', 'club-contact', 'my own withdrawn consult', 'read-content', true],
    ['a counsellor with a mandate in the asker’s club sees nothing', 'counsellor', 'the same, of a club where I hold or held a mandate', 'see', false],
    ['not even of one that was assigned to her', 'counsellor', 'one assigned to me, of a club where I hold or held a mandate', 'see', false],
    ['a lead with such a mandate neither', 'team-lead', 'the same, of a club where I hold or held a mandate', 'see', false],
    ['a volunteer with such a mandate neither', 'volunteer', 'one assigned to me, of a club where I hold or held a mandate', 'see', false],
    ['a coordinator with such a mandate neither', 'coordinator', 'one at the coordination, of a club where I held a mandate', 'see', false],
    ['a volunteer sees that a consult waits', 'volunteer', 'a 1712 consult of Oost-Vlaanderen', 'see', true],
    ['but not its facts', 'volunteer', 'a 1712 consult of Oost-Vlaanderen', 'read-facts', false],
    ['an assigned volunteer reads the facts', 'volunteer', 'the same, assigned to me', 'read-facts', true],
    ['and the thread', 'volunteer', 'the same, assigned to me', 'read-content', true],
    ['and the notes', 'volunteer', 'the same, assigned to me', 'read-notes', true],
    ['but never closes', 'volunteer', 'the same, assigned to me', 'close', false],
    ['a coordinator sees reference and status of a 1712 consult', 'coordinator', 'a 1712 consult of Oost-Vlaanderen', 'see', true],
    ['but no facts', 'coordinator', 'a 1712 consult of Oost-Vlaanderen', 'read-facts', false],
    ['and no text', 'coordinator', 'a 1712 consult of Oost-Vlaanderen', 'read-content', false],
    ['a coordinator reads the facts while it lies at the coordination', 'coordinator', 'a consult at the coordination', 'read-facts', true],
    ['but there too no text', 'coordinator', 'a consult at the coordination', 'read-content', false],
    ['a coordinator does not see a VK’s consult', 'coordinator', 'a consult at a VK', 'see', false],
    ['an administrator sees no consult', 'admin', 'a 1712 consult of Oost-Vlaanderen', 'see', false],
    ['a privacy officer sees no consult', 'privacy-officer', 'a 1712 consult of Oost-Vlaanderen', 'see', false],
  ])('%s', (_sentence, role, kind, action, allowed) => {
    expect(may(`consult.${action}` as ConsultAction, viewer(role), KINDS[kind])).toBe(allowed);
  });
});

describe('whatever the consult and whoever looks', () => {
  const anyConsult: fc.Arbitrary<ConsultInView> = fc.record({
    status: fc.constantFrom(...STATUSES),
    askerAccountId: fc.constantFrom('me', 'her'),
    organisationId: fc.constantFrom('her club', 'another club'),
    assigneeAccountId: fc.constantFrom('me', 'a colleague', null),
    teamCode: fc.constantFrom(OVL, '1712-limburg', '1712-coordination', null),
    teamIs1712: fc.boolean(),
    teamIsCoordination: fc.boolean(),
    hiddenFrom: fc.subarray([...CONFLICT_LEVELS]),
    sharedWithViewer: fc.boolean(),
    viewerKnowsOrganisation: fc.boolean(),
  });
  const anyRole = fc.constantFrom(...ROLES);
  const anyAction = fc.constantFrom(...ACTIONS);
  const always = (rule: (consult: ConsultInView, role: Role, action: ConsultAction) => boolean) =>
    fc.assert(fc.property(anyConsult, anyRole, anyAction, (one, role, action) => rule(one, role, action)), { numRuns: 2000 });

  it('nothing may be done with what is not seen', () =>
    always((one, role, action) => !may(action, viewer(role), one) || may('consult.see', viewer(role), one)));

  it('who may act may once act: `may` never exceeds `mayEver`', () =>
    always((one, role, action) => !may(action, viewer(role), one) || mayEver(action, role)));

  it('a draft is its asker’s alone', () =>
    always((one, role, action) => one.status !== 'draft' || (one.askerAccountId === 'me' && one.organisationId === 'her club') || !may(action, viewer(role), one)));

  it('no team sees a consult of an organisation that the viewer knows', () =>
    always((one, role, action) => isContact(role) || !one.viewerKnowsOrganisation || !may(action, viewer(role), one)));

  it('who reads the text reads the facts, and who reads the notes reads the text', () =>
    always(
      (one, role) =>
        (!may('consult.read-content', viewer(role), one) || may('consult.read-facts', viewer(role), one)) &&
        (!may('consult.read-notes', viewer(role), one) || may('consult.read-content', viewer(role), one)),
    ));

  it('naming one more conflict never shows a consult to anybody', () =>
    always((one, role, action) =>
      CONFLICT_LEVELS.every((level) => {
        const hidden = { ...one, hiddenFrom: [...one.hiddenFrom, level] };
        return !may(action, viewer(role), hidden) || may(action, viewer(role), one);
      }),
    ));

  it('somebody without a team is in nobody’s team, even of a consult without one', () => {
    const lost = { ...viewer('counsellor'), teamCode: null };
    expect(SCOPES.filter((scope) => inScope(scope, lost, consult({ teamCode: null, assigneeAccountId: 'me' })))).toEqual(['line1712']);
    expect(may('consult.see', lost, consult({ teamCode: null }))).toBe(false);
  });
});

describe('a contact whose mandate ended', () => {
  const all = Object.keys(KINDS) as Kind[];

  it('reads and replies on her own open consults, and does nothing else with any', () => {
    for (const kind of all) {
      const one = KINDS[kind];
      const her = one.askerAccountId === 'me' && one.organisationId === 'her club';
      const may_ = ACTIONS.filter((action) => may(action, viewer('club-contact', 'ended'), one));
      const open = her && isOpenStatus(one.status);
      expect([kind, may_.sort()]).toEqual([kind, open ? words('see read-facts read-content write raise-danger timeline proof') : []]);
    }
  });

  it('asks nothing new, takes nothing over, and sees nothing of a federation’s clubs', () => {
    const never: Action[] = ['consult.ask', 'consult.share', 'consult.close', 'routing.preview', 'escalation.list', 'escalation.see', 'organisation.list', 'organisation.see', 'mandate.end', 'mandate.suspend', 'handover.receive'];
    for (const role of ['club-contact', 'federation-contact'] as const) {
      expect(never.filter((action) => mayEver(action, role, 'ended'))).toEqual([]);
      expect(mayOnEscalation('escalation.see', viewer(role, 'ended'), { state: 'accepted', askerAccountId: 'me', organisationId: 'her club', federationId: 'her club', hiddenFrom: [], viewerKnowsOrganisation: false })).toBe(false);
    }
  });

  it('does all that she did while her registration is only expired', () => {
    for (const kind of all) {
      for (const action of ACTIONS) {
        expect(may(action, viewer('club-contact', 'expired'), KINDS[kind])).toBe(may(action, viewer('club-contact'), KINDS[kind]));
      }
    }
  });

  it('never may what she might not before', () => {
    for (const kind of all) {
      for (const action of ACTIONS) {
        if (may(action, viewer('club-contact', 'ended'), KINDS[kind])) expect(may(action, viewer('club-contact'), KINDS[kind])).toBe(true);
      }
    }
  });
});

describe('what is no one record’s', () => {
  const FOR: [GeneralAction, Role[]][] = [
    ['consult.ask', ['club-contact', 'federation-contact']],
    ['consult.list', ['club-contact', 'federation-contact', 'counsellor', 'team-lead', 'volunteer', 'coordinator']],
    ['escalation.list', ['club-contact', 'federation-contact']],
    ['routing.preview', ['club-contact', 'federation-contact', 'coordinator', 'admin']],
    ['identifiers.check', ['club-contact', 'federation-contact', 'counsellor', 'team-lead', 'volunteer']],
    ['notifications.read', [...ROLES]],
    ['teams.read', [...ROLES]],
    ['signposts.read', [...ROLES]],
    ['reference-data.read', ['coordinator', 'admin']],
    ['reference-data.confirm', ['coordinator', 'admin']],
    ['dead-letters.manage', ['admin']],
    ['audit.read', ['privacy-officer']],
    ['legal-holds.manage', ['privacy-officer']],
    ['recovery.manage', ['federation-contact', 'team-lead', 'coordinator', 'admin']],
    ['data-subject-requests.manage', ['privacy-officer']],
    ['account.export', [...ROLES]],
    ['public-contact.keep', ['club-contact', 'federation-contact']],
    ['retention.confirm', ['privacy-officer']],
    ['organisation.list', ['federation-contact', 'admin']],
    ['organisation.create', ['admin']],
    ['organisation.import', ['federation-contact', 'admin']],
    ['mandate.list', [...ROLES]],
    ['handover.receive', ['club-contact', 'federation-contact']],
    ['handover.place', ['admin']],
    ['registration.list', ['club-contact', 'federation-contact', 'counsellor', 'team-lead', 'coordinator', 'admin']],
    ['registration.create', ['federation-contact', 'team-lead', 'coordinator', 'admin']],
    ['registration.wave', ['federation-contact']],
  ];
  it.each(FOR)('%s is for %s', (action, roles) => {
    expect(ROLES.filter((role) => mayEver(action, role))).toEqual(roles);
    expect(isRecordAction(action)).toBe(false);
  });

  it('every action of the product is either one record’s or in the list above', () => {
    const general = Object.keys(GENERAL_PERMISSIONS) as Action[];
    expect(general).toHaveLength(FOR.length);
    expect(general.filter(isRecordAction)).toEqual([]);
    expect(ACTIONS.every(isRecordAction)).toBe(true);
  });

  it('an administrator and a privacy officer have no scope on any consult', () => {
    for (const role of ['admin', 'privacy-officer'] as const) {
      expect(ACTIONS.flatMap((action) => scopesOf(action, role))).toEqual([]);
    }
  });
});

describe('what each role may do with an escalation to the federation', () => {
  const escalation = (more: Partial<EscalationInView> = {}): EscalationInView => ({
    state: 'asked',
    askerAccountId: 'her',
    organisationId: 'her club',
    federationId: 'her federation',
    hiddenFrom: [],
    viewerKnowsOrganisation: false,
    ...more,
  });
  const MINE = { askerAccountId: 'me' };
  const OURS = { federationId: 'her club' };
  const ACTIONS = Object.keys(ESCALATION_PERMISSIONS) as EscalationAction[];

  it.each<[string, Role, EscalationInView, string]>([
    ['who asked sees and takes back her own', 'club-contact', escalation(MINE), 'see read withdraw'],
    ['also after a conflict with the federation was named', 'club-contact', escalation({ ...MINE, hiddenFrom: ['federation'] }), 'see read withdraw'],
    ['who asked does not, under a mandate of another club', 'club-contact', escalation({ ...MINE, organisationId: 'another club' }), ''],
    ['her colleague sees nothing of it', 'club-contact', escalation(), ''],
    ['nor, under a mandate of the club, somebody of the federation', 'club-contact', escalation(OURS), ''],
    ['a contact of the federation reads and decides', 'federation-contact', escalation(OURS), 'see read decide open-consult'],
    ['after "no" she keeps state and dates only', 'federation-contact', escalation({ ...OURS, state: 'declined' }), 'see decide open-consult'],
    ['so too after it was taken back', 'federation-contact', escalation({ ...OURS, state: 'withdrawn' }), 'see decide open-consult'],
    ['a conflict with the federation hides it', 'federation-contact', escalation({ ...OURS, hiddenFrom: ['federation'] }), ''],
    ['a conflict with the club does not', 'federation-contact', escalation({ ...OURS, hiddenFrom: ['club'] }), 'see read decide open-consult'],
    ['unless she is of the club as well', 'federation-contact', escalation({ ...OURS, hiddenFrom: ['club'], viewerKnowsOrganisation: true }), ''],
    ['another federation sees nothing', 'federation-contact', escalation(), ''],
    ['who asked it does not see it as a federation’s contact elsewhere', 'federation-contact', escalation(MINE), ''],
  ])('%s', (_sentence, role, one, actions) => {
    const is = ACTIONS.filter((action) => mayOnEscalation(action, viewer(role), one));
    expect(is).toEqual(actions.split(' ').filter(Boolean).map((action) => `escalation.${action}`));
  });

  it('nobody else has anything to do with it, in whatever state, and nothing may be done unseen', () => {
    for (const role of ROLES) {
      for (const action of ACTIONS) {
        expect(isRecordAction(action)).toBe(true);
        if (!isContact(role)) expect(mayEver(action, role)).toBe(false);
        for (const state of ESCALATION_STATES) {
          const one = escalation({ ...MINE, ...OURS, state });
          expect(mayOnEscalation(action, viewer(role), one) && !mayOnEscalation('escalation.see', viewer(role), one)).toBe(false);
        }
      }
    }
  });
});

describe('what each role may do with an organisation', () => {
  const STRANGE = { affiliated: false, verified: false };
  const MEMBER = { affiliated: true, verified: false };
  const VERIFIED = { affiliated: true, verified: true };
  const ACTIONS = Object.keys(ORGANISATION_PERMISSIONS) as OrganisationAction[];

  it.each<[string, Role, typeof STRANGE, string]>([
    ['an administrator does everything with every one', 'admin', STRANGE, 'see change end merge affiliate'],
    ['a federation’s contact changes a club that her federation verifies', 'federation-contact', VERIFIED, 'see change'],
    ['and sees one that is affiliated but verified by another', 'federation-contact', MEMBER, 'see'],
    ['a club of another federation is not hers to see', 'federation-contact', STRANGE, ''],
  ])('%s', (_sentence, role, one, actions) => {
    const is = ACTIONS.filter((action) => mayOnOrganisation(action, role, one));
    expect(is).toEqual(actions.split(' ').filter(Boolean).map((action) => `organisation.${action}`));
  });

  it('nobody else lists or opens one by this way, her own neither', () => {
    for (const role of ROLES.filter((one) => one !== 'admin' && one !== 'federation-contact')) {
      for (const action of ACTIONS) expect([role, mayEver(action, role), mayOnOrganisation(action, role, VERIFIED)]).toEqual([role, false, false]);
    }
    expect(ACTIONS.every(isRecordAction)).toBe(true);
  });
});

describe('what each role may do with a mandate', () => {
  const mandate = (more: Partial<MandateInView> = {}): MandateInView => ({ accountId: 'her', role: 'club-contact', organisationId: 'her club', of1712: false, verified: false, ...more });
  const MEMBER = { role: 'counsellor', organisationId: 'the organisation of a team-lead', of1712: true } as const;
  const ACTIONS = Object.keys(MANDATE_PERMISSIONS) as MandateAction[];

  it.each<[string, Role, MandateInView, string]>([
    ['her own she ends, has renewed, confirms and hands over, and never suspends', 'club-contact', mandate({ accountId: 'me' }), 'see end renew confirm hand-over'],
    ['another contact’s of her club is nothing to her', 'club-contact', mandate(), ''],
    ['a federation ends and suspends contacts of clubs that it verifies', 'federation-contact', mandate({ verified: true }), 'see end suspend'],
    ['not of other clubs', 'federation-contact', mandate(), ''],
    ['nor another of its own contacts', 'federation-contact', mandate({ role: 'federation-contact', organisationId: 'her club' }), ''],
    ['her own, of a club that her federation verifies, she does not suspend', 'federation-contact', mandate({ accountId: 'me', verified: true }), 'see end renew confirm hand-over'],
    ['a lead ends and suspends who is of her team', 'team-lead', mandate(MEMBER), 'see end suspend'],
    ['a counsellor does not', 'counsellor', mandate(MEMBER), ''],
    ['a volunteer has her own renewed', 'volunteer', mandate({ accountId: 'me', role: 'volunteer' }), 'see end renew'],
    ['a coordinator does so in 1712', 'coordinator', mandate(MEMBER), 'see end suspend'],
    ['and not in a VK', 'coordinator', mandate({ ...MEMBER, of1712: false }), ''],
    ['an administrator does so with all', 'admin', mandate(), 'see end suspend'],
    ['but with her own she only ends', 'admin', mandate({ accountId: 'me', role: 'admin' }), 'see end'],
    ['a privacy officer sees nobody’s', 'privacy-officer', mandate(), ''],
  ])('%s', (_sentence, role, one, actions) => {
    const is = ACTIONS.filter((action) => mayOnMandate(action, viewer(role), one));
    expect(is).toEqual(actions.split(' ').filter(Boolean).map((action) => `mandate.${action}`));
  });
});
