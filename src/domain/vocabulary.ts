/** The field's terms, as codes. Dutch words for them live with the pages; meanings in docs/glossary.md. */

export const ROLES = [
  'club-contact',
  'federation-contact',
  'counsellor',
  'team-lead',
  'volunteer',
  'coordinator',
  'admin',
  'privacy-officer',
] as const;
export type Role = (typeof ROLES)[number];

export const LEVELS = ['club', 'federation'] as const;
export type Level = (typeof LEVELS)[number];

export const ORGANISATION_KINDS = ['federation', 'club', 'team', 'authority'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const TEAM_KINDS = ['line1712', 'vk', 'caw', 'coordination1712'] as const;
export type TeamKind = (typeof TEAM_KINDS)[number];

export const STATUSES = [
  'draft',
  'submitted',
  'in-progress',
  'waiting-for-contact',
  'answered',
  'closed',
  'withdrawn',
] as const;
export type Status = (typeof STATUSES)[number];

/** From least to most pressing; compare with `moreUrgent`. */
export const URGENCIES = ['low', 'normal', 'high', 'acute'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const moreUrgent = (a: Urgency, b: Urgency): Urgency =>
  URGENCIES.indexOf(a) >= URGENCIES.indexOf(b) ? a : b;

export const AGE_BANDS = ['0-5', '6-11', '12-15', '16-17', '18-25', '26-64', '65+', 'unknown'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

export const BEHAVIOURS = [
  'sexual',
  'physical',
  'psychological',
  'neglect',
  'bullying',
  'discrimination',
  'abuse-of-power',
  'financial',
  'online',
  'concern-own-behaviour',
  'other',
] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

export const DANGERS = ['acute', 'possible', 'no', 'unknown'] as const;
export type Danger = (typeof DANGERS)[number];

export const YES_NO_UNKNOWN = ['yes', 'no', 'unknown'] as const;
export type YesNoUnknown = (typeof YES_NO_UNKNOWN)[number];

export const QUESTION_KINDS = ['incident', 'policy'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export const CONFLICT_LEVELS = ['club', 'federation', 'team'] as const;
export type ConflictLevel = (typeof CONFLICT_LEVELS)[number];

export const LEARNED_FROM = ['victim', 'parent', 'bystander', 'own-observation', 'anonymous', 'other'] as const;
export const VICTIM_WISHES = ['be-heard', 'make-it-stop', 'no-action-yet', 'report', 'unknown'] as const;
export const ALREADY_TOLD = ['parents', 'board', 'federation', 'police', 'helpline', 'school', 'nobody', 'other'] as const;
export const DONE_SO_FAR = ['listened', 'spoke-with-accused', 'kept-apart', 'informed-parents', 'nothing', 'other'] as const;

export const CLOSURE_OUTCOMES = [
  'resolved',
  'referred',
  'reported-to-police',
  'no-further-action',
  'no-reaction',
  'other',
] as const;
export type ClosureOutcome = (typeof CLOSURE_OUTCOMES)[number];

/** What one may post in a thread today. */
export const MESSAGE_KINDS = ['message', 'answer', 'information-request', 'internal-note'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const FOLLOW_UP_OWNERS = ['contact', 'assignee'] as const;
export type FollowUpOwner = (typeof FOLLOW_UP_OWNERS)[number];

/** How often somebody wants mail about what may wait. */
export const MAIL_RHYTHMS = ['at-once', 'daily'] as const;
export type MailRhythm = (typeof MAIL_RHYTHMS)[number];

export interface Victim {
  ageBand: AgeBand;
  /** Recorded apart; never decides the route. */
  ageBandAtFacts?: AgeBand;
  /** Picks the region and is then forgotten. */
  residencePostalCode?: string;
}

/** What the intake form asks, in codes: no names, no free text. */
export interface Facts {
  kind: QuestionKind;
  behaviours: Behaviour[];
  victims: Victim[];
  minorsAtRiskNow: YesNoUnknown;
  danger: Danger;
  placeOfFactsPostalCode?: string;
  /** Days since the (last) facts; absent = unknown. */
  factsWithinDays?: number;
  conflictOfInterest?: ConflictLevel[];
  learnedFrom?: (typeof LEARNED_FROM)[number];
  victimKnows?: YesNoUnknown;
  victimWishes?: (typeof VICTIM_WISHES)[number];
  alreadyTold?: (typeof ALREADY_TOLD)[number][];
  doneSoFar?: (typeof DONE_SO_FAR)[number][];
}
