import { isOpenStatus } from './consult-lifecycle.js';
import type { EscalationSide, EscalationState } from './escalation.js';
import { AFTER_THE_END, MANDATE_GENERAL, MANDATE_PERMISSIONS, mandateScopesOf, type MandateAction } from './mandate-permissions.js';
import type { Held } from './mandates.js';
import { REGISTRATION_GENERAL, REGISTRATION_PERMISSIONS, registrationScopeOf, type RegistrationAction } from './registration-permissions.js';
import type { ConflictLevel, Level, Role, Status } from './vocabulary.js';

/**
 * The whole policy on one page (domain 12). A scope says which records; the lifecycle says in which state.
 * The same scopes make the WHERE of lists (features/consults/consult-scope.ts).
 */
export const SCOPES = ['own', 'own-open', 'shared', 'team', 'assigned', 'line1712', 'at-coordination'] as const;
export type Scope = (typeof SCOPES)[number];

type Row = Partial<Record<Role, readonly Scope[]>>;

/** Seeing a consult at all: reference, status, urgency, level, region, team, dates. */
const SEE: Row = {
  'club-contact': ['own', 'shared'],
  'federation-contact': ['own', 'shared'],
  counsellor: ['team'],
  'team-lead': ['team'],
  volunteer: ['team'],
  coordinator: ['line1712'],
};

const ASKER: Row = { 'club-contact': ['own'], 'federation-contact': ['own'] };
const COUNSELLING: Row = { counsellor: ['team'], 'team-lead': ['team'] };
const ASKER_AND_TEAM: Row = { ...ASKER, ...COUNSELLING };

/** Actions on one consult. Each asks first that the consult is seen. */
export const CONSULT_PERMISSIONS = {
  'consult.see': SEE,
  'consult.read-facts': {
    ...SEE,
    volunteer: ['assigned'],
    coordinator: ['at-coordination'],
  },
  'consult.read-content': {
    ...SEE,
    volunteer: ['assigned'],
    coordinator: [],
  },
  'consult.read-notes': { ...COUNSELLING, volunteer: ['assigned'] },
  'consult.edit-draft': ASKER,
  'consult.submit': ASKER,
  'consult.claim': { ...COUNSELLING, volunteer: ['team'] },
  'consult.release': { ...COUNSELLING, volunteer: ['assigned'], coordinator: ['line1712'] },
  'consult.write': { ...ASKER_AND_TEAM, volunteer: ['assigned'] },
  'consult.raise-danger': ASKER,
  'consult.follow-up': ASKER_AND_TEAM,
  'consult.close': ASKER_AND_TEAM,
  'consult.reopen': ASKER_AND_TEAM,
  'consult.withdraw': ASKER,
  'consult.keep': ASKER,
  'consult.destroy': ASKER,
  'consult.share': ASKER,
  'consult.set-conflict': ASKER,
  'consult.ask-beside': ASKER,
  // To the federation: a club's contact only, a federation has none above it.
  'consult.escalate': { 'club-contact': ['own'] },
  'consult.read-escalations': { 'club-contact': ['own'] },
  'consult.rate': ASKER_AND_TEAM,
  'consult.read-rating': ASKER_AND_TEAM,
  'consult.timeline': SEE,
  'consult.proof': ASKER,
} as const satisfies Record<string, Row>;
export type ConsultAction = keyof typeof CONSULT_PERMISSIONS;

type EscalationRow = Partial<Record<Role, EscalationSide>>;
const BOTH_SIDES: EscalationRow = { 'club-contact': 'asker', 'federation-contact': 'federation' };

/** Actions on one escalation. Each asks first that the escalation is seen; a role stands on one side of it. */
export const ESCALATION_PERMISSIONS = {
  'escalation.see': BOTH_SIDES,
  'escalation.read': BOTH_SIDES,
  'escalation.decide': { 'federation-contact': 'federation' },
  'escalation.open-consult': { 'federation-contact': 'federation' },
  'escalation.withdraw': { 'club-contact': 'asker' },
} as const satisfies Record<string, EscalationRow>;
export type EscalationAction = keyof typeof ESCALATION_PERMISSIONS;

/** Which organisations: every one, the clubs that are hers now, those of them that her federation verifies. */
export type OrganisationScope = 'every' | 'affiliated' | 'verified';
type OrganisationRow = Partial<Record<Role, OrganisationScope>>;

/** Actions on one organisation (domain 10). Each asks first that it is seen. */
export const ORGANISATION_PERMISSIONS = {
  'organisation.see': { admin: 'every', 'federation-contact': 'affiliated' },
  'organisation.change': { admin: 'every', 'federation-contact': 'verified' },
  'organisation.end': { admin: 'every' },
  'organisation.merge': { admin: 'every' },
  'organisation.affiliate': { admin: 'every' },
} as const satisfies Record<string, OrganisationRow>;
export type OrganisationAction = keyof typeof ORGANISATION_PERMISSIONS;

