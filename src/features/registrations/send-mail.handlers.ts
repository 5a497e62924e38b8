import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { invitationStep, type InvitationKind, type InvitationState } from '../../domain/invitations.js';
import { mailMoment } from '../../domain/mail-hours.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AddressRefused, Mailer } from '../../platform/mail/mailer.js';
import { Handles, type OutboxHandler } from '../../platform/outbox/handlers.js';
import { announce, refuseEarly, type OutboxRow } from '../../platform/outbox/outbox.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { hashOf } from './answer-invitation.js';
import { registrationMail, roleName, type RegistrationTemplate } from './registration-mails.js';

interface Letter {
  registration_id: string;
  invitation_id: string | null;
  to: string;
  template: RegistrationTemplate;
  organisation: string;
  role: string;
  expires_at: Date | null;
}

/**
 * One mail with a link, or without. The link is made here, when the mail leaves, and nowhere kept but by its SHA-256: each try has
 * one of its own, and the last that left works.
 */
@Injectable()
@Handles('invitation.mail', 'registration.refused')
export class SendRegistrationMail implements OutboxHandler {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly reference: ReferenceData,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async handle(row: OutboxRow): Promise<void> {
    const token = randomBytes(32).toString('base64url');
    const ready = await this.database.asSystem('mail', async (tx) => {
      refuseEarly(tx, row);
      const letter = await (row.event === 'invitation.mail' ? invitation(tx, row) : refusal(tx, row));
      if (!letter || (await this.waits(tx, row, letter))) return null;
      await note(tx, row.id, letter, letter.invitation_id ? hashOf(token) : null);
      return { letter, now: dateOf(tx.now) };
    });
    if (!ready) return;
    const { letter, now } = ready;
    try {
      await this.mailer.send({ id: row.id, to: letter.to, date: now, ...this.textOf(letter, token) });
    } catch (error) {
      if (!(error instanceof AddressRefused)) throw error;
      return this.database.asSystem('mail', (tx) => bounced(tx, row, letter));
    }
    await this.database.asSystem('mail', (tx) => mark(tx, row.id, 'sent'));
  }

  /** Night mails wait for the morning; a link that somebody asked for herself a moment ago does not. */
  private async waits(tx: Tx, row: OutboxRow, { template }: Letter): Promise<boolean> {
    if (template === 'request') return false;
    const morning = mailMoment(tx.now, { exempt: false }, (await this.reference.on(tx, tx.now)).reminders);
    if (!morning) return false;
    await announce(tx, row.event, row.payload, { notBefore: morning, dedupeKey: `morning/${row.id}` });
    return true;
  }

  private textOf({ template, organisation, role, invitation_id: invitationId, expires_at: until }: Letter, token: string) {
    return registrationMail(template, {
      organisation,
      role: roleName(role),
      link: invitationId ? `${this.config.publicUrl}/uitnodiging/${token}` : null,
      until: until && DAY.format(until),
    });
  }
}

const DAY = new Intl.DateTimeFormat('nl-BE', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/Brussels' });

const TEMPLATES: Record<InvitationKind, RegistrationTemplate> = { candidate: 'invitation', request: 'request', 'board-member': 'board-member' };

/** Of one that still waits; null when it was answered or taken back meanwhile. */
async function invitation(tx: Tx, { payload }: OutboxRow): Promise<Letter | null> {
  const [found] = await tx.query(
    `select i.id as invitation_id, i.registration_id, i.kind, i.state, i.expires_at, i.email as to, o.name as organisation, r.role
     from invitations i join registrations r on r.id = i.registration_id join organisations o on o.id = r.organisation_id where i.id = $1`,
    [payload.invitationId],
  );
  if (!found || found.state !== 'waiting' || found.expires_at <= dateOf(tx.now)) return null;
  return { ...found, template: payload.step ? 'invitation-again' : TEMPLATES[found.kind as InvitationKind] };
}

async function refusal(tx: Tx, { payload }: OutboxRow): Promise<Letter | null> {
  const [found] = await tx.query(
    `select r.id as registration_id, r.email as to, r.role, o.name as organisation from registrations r join organisations o on o.id = r.organisation_id
     where r.id = $1 and r.state = 'refused'`,
    [payload.registrationId],
  );
  return found ? { ...found, invitation_id: null, expires_at: null, template: 'refused' } : null;
}

/** Every mail is on record; the same one tried again has another link. */
const note = (tx: Tx, id: string, { registration_id: registrationId, invitation_id: invitationId, template }: Letter, hash: Buffer | null): Promise<unknown> =>
  tx.query(
    `insert into registration_mails (id, registration_id, invitation_id, template, token_hash, state, created_at) values ($1, $2, $3, $4, $5, 'waiting', $6)
     on conflict (id) do update set token_hash = excluded.token_hash`,
    [id, registrationId, invitationId, template, hash, dateOf(tx.now)],
  );

const mark = (tx: Tx, id: string, state: 'sent' | 'refused'): Promise<unknown> =>
  tx.query('update registration_mails set state = $2, sent_at = $3 where id = $1', [id, state, dateOf(tx.now)]);

/** The mail server refuses the address for good: who invited hears of it, and mends it. */
async function bounced(tx: Tx, row: OutboxRow, { registration_id: registrationId, invitation_id: invitationId }: Letter): Promise<void> {
  await mark(tx, row.id, 'refused');
  if (!invitationId) return;
  const [found]: { state: InvitationState }[] = await tx.query('select state from invitations where id = $1 for update', [invitationId]);
  const state = invitationStep(found!.state, 'bounce');
  if (!state) return;
  await tx.query('update invitations set state = $2, answered_at = $3 where id = $1', [invitationId, state, dateOf(tx.now)]);
  await tx.audit('registration.bounce', { kind: 'registration', id: registrationId }, 'address-refused');
  await announce(tx, 'invitation.bounced', { registrationId }, { dedupeKey: `bounced/${invitationId}` });
}
