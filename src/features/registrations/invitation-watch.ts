import { Injectable } from '@nestjs/common';
import { invitationDue, invitationStep, type InvitationKind, type InvitationState, type InvitationStepDue } from '../../domain/invitations.js';
import type { RegistrationPolicy } from '../../domain/registration-policy.js';
import { registrationStep, type RegistrationState } from '../../domain/registrations.js';
import { dateOf, instantOf } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Handles, type OutboxHandler } from '../../platform/outbox/handlers.js';
import { announce, refuseEarly, type OutboxRow } from '../../platform/outbox/outbox.js';
import { ReferenceData } from '../reference-data/reference-data.js';

interface Waiting {
  id: string;
  registration_id: string;
  kind: InvitationKind;
  state: InvitationState;
  sent_at: Date;
  expires_at: Date;
}

const WAITING = `select id, registration_id, kind, state, sent_at, expires_at from invitations where state = 'waiting'`;

/** Finds which links are to be sent again, or lapse. */
@Injectable()
export class InvitationWatch {
  constructor(private readonly reference: ReferenceData) {}

  /** Announced under a key of its reason: any number of rounds announce it once. @returns how many were looked at */
  async plan(tx: Tx): Promise<number> {
    const policy = (await this.reference.on(tx, tx.now)).registrations;
    const first = Math.min(...policy.invitationReminders, policy.proofDays, policy.boardConfirmationDays, policy.invitationDays);
    // By the calendar of Belgium a day may be an hour short.
    const rows: Waiting[] = await tx.query(`${WAITING} and sent_at < $1 order by sent_at`, [dateOf(tx.now.subtract({ hours: first * 24 - 24 }))]);
    for (const row of rows) {
      const due = dueOf(row, tx, policy);
      if (due) await announce(tx, 'invitation.step', { invitationId: row.id, registrationId: row.registration_id, step: due.step }, { notBefore: due.dueAt, dedupeKey: `invitation/${row.id}/${due.step}` });
    }
    await forgetRegistrations(tx, policy);
    return rows.length;
  }
}

/** Of whom no mandate came: after a year without anything new (DATA) all of it goes. @returns how many went */
export async function forgetRegistrations(tx: Tx, { forgottenAfterMonths }: RegistrationPolicy): Promise<number> {
  const [, count] = (await tx.query(
    `delete from registrations r where r.state in ('prepared', 'expired', 'withdrawn', 'refused')
       and greatest(r.created_at, r.decided_at, (select max(i.sent_at) from invitations i where i.registration_id = r.id)) < $1::timestamptz - make_interval(months => $2)`,
    [dateOf(tx.now), forgottenAfterMonths],
  )) as unknown as [unknown, number];
  return count;
}

const dueOf = (row: Waiting, tx: Tx, policy: RegistrationPolicy): InvitationStepDue | null =>
  invitationDue({ kind: row.kind, sentAt: instantOf(row.sent_at), expiresAt: instantOf(row.expires_at) }, tx.now, policy);

/** Looked at again in the state of now: the mail goes once more, or the link lapses. */
@Injectable()
@Handles('invitation.step')
export class InvitationStepHandler implements OutboxHandler {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  handle(row: OutboxRow): Promise<void> {
    return this.database.asSystem('reminders', async (tx) => {
      refuseEarly(tx, row);
      const [waiting]: Waiting[] = await tx.query(`${WAITING} and id = $1 for update`, [row.payload.invitationId]);
      if (!waiting || dueOf(waiting, tx, (await this.reference.on(tx, tx.now)).registrations)?.step !== row.payload.step) return;
      if (row.payload.step === 'expire') return lapse(tx, waiting);
      await announce(tx, 'invitation.mail', row.payload, { dedupeKey: `again/${row.id}` });
    });
  }
}

/** An address that nobody proved is forgotten with all that stands with it. */
async function lapse(tx: Tx, { id, registration_id: registrationId, kind, state }: Waiting): Promise<void> {
  if (kind === 'request') {
    await tx.query(`delete from registrations where id = $1 and state = 'requested'`, [registrationId]);
    return;
  }
  await tx.query('update invitations set state = $2, answered_at = $3 where id = $1', [id, invitationStep(state, 'expire'), dateOf(tx.now)]);
  const [registration]: { state: RegistrationState }[] = await tx.query('select state from registrations where id = $1 for update', [registrationId]);
  const next = kind === 'candidate' ? registrationStep(registration!.state, 'lapse', 'system') : null;
  if (!next) return;
  await tx.query('update registrations set state = $2, version = version + 1 where id = $1', [registrationId, next]);
  await tx.audit('registration.lapse', { kind: 'registration', id: registrationId });
}