/** Actions that are no one record's. */
export const GENERAL_PERMISSIONS = {
  'consult.ask': ['club-contact', 'federation-contact'],
  'escalation.list': ['club-contact', 'federation-contact'],
  'consult.list': ['club-contact', 'federation-contact', 'counsellor', 'team-lead', 'volunteer', 'coordinator'],
  'routing.preview': ['club-contact', 'federation-contact', 'admin', 'coordinator'],
  'identifiers.check': ['club-contact', 'federation-contact', 'counsellor', 'team-lead', 'volunteer'],
  'notifications.read': 'every-role',
  'teams.read': 'every-role',
  'signposts.read': 'every-role',
  'reference-data.read': ['admin', 'coordinator'],
  'reference-data.confirm': ['admin', 'coordinator'],
  'dead-letters.manage': ['admin'],
  'audit.read': ['privacy-officer'],
  'legal-holds.manage': ['privacy-officer'],
  'data-subject-requests.manage': ['privacy-officer'],
  // A new way in for somebody they vouch for (kb.vouches).
  'recovery.manage': ['federation-contact', 'team-lead', 'coordinator', 'admin'],
  // What Klankbord knows of the signed-in person.
  'account.export': 'every-role',
  // What of her mandate she shows to anybody who looks for her.
  'public-contact.keep': ['club-contact', 'federation-contact'],
  'retention.confirm': ['privacy-officer'],
  // A federation's contact lists, imports and exports the clubs of her federation.
  'organisation.list': ['admin', 'federation-contact'],
  'organisation.create': ['admin'],
  'organisation.import': ['admin', 'federation-contact'],
  ...REGISTRATION_GENERAL,
  ...MANDATE_GENERAL,
} as const satisfies Record<string, readonly Role[] | 'every-role'>;
export type GeneralAction = keyof typeof GENERAL_PERMISSIONS;

export type Action = ConsultAction | EscalationAction | OrganisationAction | RegistrationAction | MandateAction | GeneralAction;

const isConsultAction = (action: Action): action is ConsultAction => action in CONSULT_PERMISSIONS;
const isEscalationAction = (action: Action): action is EscalationAction => action in ESCALATION_PERMISSIONS;
const isOrganisationAction = (action: Action): action is OrganisationAction => action in ORGANISATION_PERMISSIONS;
const isMandateAction = (action: Action): action is MandateAction => action in MANDATE_PERMISSIONS;
const isRegistrationAction = (action: Action): action is RegistrationAction => action in REGISTRATION_PERMISSIONS;
export const isRecordAction = (action: Action): action is Exclude<Action, GeneralAction> =>
  isConsultAction(action) || isEscalationAction(action) || isOrganisationAction(action) || isRegistrationAction(action) || isMandateAction(action);

const LEFT_AFTER_THE_END: readonly Action[] = AFTER_THE_END;
/** Whose mandate expired asks and reads as before, but lets nobody in. */
const isLeft = (action: Action, standing: Held): boolean => {
  if (standing === 'expired') return !isRegistrationAction(action) && !(action in REGISTRATION_GENERAL);
  return standing === 'active' || LEFT_AFTER_THE_END.includes(action);
};

export function mayEver(action: Action, role: Role, standing: Held = 'active'): boolean {
  if (!isLeft(action, standing)) return false;
  if (isConsultAction(action)) return scopesOf(action, role, standing).length > 0;
  if (isEscalationAction(action)) return escalationSideOf(action, role) !== null;
  if (isOrganisationAction(action)) return organisationScopeOf(action, role) !== null;
  if (isMandateAction(action)) return mandateScopesOf(action, role).length > 0;
  if (isRegistrationAction(action)) return registrationScopeOf(action, role) !== null;
  const roles: readonly Role[] | 'every-role' = GENERAL_PERMISSIONS[action];
  return roles === 'every-role' || roles.includes(role);
}

/** Of a mandate that ended one's own open ones, and no other. */
export function scopesOf(action: ConsultAction, role: Role, standing: Held = 'active'): readonly Scope[] {
  const row: Row = CONSULT_PERMISSIONS[action];
  const scopes = row[role] ?? [];
  if (standing !== 'ended') return scopes;
  return isLeft(action, standing) && scopes.includes('own') ? ['own-open'] : [];
}

/** What a scope is decided by: clear columns of the consult, seen by one person. */
export interface ConsultInView {
  status: Status;
  askerAccountId: string;
  organisationId: string;
  assigneeAccountId: string | null;
  teamCode: string | null;
  teamIs1712: boolean;
  teamIsCoordination: boolean;
  hiddenFrom: readonly ConflictLevel[];
  /** The asker shares it with the viewer. */
  sharedWithViewer: boolean;
  /** The viewer holds or held a mandate in the asker's organisation. */
  viewerKnowsOrganisation: boolean;
}

