import { v7 as uuid } from 'uuid';
import type { Approval, Capacity } from '../../domain/registration-approvals.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { todayOf, type RegistrationRow } from './registration-scope.js';

export interface GivenApproval extends Approval {
  approved: boolean;
  /** Whoever said it may still say it: a mandate that ended or is suspended since takes its word along. */
  stands: boolean;
  at: Date;
  /** As far as the actor may know of them. */
  by: string | null;
}

/** What was said in this round, in the order in which it was said. A board member has no account: the link tells one from another. */
export async function approvalsOf(tx: Tx, { id, round }: Pick<RegistrationRow, 'id' | 'round'>): Promise<GivenApproval[]> {
  const rows = await tx.query(
    `select coalesce(p.account_id, p.invitation_id) as person, p.capacity, p.approved, kb.approver_stands(p.id, $3::date) as stands, p.at, a.name as by
     from registration_approvals p left join accounts a on a.id = p.account_id where p.registration_id = $1 and p.round = $2 order by p.id`,
    [id, round, todayOf(tx)],
  );
  return rows as GivenApproval[];
}

/** Those that count towards the two. */
export const yesOf = (given: readonly GivenApproval[]): GivenApproval[] => given.filter(({ approved, stands }) => approved && stands);

/** By somebody with a mandate, or by a board member through the link. */
export async function insertApproval(
  tx: Tx,
  { id, round }: Pick<RegistrationRow, 'id' | 'round'>,
  by: { accountId: string; mandateId: string; capacity: Capacity } | { invitationId: string },
  approved: boolean,
): Promise<void> {
  const [accountId, mandateId, invitationId, capacity] = 'accountId' in by ? [by.accountId, by.mandateId, null, by.capacity] : [null, null, by.invitationId, 'board-member'];
  await tx.query(
    `insert into registration_approvals (id, registration_id, round, account_id, mandate_id, invitation_id, capacity, approved, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [uuid(), id, round, accountId, mandateId, invitationId, capacity, approved, dateOf(tx.now)],
  );
}
