import { capacityOf, everSits, REGISTRARS, type Capacity, type Standing } from './registration-approvals.js';
import type { Role, TeamKind } from './vocabulary.js';

/** Which registrations: every one, of the clubs that her federation verifies and of itself, of her own organisation, of 1712. */
export type RegistrationScope = 'every' | 'verified' | 'organisation' | 'line1712';
type RegistrationRow = Partial<Record<Role, RegistrationScope>>;

const SEE: RegistrationRow = {
  admin: 'every',
  'federation-contact': 'verified',
  'club-contact': 'organisation',
  counsellor: 'organisation',
  'team-lead': 'organisation',
  coordinator: 'line1712',
};
/** Those who invite; for which of the roles, REGISTRARS says. */
const REGISTER: RegistrationRow = {
  admin: 'every',
  'federation-contact': 'verified',
  'team-lead': 'organisation',
  coordinator: 'line1712',
};

/** Actions on one registration (domain 10). Each asks first that it is seen. */
export const REGISTRATION_PERMISSIONS = {
  'registration.see': SEE,
  // Whether a yes counts now, and on which of the two chairs, is the rule of approvals.
  'registration.verify': SEE,
  'registration.change': REGISTER,
  'registration.invite': REGISTER,
  'registration.withdraw': REGISTER,
  'registration.name-board-member': { admin: 'every', 'federation-contact': 'verified' },
  'registration.renew': REGISTER,
} as const satisfies Record<string, RegistrationRow>;
export type RegistrationAction = keyof typeof REGISTRATION_PERMISSIONS;

/** Which registrations a role may do this with at all; null = none. */
export function registrationScopeOf(action: RegistrationAction, role: Role): RegistrationScope | null {
  const row: RegistrationRow = REGISTRATION_PERMISSIONS[action];
  return row[role] ?? null;
}

/** What seeing a registration is decided by, for one person. */
export interface RegistrationInView extends Omit<Standing, 'role'> {
  role: Role;
  team: TeamKind | null;
}

export function inRegistrationScope(scope: RegistrationScope, { sameOrganisation, verifies, role, team }: RegistrationInView): boolean {
  switch (scope) {
    case 'every':
      return true;
    case 'verified':
      return sameOrganisation || (verifies && role === 'club-contact');
    case 'organisation':
      return sameOrganisation;
    case 'line1712':
      return team === 'line1712';
  }
}

/** What only a registrar of this role may do; the rest is for whoever sees it. */
const OF_THE_REGISTRAR: readonly RegistrationAction[] = [
  'registration.change',
  'registration.invite',
  'registration.withdraw',
  'registration.name-board-member',
  'registration.renew',
];

export function mayOnRegistration(action: RegistrationAction, role: Role, registration: RegistrationInView): boolean {
  const scope = registrationScopeOf(action, role);
  if (scope === null || !inRegistrationScope(scope, registration)) return false;
  if (action === 'registration.verify') return sits(role, registration);
  return !OF_THE_REGISTRAR.includes(action) || isRegistrar(role, registration);
}

/** Whether a yes of this role, from where it stands, can ever count. */
function sits(role: Role, registration: RegistrationInView): boolean {
  const capacity = capacityIn(role, registration);
  return capacity !== null && everSits(capacity, registration.role);
}

export function isRegistrar(role: Role, registration: RegistrationInView): boolean {
  const capacity = capacityIn(role, registration);
  return capacity !== null && REGISTRARS[registration.role].includes(capacity);
}

export const capacityIn = (role: Role, { role: wanted, team, ...standing }: RegistrationInView): Capacity | null =>
  capacityOf({ role, ...standing }, { role: wanted, team });

/** Lists and what begins something: no one registration's. */
export const REGISTRATION_GENERAL = {
  'registration.list': Object.keys(SEE) as Role[],
  'registration.create': Object.keys(REGISTER) as Role[],
  'registration.wave': ['federation-contact'],
} as const satisfies Record<string, readonly Role[]>;
