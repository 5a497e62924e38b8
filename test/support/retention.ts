import { readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { consult } from './builders.js';
import { inVault } from './tables.js';
import type { Visitor } from './visitor.js';
import type { World } from './world.js';

/** Asked, answered and closed, all at this moment. */
export async function closedConsult(contact: Visitor, counsellor: Visitor, more: Record<string, unknown> = {}): Promise<string> {
  const { body } = await contact.post('/consults', consult(more)).expect(201);
  await counsellor.put(`/consults/${body.id}/assignment`).expect(200);
  await counsellor.post(`/consults/${body.id}/messages`, { kind: 'answer', text: 'Vraag eerst wat zij zelf wil.' }).expect(201);
  await contact.put(`/consults/${body.id}/closure`, { outcome: 'resolved' }).expect(200);
  return body.id;
}

export const hasKey = async (id: string): Promise<boolean> => (await inVault('select 1 from data_keys where record_id = $1', [id])).length > 0;

export const ledgerLines = (word: string): string[] =>
  readFileSync(process.env.LEDGER_FILE!, 'utf8').split('\n').filter((line) => line.includes(word));

/** Something else stands where the ledger should be, for as long as this lasts. */
export async function insteadOfLedger(put: (path: string) => void, work: () => Promise<unknown>): Promise<void> {
  const ledger = process.env.LEDGER_FILE!;
  renameSync(ledger, `${ledger}.away`);
  put(ledger);
  await work();
  rmSync(ledger, { recursive: true });
  renameSync(`${ledger}.away`, ledger);
}

export const fullDisk = (path: string): void => symlinkSync('/dev/full', path);

/** In which tables there is still a row that names it; the audit record and the tombstone stay. */
export async function tablesNaming(world: World, id: string): Promise<string[]> {
  const rows = await world.query(
    `select 'consults' as name from consults where id = $1 union all select 'messages' from messages where consult_id = $1
     union all select 'consult_events' from consult_events where consult_id = $1
     union all select 'notifications' from notifications where consult_id = $1
     union all select 'follow_ups' from follow_ups where consult_id = $1
     union all select 'consult_shares' from consult_shares where consult_id = $1
     union all select 'escalations' from escalations where consult_id = $1`,
    [id],
  );
  return [...new Set<string>(rows.map(({ name }: { name: string }) => name))].sort();
}

/** A legal hold, straight into the table. */
export async function hold(world: World, recordId: string, from: string, endsOn: string): Promise<string> {
  const id = uuid();
  await world.query(
    `insert into legal_holds (id, record_kind, record_id, reason_ct, set_by, set_at, ends_on)
     values ($1, 'consult', $2, $3, (select id from accounts where email like 'privacy@%'), $4, $5)`,
    [id, recordId, randomBytes(40), from, endsOn],
  );
  return id;
}
