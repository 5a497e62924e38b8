import { localDay } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';

/** Which of these records a hold keeps today: their clock of destruction stands still (domain 9). */
export async function isHeld(tx: Tx, recordIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query(
    'select distinct record_id as id from legal_holds where record_id = any($1::uuid[]) and lifted_at is null and ends_on >= $2',
    [recordIds, localDay(tx.now).toString()],
  );
  return new Set(rows.map(({ id }) => id));
}
