import { maybeLocalIso } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { Vault } from '../../platform/vault/vault.js';

export interface OwnExtract {
  askedAt: string;
  state: string;
  extract: string;
}

/** What the asker of a consult brought to her federation, oldest first. What it answered is not hers. */
export async function ownExtracts(tx: Tx, vault: Vault, consultId: string): Promise<OwnExtract[]> {
  const rows = await tx.query('select id, state, asked_at, extract_ct from escalations where consult_id = $1 order by id', [consultId]);
  const extracts: OwnExtract[] = [];
  for (const { id, state, asked_at: askedAt, extract_ct: sealed } of rows) {
    const key = await vault.openOwn(tx, id);
    if (!key) continue;
    await tx.audit('escalation.read', { kind: 'escalation', id });
    extracts.push({ askedAt: maybeLocalIso(askedAt)!, state, extract: key.unseal({ table: 'escalations', column: 'extract_ct', rowId: id }, sealed) });
  }
  return extracts;
}
