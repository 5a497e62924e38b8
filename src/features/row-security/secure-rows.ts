import type { DataSource, EntityManager } from 'typeorm';
import { DB_ROLES, type DbRole } from '../../platform/database/roles.js';
import { FUNCTIONS } from './functions.js';
import { guards } from './guards.js';
import { ownerOf, RIGHTS, SHARED } from './policies.js';
import type { TableRights } from './table-rights.js';
import { consultWrites } from './what-actions-write.js';

const EVERYONE = DB_ROLES.join(', ');
/** The migrations' own ledger. */
const LEDGER = 'migrations';
/** A month that left the audit record: nobody's but the owner's. */
const DETACHED = '^audit_events_[0-9]{4}_[0-9]{2}$';

/**
 * Says the whole of policies.ts to the database again, in one transaction, as the owner of the schema; after every
 * migration, so that code and database never differ. @throws Error naming a table that stands on no list
 */
export function secureRows(source: DataSource, appRole: string): Promise<void> {
  return source.transaction(async (manager) => {
    const run = (sql: string) => manager.query(sql);
    await refuseUnlisted(manager);
    for (const sql of FUNCTIONS) await run(sql);
    await fillWrites(manager);
    const columns = await columnsIn(manager);
    for (const sql of guards((table) => columns.get(table)!)) await run(sql);

    await run(`revoke all on all tables in schema public, dev, kb from ${EVERYONE}, "${appRole}"`);
    await run(`revoke all on all functions in schema kb from public`);
    await run(`grant usage on schema public, kb, dev to ${EVERYONE}`);
    await run(`grant execute on all functions in schema kb to klankbord_person`);
    await run('grant execute on function kb.shown_contacts, kb.reach_of_contact to klankbord_public');
    await run('grant execute on function kb.approver_stands, kb.today to klankbord_sign_in');
    await run('grant execute on function public.audit_partitions_ahead to klankbord_schedules');
    await run(`grant select on kb.consult_writes, kb.escalations_in_sight, kb.consults_opened, kb.handovers_in_sight, kb.unowned_consults to klankbord_person`);
    await run(`grant select on dev.clock to ${EVERYONE}`);
    await run('grant insert, update, delete on dev.clock to klankbord_public, klankbord_seed');
    await run('grant select, insert on dev.mails to klankbord_public');
    // Identities count by themselves; nobody asks a sequence how many there were.
    await run(`revoke all on all sequences in schema public, dev from ${EVERYONE}`);
    for (const [table, grants] of Object.entries(SHARED)) {
      for (const [roles, grant] of Object.entries(grants)) await run(`grant ${grant} on ${table} to ${roles}`);
    }
    for (const table of tenantTables()) await secure(manager, table);
  });
}

const tenantTables = (): string[] => [...new Set(Object.values(RIGHTS).flatMap((tables) => Object.keys(tables)))];

/** Fails closed: a table that nobody thought about stops the migration. */
async function refuseUnlisted(manager: EntityManager): Promise<void> {
  const known = new Set([...tenantTables(), ...Object.keys(SHARED), LEDGER]);
  const rows: { name: string }[] = await manager.query(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname !~ '${DETACHED}'`,
  );
  const unlisted = rows.map(({ name }) => name).filter((name) => !known.has(name));
  if (unlisted.length) throw new Error(`row security: ${unlisted.join(', ')} stands on no list (features/row-security/policies.ts)`);
}

async function secure(manager: EntityManager, table: string): Promise<void> {
  const old: { policyname: string }[] = await manager.query(
    `select policyname from pg_policies where schemaname = 'public' and tablename = $1`,
    [table],
  );
  for (const { policyname } of old) await manager.query(`drop policy "${policyname}" on ${table}`);
  await manager.query(`alter table ${table} enable row level security, force row level security`);
  await allow(manager, table, 'current_user', ownerOf(table));
  for (const role of DB_ROLES) {
    const rights = RIGHTS[role][table];
    if (!rights) continue;
    await manager.query(`grant ${rights.grant} on ${table} to ${role}`);
    await allow(manager, table, role, rights);
  }
}

async function allow(manager: EntityManager, table: string, role: DbRole | 'current_user', rights: TableRights): Promise<void> {
  const policy = (command: string, conditions: string) =>
    manager.query(`create policy ${role}_${command} on ${table} for ${command} to ${role} ${conditions}`);
  const { select, insert, update, delete: remove, check } = rights;
  if (select) await policy('select', `using (${select})`);
  if (insert) await policy('insert', `with check (${insert})`);
  if (update) await policy('update', `using (${update}) with check (${check ?? update})`);
  if (remove) await policy('delete', `using (${remove})`);
}

async function fillWrites(manager: EntityManager): Promise<void> {
  await manager.query('delete from kb.consult_writes');
  for (const { action, party, from, to, needs, may } of consultWrites()) {
    await manager.query('insert into kb.consult_writes values ($1, $2, $3, $4, $5, $6)', [action, party, from, to, needs, may]);
  }
}

async function columnsIn(manager: EntityManager): Promise<Map<string, string[]>> {
  const rows: { name: string; columns: string[] }[] = await manager.query(
    `select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
     from information_schema.columns where table_schema = 'public' group by table_name`,
  );
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}
