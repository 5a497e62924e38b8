import { maybeLocalIso } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { RecordKey } from '../../platform/vault/vault.js';

export interface OwnFollowUp {
  dueOn: string;
  /** Null when the team wrote it. */
  text: string | null;
  outcome: string | null;
  completedAt: string | null;
}

/** What the asker of a consult agreed there, or reported: her own words of it. */
export async function ownFollowUps(tx: Tx, accountId: string, consultId: string, key: RecordKey): Promise<OwnFollowUp[]> {
  const rows = await tx.query(
    `select id, due_on::text as due_on, created_by = $2 as hers, owner, text_ct, outcome_ct, completed_at from follow_ups
     where consult_id = $1 and (created_by = $2 or owner = 'contact') order by due_on, id`,
    [consultId, accountId],
  );
  const unseal = (rowId: string, column: string, sealed: Buffer) => key.unseal({ table: 'follow_ups', column, rowId }, sealed);
  return rows.map((row) => ({
    dueOn: row.due_on,
    text: row.hers ? unseal(row.id, 'text_ct', row.text_ct) : null,
    outcome: row.owner === 'contact' && row.outcome_ct ? unseal(row.id, 'outcome_ct', row.outcome_ct) : null,
    completedAt: maybeLocalIso(row.completed_at),
  }));
}
