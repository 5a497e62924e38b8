import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { expiryOf, invitationDue } from './invitations.js';
import { isSharedMailbox, mandateEnd, statementNow, trainingEnd, type RegistrationPolicy } from './registration-policy.js';
import { ROLES } from './vocabulary.js';

const policy: RegistrationPolicy = JSON.parse(readFileSync('reference-data/registrations.json', 'utf8'));
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);

describe('the mailbox of several people', () => {
  it.each(['info@club.be', 'INFO@club.be', 'secretariaat@club.be', 'bestuur2@club.be', 'secretariaat.gent@club.be', 'kvc-secretariaat@club.be', 'api@club.be', 'info+klankbord@club.be', 'Voorzitter@club.be'])(
    'is %s',
    (email) => expect(isSharedMailbox(email, policy)).toBe(true),
  );

  it.each(['griet.voorbeeld@club.be', 'jan.post@club.be', 'infora@club.be', 'an@club.be', 'club-gent@club.be'])('is not %s', (email) =>
    expect(isSharedMailbox(email, policy)).toBe(false),
  );
});

describe('periods', () => {
  it('of a mandate are the role’s, and some have no end', () => {
    expect(mandateEnd('club-contact', '2026-10-13', policy)).toBe('2028-10-13');
    expect(mandateEnd('admin', '2026-10-13', policy)).toBeNull();
    for (const role of ROLES) expect(policy.mandateMonths).toHaveProperty(role);
  });

  it('of a training are the training’s', () => {
    expect(trainingEnd('basis-api', '2026-01-31', policy)).toBe('2029-01-31');
    expect(trainingEnd('hulpverlening', '2026-01-31', policy)).toBeNull();
    expect(statementNow(policy).text.length).toBeGreaterThan(0);
  });
});

describe('an invitation that waits', () => {
  const sentAt = at('2026-10-05T18:30:00+02:00');
  const invitation = { kind: 'candidate' as const, sentAt, expiresAt: expiryOf('candidate', sentAt, policy) };
  const due = (moment: string) => invitationDue(invitation, at(moment), policy)?.step ?? null;

  it('is sent again after 7 and 21 days, and is over after 30, by the calendar of Belgium', () => {
    expect(invitation.expiresAt.equals(at('2026-11-04T18:30:00+01:00'))).toBe(true);
    expect(due('2026-10-12T08:59:00+02:00')).toBeNull();
    expect(due('2026-10-12T09:00:00+02:00')).toBe('day+7');
    expect(due('2026-10-26T09:00:00+01:00')).toBe('day+21');
    expect(due('2026-11-04T18:30:00+01:00')).toBe('expire');
  });

  it('is the latest of what fell due together', () => {
    expect(due('2027-01-01T09:00:00+01:00')).toBe('expire');
  });

  it('to a board member, or to prove an address, is sent once', () => {
    for (const kind of ['board-member', 'request'] as const) {
      const expiresAt = expiryOf(kind, sentAt, policy);
      expect(invitationDue({ kind, sentAt, expiresAt }, expiresAt.subtract({ hours: 1 }), policy)).toBeNull();
      expect(invitationDue({ kind, sentAt, expiresAt }, expiresAt, policy)?.step).toBe('expire');
    }
  });
});
