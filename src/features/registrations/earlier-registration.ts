import type { Tx } from '../../platform/database/database.js';
import type { RegistrationRow } from './registration-scope.js';
import { takeBack } from './send-invitation.js';

export type EarlierRegistration = Pick<RegistrationRow, 'id' | 'state' | 'version' | 'account_id'>;

/** What was under way for this address when somebody asked herself: a list had named her, or she was invited. Held. */
export async function earlierOf(tx: Tx, { id, role, organisation_id: organisationId }: Pick<RegistrationRow, 'id' | 'role' | 'organisation_id'>, email: string): Promise<EarlierRegistration | null> {
  const [row]: EarlierRegistration[] = await tx.query(
    `select id, state, version, account_id from registrations where organisation_id = $1 and role = $2 and lower(email) = lower($3) and id <> $4
       and state in ('prepared', 'invited', 'expired', 'accepted') for update`,
    [organisationId, role, email, id],
  );
  return row ?? null;
}

/** One registration goes on: the earlier one. The link that lay with her is dead, and what she asked herself goes, with its link. */
export async function goOnWith(tx: Tx, earlier: EarlierRegistration, asked: Pick<RegistrationRow, 'id'>): Promise<void> {
  await takeBack(tx, earlier.id, 'candidate');
  await tx.query(`delete from registrations where id = $1 and state = 'requested'`, [asked.id]);
}
