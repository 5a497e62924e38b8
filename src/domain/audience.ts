/** Who hears what (domain 7). One table; a test says that every event of the product stands in it. */

export type Recipient =
  | 'asker'
  | 'asker-in-office'
  | 'assignee'
  | 'assignee-or-team'
  | 'assignee-before'
  | 'team'
  | 'team-lead'
  | 'coordinator'
  | 'admin'
  | 'everybody'
  | 'holder'
  | 'privacy-officer'
  | 'federation'
  | 'voucher'
  | 'approvers'
  | 'colleagues'
  | 'verifier'
  | 'offerer'
  | 'responsible';

export interface Audience {
  to: readonly Recipient[];
  /** Of an acute consult these hear it too. */
  whenAcute?: readonly Recipient[];
  /** Leaves at night as well when the consult is acute or high: a question or an answer. */
  answers?: boolean;
}

/** The coordinator hears of 1712 consults only. */
export const AUDIENCE = {
  'consult.submitted': { to: ['team'] },
  'consult.released': { to: ['team'] },
  'consult.assigned': { to: ['assignee'] },
  // Whoever held it hears that there is nothing left to do.
  'consult.taken-over': { to: ['assignee-before'] },
  'consult.information-requested': { to: ['asker'], answers: true },
  'consult.answered': { to: ['asker'], answers: true },
  'consult.team-message': { to: ['asker'] },
  'consult.contact-message': { to: ['assignee-or-team'] },
  'consult.danger-raised': { to: ['assignee-or-team'], whenAcute: ['team', 'team-lead'] },
  'consult.closed': { to: ['asker'] },
  'consult.closed-by-asker': { to: ['assignee'] },
  'consult.reopened': { to: ['assignee-or-team'] },
  'consult.withdrawn-urgent': { to: ['assignee'] },
  'consult.moved': { to: ['team'] },

  'reminder.unclaimed-team': { to: ['team'] },
  'reminder.unclaimed-everyone': { to: ['team', 'team-lead', 'coordinator'] },
  'reminder.unanswered-assignee': { to: ['assignee'] },
  'reminder.unanswered-lead': { to: ['assignee', 'team-lead'] },
  'reminder.information-asked': { to: ['asker'] },
  'reminder.information-stays-open': { to: ['assignee', 'team-lead'] },
  'reminder.unread-contact': { to: ['asker'], answers: true },
  'reminder.unread-phone': { to: ['assignee'] },
  'reminder.how-did-it-end': { to: ['asker'] },
  'reminder.ask-to-close': { to: ['assignee'] },
  // Who left reads and replies, and completes nothing.
  'reminder.follow-up-contact': { to: ['asker-in-office'] },
  'reminder.follow-up-assignee': { to: ['assignee-or-team'] },
  'reminder.draft-not-sent': { to: ['asker'] },
  'reminder.nobody-signed-in': { to: ['team-lead', 'coordinator'] },

  // The contacts of the federation who still see it: a conflict named meanwhile has hidden it.
  'escalation.asked': { to: ['federation'] },
  'escalation.decided': { to: ['asker'] },

  'reminder.mandate-ends': { to: ['holder'] },
  // "Ben je nog aanspreekpunt?", and that nobody answered.
  'reminder.still-contact': { to: ['holder'] },
  'reminder.still-unanswered': { to: ['voucher'] },
  'mandate.answered-no': { to: ['voucher'] },
  // Set by who vouches for her, or by herself.
  'mandate.ends': { to: ['holder'] },
  'mandate.leaves': { to: ['voucher'] },
  // The federation that verifies the club; of a federation an admin.
  'organisation.without-contact': { to: ['verifier'] },
  'organisation.still-without-contact': { to: ['admin'] },
  'handover.offered': { to: ['holder'] },
  'handover.accepted': { to: ['offerer'] },
  'handover.declined': { to: ['offerer'] },
  // Of a consult without a contact, that an administrator offered.
  'handover.placement-declined': { to: ['admin'] },
  'consult.contact-changed': { to: ['assignee'] },
  'reminder.destruction': { to: ['asker'] },
  // Whoever vouches for the person: the verifying federation, or the team's lead; else an admin.
  'address.refused': { to: ['voucher'] },

  'reminder.legal-hold-ends': { to: ['privacy-officer'] },
  'reminder.data-subject-request-due': { to: ['privacy-officer'] },
  // Who answers for the organisation or the team that it was put to.
  'data-subject-request.put': { to: ['responsible'] },
  'data-subject-request.extended': { to: ['responsible'] },
  'data-subject-request.done': { to: ['responsible'] },

  // Who can sit on one of the two chairs, inside or above.
  'registration.accepted': { to: ['approvers'] },
  'invitation.bounced': { to: ['approvers'] },
  'registration.completed': { to: ['holder'] },
  // Whoever is there already hears of each new one.
  'registration.new-colleague': { to: ['colleagues'] },
  // Somebody has to be let in again: a second person who vouches for her decides.
  'recovery.asked': { to: ['voucher', 'admin'] },
  'account.recovery-code-used': { to: ['holder'] },
  'account.new-network': { to: ['holder'] },
  'account.key-linked': { to: ['holder'] },

  'dead-letter': { to: ['admin'] },
  'vault.sweep-stopped': { to: ['admin'] },
  'brake.stopped': { to: ['privacy-officer'] },
  // A backup was put back: who worked in the gap looks whether what they wrote is there.
  'service.restored': { to: ['everybody'] },
} as const satisfies Record<string, Audience>;

export type NoticeEvent = keyof typeof AUDIENCE;

export const isNoticeEvent = (event: string): event is NoticeEvent => Object.hasOwn(AUDIENCE, event);

/** Recipients of an event of a consult, each once, in the table's order. */
export function recipientsOf(event: NoticeEvent, consult: { acute: boolean; is1712: boolean }): Recipient[] {
  const audience: Audience = AUDIENCE[event];
  const all = [...audience.to, ...(consult.acute ? (audience.whenAcute ?? []) : [])];
  return [...new Set(all)].filter((recipient) => recipient !== 'coordinator' || consult.is1712);
}
