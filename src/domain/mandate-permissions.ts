import type { Role } from './vocabulary.js';

/**
 * Which mandates: one's own, whatever the role; those of contacts of the clubs that her federation verifies; of her team; of the
 * points of 1712; every one (domain 10).
 */
export const MANDATE_SCOPES = ['own', 'verified', 'team', 'line1712', 'every'] as const;
export type MandateScope = (typeof MANDATE_SCOPES)[number];
type Row = Partial<Record<Role, readonly MandateScope[]>>;

/** Who vouches for others: the federation for its clubs, the lead for the team, the coordinator for 1712, an administrator for all. */
const VOUCHED: Row = { 'federation-contact': ['verified'], 'team-lead': ['team'], coordinator: ['line1712'], admin: ['every'] };

const SEEN: Row = {
  'club-contact': ['own'],
  'federation-contact': ['own', 'verified'],
  counsellor: ['own'],
  volunteer: ['own'],
  'team-lead': ['own', 'team'],
  coordinator: ['own', 'line1712'],
  admin: ['own', 'every'],
  'privacy-officer': ['own'],
};

/** Actions on one mandate. Each asks first that it is seen. Nobody suspends herself, lifts her own suspension, or ends herself for cause. */
export const MANDATE_PERMISSIONS = {
  'mandate.see': SEEN,
  'mandate.end': SEEN,
  'mandate.suspend': VOUCHED,
  // Those that have an end.
  'mandate.renew': { 'club-contact': ['own'], 'federation-contact': ['own'], volunteer: ['own'] },
  'mandate.confirm': { 'club-contact': ['own'], 'federation-contact': ['own'] },
  'mandate.hand-over': { 'club-contact': ['own'], 'federation-contact': ['own'] },
} as const satisfies Record<string, Row>;
export type MandateAction = keyof typeof MANDATE_PERMISSIONS;

/** Actions that are no one mandate's. */
export const MANDATE_GENERAL = {
  // One's own, and those one vouches for.
  'mandate.list': 'every-role',
  // Consults that another contact of the organisation offers.
  'handover.receive': ['club-contact', 'federation-contact'],
  // Of open consults whose asker has no access left: reference and dates, to offer them to somebody.
  'handover.place': ['admin'],
} as const satisfies Record<string, readonly Role[] | 'every-role'>;

export function mandateScopesOf(action: MandateAction, role: Role): readonly MandateScope[] {
  const row: Row = MANDATE_PERMISSIONS[action];
  return row[role] ?? [];
}

/** What seeing a mandate is decided by, for one person. */
export interface MandateInView {
  accountId: string;
  role: Role;
  organisationId: string;
  /** It is of a team of 1712. */
  of1712: boolean;
  /** Of a club that the viewer's federation verifies today. */
  verified: boolean;
}

interface Viewer {
  accountId: string;
  role: Role;
  organisationId: string;
}

const IN_TEAM: readonly Role[] = ['counsellor', 'team-lead', 'volunteer', 'coordinator'];

/** Pure twin of the SQL in features/mandates/mandate-scope.ts; a test holds the two together. */
export function inMandateScope(scope: MandateScope, viewer: Viewer, mandate: MandateInView): boolean {
  switch (scope) {
    case 'own':
      return mandate.accountId === viewer.accountId;
    case 'verified':
      return mandate.role === 'club-contact' && mandate.verified;
    case 'team':
      return mandate.organisationId === viewer.organisationId && IN_TEAM.includes(mandate.role);
    case 'line1712':
      return mandate.of1712 && IN_TEAM.includes(mandate.role);
    case 'every':
      return true;
  }
}

export const mayOnMandate = (action: MandateAction, viewer: Viewer, mandate: MandateInView): boolean =>
  mandateScopesOf(action, viewer.role).some((scope) => inMandateScope(scope, viewer, mandate)) &&
  !(action === 'mandate.suspend' && mandate.accountId === viewer.accountId);

/**
 * What is left to a contact whose mandate ended, but not for cause: she reads and replies on her own open consults until they
 * are closed or taken over, and may offer them. The one literal that requests, lists and row security go by.
 */
export const AFTER_THE_END = [
  'consult.see',
  'consult.read-facts',
  'consult.read-content',
  'consult.write',
  'consult.raise-danger',
  'consult.timeline',
  'consult.proof',
  'consult.list',
  'identifiers.check',
  'notifications.read',
  'teams.read',
  'signposts.read',
  'account.export',
  'mandate.see',
  'mandate.list',
  'mandate.hand-over',
] as const;