export interface Viewer {
  accountId: string;
  role: Role;
  organisationId: string;
  teamCode: string | null;
  standing: Held;
}

const levelOf = (role: Role): Level => (role === 'federation-contact' ? 'federation' : 'club');

/** Pure twin of the SQL in consult-scope.ts; a test holds the two together. */
export function inScope(scope: Scope, viewer: Viewer, consult: ConsultInView): boolean {
  const sent = consult.status !== 'draft';
  const theirs = sent && !consult.viewerKnowsOrganisation;
  const inTeam = theirs && viewer.teamCode !== null && viewer.teamCode === consult.teamCode;
  // Under a mandate of the organisation it was asked for: another mandate of the same person is another capacity.
  const own = consult.askerAccountId === viewer.accountId && consult.organisationId === viewer.organisationId;
  switch (scope) {
    case 'own':
      return own;
    case 'own-open':
      return own && isOpenStatus(consult.status);
    case 'shared':
      return (
        sent &&
        consult.sharedWithViewer &&
        consult.organisationId === viewer.organisationId &&
        !consult.hiddenFrom.includes(levelOf(viewer.role))
      );
    case 'team':
      return inTeam;
    case 'assigned':
      return inTeam && consult.assigneeAccountId === viewer.accountId;
    case 'line1712':
      return theirs && (consult.teamIs1712 || consult.teamIsCoordination);
    case 'at-coordination':
      return theirs && consult.teamIsCoordination;
  }
}

const SIDES_OF_CONTACT: readonly Role[] = ['club-contact', 'federation-contact'];
export const isContact = (role: Role): boolean => SIDES_OF_CONTACT.includes(role);

/** Of a withdrawn consult a team keeps reference and dates only (domain 3). */
const withheld = (action: ConsultAction, viewer: Viewer, consult: ConsultInView): boolean =>
  consult.status === 'withdrawn' && action.startsWith('consult.read-') && !isContact(viewer.role);

export const may = (action: ConsultAction, viewer: Viewer, consult: ConsultInView): boolean =>
  !withheld(action, viewer, consult) &&
  scopesOf(action, viewer.role, viewer.standing).some((scope) => inScope(scope, viewer, consult));

/** The side from which a role may do this at all; null = never. */
export function escalationSideOf(action: EscalationAction, role: Role): EscalationSide | null {
  const row: EscalationRow = ESCALATION_PERMISSIONS[action];
  return row[role] ?? null;
}

/** What seeing an escalation is decided by, for one person. */
export interface EscalationInView {
  state: EscalationState;
  askerAccountId: string | null;
  /** The club it was asked for. */
  organisationId: string | null;
  federationId: string;
  /** The conflicts of the consult that it came from. */
  hiddenFrom: readonly ConflictLevel[];
  /** The viewer holds or held a mandate in the asker's club. */
  viewerKnowsOrganisation: boolean;
}

/** Pure twin of the SQL in features/consults/escalation-scope.ts; a test holds the two together. */
export function onEscalationSide(side: EscalationSide, viewer: Viewer, escalation: EscalationInView): boolean {
  if (side === 'asker') return escalation.askerAccountId === viewer.accountId && escalation.organisationId === viewer.organisationId;
  return (
    escalation.federationId === viewer.organisationId &&
    !escalation.hiddenFrom.includes('federation') &&
    // She is of the club as well, under another mandate: what is hidden from the club is hidden from her.
    !(escalation.hiddenFrom.includes('club') && escalation.viewerKnowsOrganisation)
  );
}

/** A federation that said no, or that is asked no longer, keeps state, reference and dates: the extract is closed to it. */
const extractClosed = (action: EscalationAction, side: EscalationSide, { state }: EscalationInView): boolean =>
  action === 'escalation.read' && side === 'federation' && (state === 'declined' || state === 'withdrawn');

export function mayOnEscalation(action: EscalationAction, viewer: Viewer, escalation: EscalationInView): boolean {
  const side = isLeft(action, viewer.standing) ? escalationSideOf(action, viewer.role) : null;
  return side !== null && onEscalationSide(side, viewer, escalation) && !extractClosed(action, side, escalation);
}

/** Which organisations a role may do this with at all; null = none. */
export function organisationScopeOf(action: OrganisationAction, role: Role): OrganisationScope | null {
  const row: OrganisationRow = ORGANISATION_PERMISSIONS[action];
  return row[role] ?? null;
}

/** How the viewer's own federation stands to an organisation today. */
export interface OrganisationInView {
  affiliated: boolean;
  verified: boolean;
}

export function mayOnOrganisation(action: OrganisationAction, role: Role, { affiliated, verified }: OrganisationInView): boolean {
  const scope = organisationScopeOf(action, role);
  return scope === 'every' || (scope === 'affiliated' && affiliated) || (scope === 'verified' && verified);
}
