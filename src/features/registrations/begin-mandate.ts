import { v7 as uuid } from 'uuid';
import { suffices } from '../../domain/registration-approvals.js';
import { mandateEnd, type RegistrationPolicy } from '../../domain/registration-policy.js';
import { registrationStep, type RegistrationState } from '../../domain/registrations.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { announce } from '../../platform/outbox/outbox.js';
import { approvalsOf, yesOf } from './approvals.js';
import { move } from './invite.js';
import { byOf, ruleOf, todayOf, type RegistrationRow } from './registration-scope.js';

/** With the second yes the mandate begins, or goes on, in the same transaction; with the first nothing happens yet. */
export async function beginWhenApproved(tx: Tx, row: RegistrationRow, policy: RegistrationPolicy): Promise<void> {
  const rule = await ruleOf(tx, row);
  const given = yesOf(await approvalsOf(tx, row));
  if (!rule || !suffices(rule, given, row.account_id)) return;
  const state = registrationStep(row.state, 'approve', 'approvers')!;
  await (row.mandate_id === null ? begin(tx, row, state, policy) : goOn(tx, row, state, policy));
}

async function begin(tx: Tx, row: RegistrationRow, state: RegistrationState, policy: RegistrationPolicy): Promise<void> {
  const mandateId = uuid();
  const today = todayOf(tx);
  await tx.query('insert into mandates (id, account_id, role, organisation_id, valid_from, valid_to) values ($1, $2, $3, $4, $5, $6)', [
    mandateId,
    row.account_id,
    row.role,
    row.organisation_id,
    today,
    mandateEnd(row.role, today, policy),
  ]);
  await move(tx, row, state, { mandate_id: mandateId, decided_at: dateOf(tx.now) });
  await tx.audit('mandate.begin', { kind: 'mandate', id: mandateId });
  const ids = { registrationId: row.id, mandateId, by: byOf(tx) };
  await announce(tx, 'registration.completed', ids);
  await announce(tx, 'registration.new-colleague', ids);
}

async function goOn(tx: Tx, row: RegistrationRow, state: RegistrationState, policy: RegistrationPolicy): Promise<void> {
  await tx.query('update mandates set valid_to = $2 where id = $1', [row.mandate_id, mandateEnd(row.role, todayOf(tx), policy)]);
  await move(tx, row, state, { decided_at: dateOf(tx.now) });
  await tx.audit('mandate.renew', { kind: 'mandate', id: row.mandate_id! });
}
