import { maybeLocalIso } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { Vault } from '../../platform/vault/vault.js';
import { unsealOutcome } from './consult-content.js';
import type { ConsultRow } from './consult.row.js';

/** All that one record's people know of another that came from it. */
export interface LinkedConsult {
  reference: string;
  submittedAt: string | null;
  answeredAt: string | null;
  closedAt: string | null;
}

export const linkedConsult = (row: Pick<ConsultRow, 'reference' | 'submitted_at' | 'answered_at' | 'closed_at'>): LinkedConsult => ({
  reference: row.reference,
  submittedAt: maybeLocalIso(row.submitted_at),
  answeredAt: maybeLocalIso(row.answered_at),
  closedAt: maybeLocalIso(row.closed_at),
});

/** The code of how it ended, never the reason; null while it has not, or when it cannot be read any more. */
export async function outcomeOf(tx: Tx, vault: Vault, row: Pick<ConsultRow, 'id' | 'outcome_ct'>): Promise<string | null> {
  if (!row.outcome_ct) return null;
  const key = await vault.openIfReadable(tx, row.id);
  if (!key) return null;
  const outcome = unsealOutcome(key, row);
  await tx.audit('consult.read-outcome', { kind: 'consult', id: row.id });
  return outcome?.outcome ?? null;
}
