/** Those that are registered by hand or by import; a team's organisation comes with the reference data. */
export const REGISTERED_KINDS = ['federation', 'club', 'authority'] as const;

export const ORGANISATION_STATES = ['active', 'ended', 'merged'] as const;
export type OrganisationState = (typeof ORGANISATION_STATES)[number];

/** Days as YYYY-MM-DD: they compare as text. The day on which it ends is its last. */
export function organisationState(one: { endedOn: string | null; mergedInto: string | null }, today: string): OrganisationState {
  if (one.mergedInto !== null) return 'merged';
  return one.endedOn !== null && one.endedOn < today ? 'ended' : 'active';
}

/** A period with its first and last day; without a last one it goes on. */
export interface Period {
  validFrom: string;
  validTo: string | null;
}

export const holdsOn = ({ validFrom, validTo }: Period, day: string): boolean => validFrom <= day && (validTo === null || validTo >= day);
