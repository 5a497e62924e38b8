import { Temporal } from 'temporal-polyfill';
import { BRUSSELS } from './brussels-time.js';
import { daysAfter, localMoment } from './reminder-ladder.js';
import type { RegistrationPolicy } from './registration-policy.js';

/**
 * A link that was sent to one address, and waits for an answer: to who gets the mandate, or to a board member who knows that person.
 * It works once, for as long as it waits; sending again is a new one.
 */
export const INVITATION_STATES = ['waiting', 'accepted', 'declined', 'withdrawn', 'bounced', 'expired'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

export const INVITATION_STEPS = ['send', 'accept', 'decline', 'withdraw', 'bounce', 'expire'] as const;
export type InvitationStep = (typeof INVITATION_STEPS)[number];

interface Transition {
  from: InvitationState | null;
  step: InvitationStep;
  to: InvitationState;
}

export const INVITATION: readonly Transition[] = [
  { from: null, step: 'send', to: 'waiting' },
  { from: 'waiting', step: 'accept', to: 'accepted' },
  { from: 'waiting', step: 'decline', to: 'declined' },
  // Taken back, or followed by a new one.
  { from: 'waiting', step: 'withdraw', to: 'withdrawn' },
  { from: 'waiting', step: 'bounce', to: 'bounced' },
  { from: 'waiting', step: 'expire', to: 'expired' },
];

export const invitationStep = (from: InvitationState | null, step: InvitationStep): InvitationState | null =>
  INVITATION.find((row) => row.from === from && row.step === step)?.to ?? null;

export const INVITATION_KINDS = ['candidate', 'request', 'board-member'] as const;
export type InvitationKind = (typeof INVITATION_KINDS)[number];

/** Until when the link works: 'request' proves an address that somebody typed, and is not kept waiting. */
export function expiryOf(kind: InvitationKind, sentAt: Temporal.Instant, policy: RegistrationPolicy): Temporal.Instant {
  const days = { candidate: policy.invitationDays, request: policy.proofDays, 'board-member': policy.boardConfirmationDays };
  return daysAfter(sentAt, days[kind]);
}

export interface InvitationStepDue {
  /** `day+7`: the mail goes again; `expire`. */
  step: string;
  dueAt: Temporal.Instant;
}

const REMINDED_AT = '09:00';

/** What is due of one that waits; of steps that fell due together the latest. Only who is to get a mandate is reminded. */
export function invitationDue(
  invitation: { kind: InvitationKind; sentAt: Temporal.Instant; expiresAt: Temporal.Instant },
  now: Temporal.Instant,
  policy: RegistrationPolicy,
): InvitationStepDue | null {
  const { kind, sentAt, expiresAt } = invitation;
  const sentOn = sentAt.toZonedDateTimeISO(BRUSSELS).toPlainDate().toString();
  const reminders = kind === 'candidate' ? policy.invitationReminders : [];
  const steps = [
    ...[...reminders].sort((a, b) => a - b).map((days) => ({ step: `day+${days}`, dueAt: localMoment(sentOn, days, REMINDED_AT) })),
    { step: 'expire', dueAt: expiresAt },
  ];
  return steps.findLast(({ dueAt }) => Temporal.Instant.compare(dueAt, now) <= 0) ?? null;
}
