import pg from 'pg';
import type { Actor } from '../../src/platform/database/actor.js';
import { isPerson } from '../../src/platform/database/actor.js';
import { asActor, whichGoThrough } from './as-actor.js';
import type { World } from './world.js';

type Row = Record<string, unknown>;
interface Column {
  name: string;
  type: string;
  /** Whether the person's role may write it at all: one try tells for what it may not. */
  writable: boolean;
  /** Values that stand there somewhere. */
  values: string[];
}
interface Table {
  name: string;
  key: string[];
  inserts: keyof typeof LIKE;
  deletes: keyof typeof LIKE;
  columns: Column[];
  rows: Row[];
}

/** Columns that say whose a row is: a row in one's own name is tried as well. */
const WHOSE = /^(account_id|created_by|set_by|by_account_id|decided_by|author_account_id|confirmed_by|lifted_by)$/;
const ROWS = 60;
/** Of a table that the role may not write at all, one row tells. */
const LIKE = { allowed: 14, refused: 1 };

/** Every table but consults, whose every column row-security.e2e-spec.ts tries in every state. */
export async function tablesToTry(world: World): Promise<Table[]> {
  const tables: Pick<Table, 'name' | 'key' | 'inserts' | 'deletes'>[] = await world.query(
    `select c.relname as name, case when has_any_column_privilege('klankbord_person', c.oid, 'insert') then 'allowed' else 'refused' end as inserts,
       case when has_table_privilege('klankbord_person', c.oid, 'delete') then 'allowed' else 'refused' end as deletes,
       array(select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
       where i.indrelid = c.oid and i.indisprimary) as key
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in ('consults', 'migrations') order by 1`,
  );
  return Promise.all(tables.map(async ({ name, ...table }) => {
    const rows = (await world.query(`select to_jsonb(t) as row from ${name} t order by 1 desc limit ${ROWS}`)).map(({ row }: { row: Row }) => row);
    const columns: Omit<Column, 'values'>[] = await world.query(
      `select column_name as name, data_type as type, has_column_privilege('klankbord_person', '${name}', column_name, 'update') as writable
       from information_schema.columns where table_schema = 'public' and table_name = '${name}' and is_identity = 'NO' and is_generated = 'NEVER' order by ordinal_position`,
    );
    return { name, ...table, rows, columns: columns.map((column) => ({ ...column, values: valuesIn(rows, column.name) })) };
  }));
}

const valuesIn = (rows: Row[], column: string): string[] =>
  [...new Set(rows.map((row) => row[column]).filter((value) => typeof value === 'string'))].slice(0, 6) as string[];

/** "update table.column", "insert table", "delete table": each that goes through, of some row, for this person. */
export async function whatGoesThrough(actor: Actor, tables: Table[], consults: string[]): Promise<string[]> {
  const me = isPerson(actor) ? actor : null;
  const tries = tables.flatMap((table) => [
    ...table.columns.flatMap((column) => updates(table, column, me?.accountId ?? '').map((sql) => ({ does: `update ${table.name}.${column.name}`, sql }))),
    ...inserts(table, me, consults).map((sql) => ({ does: `insert ${table.name}`, sql })),
    ...table.rows.slice(0, LIKE[table.deletes]).map((row) => ({ does: `delete ${table.name}`, sql: `delete from ${table.name} where ${only(table, row)}` })),
  ]);
  const through = await asActor(actor, (raw) => whichGoThrough(raw, tries.map(({ sql }) => sql)));
  return [...new Set(through.map((place) => tries[place]!.does))].sort();
}

const literal = (value: unknown): string =>
  value === null ? 'null' : pg.escapeLiteral(typeof value === 'object' ? JSON.stringify(value) : String(value));
const only = ({ key }: Table, row: Row): string => key.map((column) => `${column} = ${literal(row[column])}`).join(' and ');

const SOME: Record<string, (column: string) => string[]> = {
  uuid: () => ['gen_random_uuid()'],
  integer: (column) => [`${column} + 1`],
  boolean: (column) => [`not ${column}`],
  bytea: () => [`'\\x00'`],
  date: () => ['current_date + 4000'],
  jsonb: () => [`'{}'`],
  'timestamp with time zone': () => ['now()', `'-infinity'`],
  text: () => [`'x'`],
};

function updates(table: Table, { name, type, writable, values }: Column, accountId: string): string[] {
  if (!writable) return [`update ${table.name} set ${name} = null`];
  const news = [...(SOME[type]?.(name) ?? []), 'null', ...values.map(literal), ...(type === 'uuid' ? [literal(accountId)] : [])];
  return table.rows.flatMap((row) => news.map((value) => `update ${table.name} set ${name} = ${value} where ${name} is distinct from ${value} and ${only(table, row)}`));
}

/** Rows like those that are there, anew: as they are or in one's own name, to this consult or another. */
function inserts({ name, rows, columns, inserts: may }: Table, me: { accountId: string; mandateId: string; organisationId: string } | null, consults: string[]): string[] {
  const has = (column: string) => columns.some((one) => one.name === column);
  const written = columns.map((one) => one.name).join(', ');
  return rows.slice(0, LIKE[may]).flatMap((row) => {
    const unique = ['id', 'key', 'number'].filter((column) => has(column));
    const fresh = { ...row, ...Object.fromEntries(unique.map((column) => [column, crypto.randomUUID()])) };
    const mine = Object.fromEntries(columns.filter((one) => WHOSE.test(one.name)).map((one) => [one.name, me?.accountId]));
    const under = has('mandate_id') ? { mandate_id: me?.mandateId } : {};
    const about = has('consult_id') ? consults.map((id) => ({ consult_id: id })) : [{}];
    const by = has('payload') ? { payload: { ...(row.payload as Row), by: me?.accountId } } : {};
    const own = { ...fresh, ...mine, ...under, ...by };
    const begun = { read_at: null, completed_at: null, outcome_ct: null, decided_at: null, decided_by: null, reason_ct: null, lifted_by: null, lifted_at: null, done_at: null, dedupe_key: null };
    const unread = Object.fromEntries(Object.entries(begun).filter(([column]) => has(column)));
    return about.flatMap((to) => [fresh, own, { ...own, ...unread }].map(
      (one) => `insert into ${name} (${written}) select ${written} from jsonb_populate_record(null::${name}, ${literal({ ...one, ...to })})`,
    ));
  });
}
