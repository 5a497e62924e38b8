import type { Role, TeamKind } from './vocabulary.js';

/** In which capacity somebody says yes or no to a registration. */
export const CAPACITIES = ['contact', 'board-member', 'federation', 'counsellor', 'team-lead', 'coordinator', 'admin'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** Two chairs: somebody of that organisation or team itself, and somebody above it who verifies. Two people, never the candidate. */
export interface ApprovalRule {
  inside: readonly Capacity[];
  above: readonly Capacity[];
}

interface Row extends ApprovalRule {
  role: Role;
  teams?: readonly TeamKind[];
  /** Whether the organisation or team has somebody, beside the candidate, who can sit inside; without it both. */
  peopled?: boolean;
}

const TWO_ADMINS = { inside: ['admin'], above: ['admin'] } as const;
const COLLEAGUE = ['counsellor', 'team-lead'] as const;

/** Domain 10, as one literal: no admin alone, and nobody but people. */
export const APPROVALS: readonly Row[] = [
  { role: 'club-contact', peopled: true, inside: ['contact'], above: ['federation'] },
  { role: 'club-contact', peopled: false, inside: ['board-member'], above: ['federation'] },
  { role: 'federation-contact', peopled: true, inside: ['contact'], above: ['admin'] },
  { role: 'federation-contact', peopled: false, inside: ['board-member'], above: ['admin'] },
  { role: 'counsellor', teams: ['line1712'], inside: COLLEAGUE, above: ['coordinator', 'team-lead'] },
  { role: 'counsellor', teams: ['vk', 'caw'], inside: COLLEAGUE, above: ['team-lead'] },
  { role: 'volunteer', teams: ['line1712'], inside: COLLEAGUE, above: ['coordinator', 'team-lead'] },
  { role: 'team-lead', teams: ['line1712'], peopled: true, inside: ['team-lead'], above: ['coordinator'] },
  { role: 'team-lead', teams: ['vk', 'caw'], peopled: true, inside: ['team-lead'], above: ['admin'] },
  // The first lead of a team: there is nobody of it yet who could know her.
  { role: 'team-lead', teams: ['line1712', 'vk', 'caw'], peopled: false, ...TWO_ADMINS },
  { role: 'coordinator', ...TWO_ADMINS },
  { role: 'admin', ...TWO_ADMINS },
  { role: 'privacy-officer', ...TWO_ADMINS },
];

/** What a mandate takes; null = this role does not exist there. */
export function ruleFor(role: Role, place: { team: TeamKind | null; peopled: boolean }): ApprovalRule | null {
  const row = APPROVALS.find(
    (one) => one.role === role && (!one.teams || (place.team !== null && one.teams.includes(place.team))) && (one.peopled === undefined || one.peopled === place.peopled),
  );
  return row ? { inside: row.inside, above: row.above } : null;
}

/** Whether this capacity has a chair for that role at all, whatever else holds. */
export const everSits = (capacity: Capacity, role: Role): boolean =>
  APPROVALS.some((row) => row.role === role && [...row.inside, ...row.above].includes(capacity));

/** Which of its people an organisation needs, to be "peopled": whoever may sit inside for this role. */
export const insidersFor = (role: Role): readonly Role[] => {
  if (role === 'club-contact' || role === 'federation-contact') return [role];
  return role === 'team-lead' ? ['team-lead'] : ['counsellor', 'team-lead'];
};

/** Somebody, by something that tells one person from another. */
export interface Approval {
  person: string;
  capacity: Capacity;
}

export interface Seats {
  inside: Approval | null;
  above: Approval | null;
}

/** As many of the two chairs as these people can fill, each sitting on one. */
export function seatsOf(rule: ApprovalRule, approvals: readonly Approval[], candidate: string | null): Seats {
  const others = approvals.filter(({ person }) => person !== candidate);
  const inside = others.filter(({ capacity }) => rule.inside.includes(capacity));
  const above = others.filter(({ capacity }) => rule.above.includes(capacity));
  for (const one of inside) {
    const other = above.find(({ person }) => person !== one.person);
    if (other) return { inside: one, above: other };
  }
  // Of one who could sit on either, the chair above is the one that was asked for first.
  return above[0] ? { inside: null, above: above[0] } : { inside: inside[0] ?? null, above: null };
}

export const suffices = (rule: ApprovalRule, approvals: readonly Approval[], candidate: string | null): boolean => {
  const { inside, above } = seatsOf(rule, approvals, candidate);
  return inside !== null && above !== null;
};

/** Whether this person's yes brings it further. */
export function wouldHelp(rule: ApprovalRule, given: readonly Approval[], one: Approval, candidate: string | null): boolean {
  const count = (approvals: readonly Approval[]): number => Object.values(seatsOf(rule, approvals, candidate)).filter(Boolean).length;
  return count([...given, one]) > count(given);
}

/** How somebody with a mandate stands to the organisation of a registration. */
export interface Standing {
  role: Role;
  sameOrganisation: boolean;
  /** Her federation verifies the contacts of this club today. */
  verifies: boolean;
}

/** In which capacity they speak; null = in none. */
export function capacityOf({ role, sameOrganisation, verifies }: Standing, registration: { role: Role; team: TeamKind | null }): Capacity | null {
  switch (role) {
    case 'admin':
      return 'admin';
    case 'coordinator':
      return registration.team === 'line1712' ? 'coordinator' : null;
    case 'team-lead':
    case 'counsellor':
      return sameOrganisation ? role : null;
    case 'club-contact':
      return sameOrganisation ? 'contact' : null;
    case 'federation-contact':
      if (sameOrganisation) return 'contact';
      return verifies && registration.role === 'club-contact' ? 'federation' : null;
    default:
      return null;
  }
}

/** Who invites, sends again, takes back and names a board member. */
export const REGISTRARS: Record<Role, readonly Capacity[]> = {
  'club-contact': ['federation'],
  'federation-contact': ['admin', 'contact'],
  counsellor: ['team-lead', 'coordinator'],
  volunteer: ['team-lead', 'coordinator'],
  'team-lead': ['admin', 'team-lead', 'coordinator'],
  coordinator: ['admin'],
  admin: ['admin'],
  'privacy-officer': ['admin'],
};
