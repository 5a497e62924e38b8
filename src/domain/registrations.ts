import type { Role } from './vocabulary.js';

/**
 * How somebody comes to a mandate (domain 10). `accepted`: the person said yes, and two people look at it. From `active` on the
 * mandate tells whether it still holds; this tells how it came about, and when it is looked at again.
 */
export const REGISTRATION_STATES = ['prepared', 'requested', 'invited', 'accepted', 'active', 'renewal', 'refused', 'withdrawn', 'expired'] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

export const REGISTRATION_STEPS = ['prepare', 'request', 'invite', 'accept', 'decline', 'withdraw', 'lapse', 'approve', 'refuse', 'renew'] as const;
export type RegistrationStep = (typeof REGISTRATION_STEPS)[number];

/** Who invites; who it is about; one who approves, and both of them; the product itself. */
export type RegistrationParty = 'registrar' | 'candidate' | 'approver' | 'approvers' | 'system';

interface Transition {
  from: RegistrationState | null;
  step: RegistrationStep;
  by: readonly RegistrationParty[];
  to: RegistrationState;
}

export const REGISTRATION: readonly Transition[] = [
  // Kept by an import of a federation's clubs: it sends nothing and grants nothing.
  { from: null, step: 'prepare', by: ['registrar'], to: 'prepared' },
  { from: null, step: 'invite', by: ['registrar'], to: 'invited' },
  // An address that nobody proves within the time of its link is deleted.
  { from: null, step: 'request', by: ['candidate'], to: 'requested' },
  { from: 'prepared', step: 'invite', by: ['registrar'], to: 'invited' },
  { from: 'prepared', step: 'withdraw', by: ['registrar'], to: 'withdrawn' },
  { from: 'requested', step: 'accept', by: ['candidate'], to: 'accepted' },
  { from: 'requested', step: 'decline', by: ['candidate'], to: 'withdrawn' },
  { from: 'invited', step: 'accept', by: ['candidate'], to: 'accepted' },
  // She asked herself, while a list had named her or an older link lay with her: it is one registration.
  { from: 'prepared', step: 'accept', by: ['candidate'], to: 'accepted' },
  { from: 'expired', step: 'accept', by: ['candidate'], to: 'accepted' },
  { from: 'invited', step: 'decline', by: ['candidate'], to: 'withdrawn' },
  { from: 'invited', step: 'withdraw', by: ['registrar'], to: 'withdrawn' },
  // Again: a new link, and the one before is dead.
  { from: 'invited', step: 'invite', by: ['registrar'], to: 'invited' },
  { from: 'invited', step: 'lapse', by: ['system'], to: 'expired' },
  { from: 'expired', step: 'invite', by: ['registrar'], to: 'invited' },
  { from: 'expired', step: 'withdraw', by: ['registrar'], to: 'withdrawn' },
  { from: 'accepted', step: 'approve', by: ['approvers'], to: 'active' },
  { from: 'accepted', step: 'refuse', by: ['approver'], to: 'refused' },
  { from: 'accepted', step: 'withdraw', by: ['registrar'], to: 'withdrawn' },
  // A new link for who said yes and never set a way in.
  { from: 'accepted', step: 'invite', by: ['registrar'], to: 'accepted' },
  { from: 'active', step: 'invite', by: ['registrar'], to: 'active' },
  { from: 'active', step: 'renew', by: ['candidate', 'registrar'], to: 'renewal' },
  // Two look again; until then, and after "no", the mandate runs to the day that it had.
  { from: 'renewal', step: 'approve', by: ['approvers'], to: 'active' },
  { from: 'renewal', step: 'refuse', by: ['approver'], to: 'active' },
];

/** Where a step leads; null when this state does not allow it to this party. */
export const registrationStep = (from: RegistrationState | null, step: RegistrationStep, by: RegistrationParty): RegistrationState | null =>
  REGISTRATION.find((row) => row.from === from && row.step === step && row.by.includes(by))?.to ?? null;

/** What this party may do now, in the order of the table. */
export const registrationAllows = (state: RegistrationState, party: RegistrationParty): RegistrationStep[] =>
  REGISTRATION.filter(({ from, by }) => from === state && by.includes(party)).map(({ step }) => step);

/** Not over, and not yet a mandate: an organisation has one of these for an address and a role at a time. */
export const UNDER_WAY: readonly RegistrationState[] = ['prepared', 'requested', 'invited', 'expired', 'accepted'];

/** Reads what people ask and answer (domain 12): such a mandate always takes somebody of that organisation or team. */
const READS_CONTENT: readonly Role[] = ['club-contact', 'federation-contact', 'counsellor', 'team-lead', 'volunteer'];
export const readsContent = (role: Role): boolean => READS_CONTENT.includes(role);

export const REFUSAL_REASONS = ['not-known', 'no-training', 'no-extract', 'not-suitable', 'enough-contacts', 'other'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];
