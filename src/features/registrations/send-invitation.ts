import { v7 as uuid } from 'uuid';
import { expiryOf, type InvitationKind } from '../../domain/invitations.js';
import type { RegistrationPolicy } from '../../domain/registration-policy.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { announce } from '../../platform/outbox/outbox.js';
import { byOf } from './registration-scope.js';

interface Letter {
  registrationId: string;
  kind: InvitationKind;
  email: string;
  /** Of a board member. */
  name?: string;
  function?: string;
}

/** A new link; an older one that still waited is dead. The worker makes the link itself, when the mail leaves: nobody else knows it. */
export async function sendInvitation(tx: Tx, { registrationId, kind, email, name, function: of }: Letter, policy: RegistrationPolicy): Promise<void> {
  await takeBack(tx, registrationId, kind);
  const id = uuid();
  await tx.query(
    `insert into invitations (id, registration_id, kind, email, name, function, state, sent_by, sent_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9)`,
    [id, registrationId, kind, email, name ?? null, of ?? null, byOf(tx), dateOf(tx.now), dateOf(expiryOf(kind, tx.now, policy))],
  );
  await announce(tx, 'invitation.mail', { registrationId, invitationId: id, by: byOf(tx) });
}

/** What waits for an answer waits no longer. */
export const takeBack = (tx: Tx, registrationId: string, kind: InvitationKind): Promise<unknown> =>
  tx.query(
    `update invitations set state = 'withdrawn', answered_at = $3 where registration_id = $1 and state = 'waiting' and (kind = 'board-member') = $2`,
    [registrationId, kind === 'board-member', dateOf(tx.now)],
  );
