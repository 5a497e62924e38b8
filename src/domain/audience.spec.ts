import { describe, expect, it } from '@jest/globals';
import { AUDIENCE, isNoticeEvent, recipientsOf, type Audience, type NoticeEvent, type Recipient } from './audience.js';

/** Domain 7 and the ladders of domain 6, written out: of a calm consult at a 1712 point. */
const WHO_HEARS: [NoticeEvent, Recipient[]][] = [
  ['consult.submitted', ['team']],
  ['consult.released', ['team']],
  ['consult.assigned', ['assignee']],
  ['consult.taken-over', ['assignee-before']],
  ['consult.information-requested', ['asker']],
  ['consult.answered', ['asker']],
  ['consult.team-message', ['asker']],
  ['consult.contact-message', ['assignee-or-team']],
  ['consult.danger-raised', ['assignee-or-team']],
  ['consult.closed', ['asker']],
  ['consult.closed-by-asker', ['assignee']],
  ['consult.reopened', ['assignee-or-team']],
  ['consult.withdrawn-urgent', ['assignee']],
  ['consult.moved', ['team']],

  ['reminder.unclaimed-team', ['team']],
  ['reminder.unclaimed-everyone', ['team', 'team-lead', 'coordinator']],
  ['reminder.nobody-signed-in', ['team-lead', 'coordinator']],
  ['reminder.unanswered-assignee', ['assignee']],
  ['reminder.unanswered-lead', ['assignee', 'team-lead']],
  ['reminder.information-asked', ['asker']],
  ['reminder.information-stays-open', ['assignee', 'team-lead']],
  ['reminder.unread-contact', ['asker']],
  ['reminder.unread-phone', ['assignee']],
  ['reminder.how-did-it-end', ['asker']],
  ['reminder.ask-to-close', ['assignee']],
  ['reminder.follow-up-contact', ['asker-in-office']],
  ['reminder.follow-up-assignee', ['assignee-or-team']],
  ['reminder.draft-not-sent', ['asker']],
  ['reminder.mandate-ends', ['holder']],
  ['reminder.destruction', ['asker']],
  ['reminder.legal-hold-ends', ['privacy-officer']],
  ['reminder.data-subject-request-due', ['privacy-officer']],
  ['data-subject-request.put', ['responsible']],
  ['data-subject-request.extended', ['responsible']],
  ['data-subject-request.done', ['responsible']],

  ['escalation.asked', ['federation']],
  ['escalation.decided', ['asker']],

  ['reminder.still-contact', ['holder']],
  ['reminder.still-unanswered', ['voucher']],
  ['mandate.answered-no', ['voucher']],
  ['mandate.ends', ['holder']],
  ['mandate.leaves', ['voucher']],
  ['organisation.without-contact', ['verifier']],
  ['organisation.still-without-contact', ['admin']],
  ['handover.offered', ['holder']],
  ['handover.accepted', ['offerer']],
  ['handover.declined', ['offerer']],
  ['handover.placement-declined', ['admin']],
  ['consult.contact-changed', ['assignee']],

  ['registration.accepted', ['approvers']],
  ['invitation.bounced', ['approvers']],
  ['registration.completed', ['holder']],
  ['registration.new-colleague', ['colleagues']],
  ['address.refused', ['voucher']],
  ['recovery.asked', ['voucher', 'admin']],
  ['account.recovery-code-used', ['holder']],
  ['account.new-network', ['holder']],
  ['account.key-linked', ['holder']],
  ['dead-letter', ['admin']],
  ['vault.sweep-stopped', ['admin']],
  ['brake.stopped', ['privacy-officer']],
  ['service.restored', ['everybody']],
];

const EVENTS = Object.keys(AUDIENCE) as NoticeEvent[];
const calm = { acute: false, is1712: true };

describe('who hears what', () => {
  it.each(WHO_HEARS)('%s is for %s', (event, recipients) => {
    expect(recipientsOf(event, calm)).toEqual(recipients);
  });

  it('no event has an audience that is not written above', () => {
    expect(EVENTS.sort()).toEqual(WHO_HEARS.map(([event]) => event).sort());
  });

  it('claiming is heard by nobody: there is no such event', () => {
    expect(isNoticeEvent('consult.claimed')).toBe(false);
    expect(isNoticeEvent('toString')).toBe(false);
    expect(isNoticeEvent('consult.answered')).toBe(true);
  });
});

describe('an acute consult', () => {
  it('raised to acute is heard by the team and its lead, beside who holds it', () => {
    expect(recipientsOf('consult.danger-raised', { acute: true, is1712: true })).toEqual(['assignee-or-team', 'team', 'team-lead']);
  });

  it.each(EVENTS.filter((event) => event !== 'consult.danger-raised'))('%s is heard by the same people', (event) => {
    expect(recipientsOf(event, { acute: true, is1712: true })).toEqual(recipientsOf(event, calm));
  });
});

describe('the coordinator', () => {
  it('hears of what waits at a 1712 point, unclaimed or with nobody signed in, and of nothing else', () => {
    const heard = EVENTS.filter((event) => recipientsOf(event, { acute: true, is1712: true }).includes('coordinator'));
    expect(heard.sort()).toEqual(['reminder.nobody-signed-in', 'reminder.unclaimed-everyone']);
  });

  it.each(EVENTS)('%s of a VK or CAW never reaches the 1712 coordinator, and still reaches the others', (event) => {
    for (const acute of [false, true]) {
      const elsewhere = recipientsOf(event, { acute, is1712: false });
      expect(elsewhere).toEqual(recipientsOf(event, { acute, is1712: true }).filter((who) => who !== 'coordinator'));
      expect(elsewhere.length).toBeGreaterThan(0);
    }
  });
});

describe('an audience', () => {
  it.each(EVENTS)('%s names each recipient once', (event) => {
    const recipients = recipientsOf(event, { acute: true, is1712: true });
    expect(new Set(recipients).size).toBe(recipients.length);
  });

  it('of an asker never holds the team, nor the other way round', () => {
    for (const event of EVENTS) {
      const recipients = recipientsOf(event, { acute: true, is1712: true });
      if (recipients.includes('asker')) expect(recipients).toEqual(['asker']);
    }
  });

  it('only the administrator hears of dead letters, of keys that could not be swept of organisations without a contact and of a question that nobody took over, and with others of who lost every way in: nothing of a case reaches that role', () => {
    expect(EVENTS.filter((event) => recipientsOf(event, calm).includes('admin')).sort()).toEqual(['dead-letter', 'handover.placement-declined', 'organisation.still-without-contact', 'recovery.asked', 'vault.sweep-stopped']);
  });

  it('questions and answers to the asker may leave at night when it presses; nothing else is marked so', () => {
    const marked = EVENTS.filter((event) => (AUDIENCE[event] as Audience).answers);
    expect(marked.sort()).toEqual(['consult.answered', 'consult.information-requested', 'reminder.unread-contact']);
  });
});
