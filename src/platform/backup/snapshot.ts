import pg from 'pg';
import { to } from 'pg-copy-streams';
import { Temporal } from 'temporal-polyfill';
import type { BackupDatabase } from '../../domain/backup-files.js';
import { Refusal } from '../cli/commands.js';
import { END, HEADER, ROWS_END, Tally, TABLE_END, type Header, type TableEnd, type TableShape } from './script.js';

/**
 * Not in a backup: what migrations write themselves, and what a restore must not bring back: everybody signs in again.
 * Only schema public is read; the queue and the development mails are not the truth of anything.
 */
const LEFT_OUT = ['migrations', 'sessions', 'sign_in_failures', 'sign_in_networks', 'idempotency_keys'];

/** What COPY writes does not depend on anybody's settings, and no limit cuts it short. */
const PLAIN = `set datestyle to iso; set intervalstyle to postgres; set timezone to 'UTC'; set bytea_output to hex; set extra_float_digits to 1;
  set statement_timeout to 0; set idle_in_transaction_session_timeout to 0`;

/** One moment of a database, for as long as `work` takes. */
export async function atOneMoment<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'klankbord-backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(PLAIN);
    await client.query('begin transaction isolation level repeatable read, read only');
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    await client.end();
  }
}

export async function headerOf(client: pg.Client, database: BackupDatabase): Promise<Header> {
  const { rows: tables } = await client.query<TableShape>(
    `select c.relname::text as name, array(select a.attname::text from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and not c.relname = any ($1) order by c.relname`,
    [LEFT_OUT],
  );
  if (!tables.length) throw new Refusal(`The ${database} database is empty: there is nothing to back up.`);
  await refuseHiddenRows(client);
  // The first statement took the snapshot; this is a moment after it at most.
  const { rows: [{ moment }] } = await client.query('select now() as moment');
  const { rows: migrations } = await client.query<{ name: string }>('select name from migrations order by timestamp, name');
  return {
    format: 1,
    database,
    moment: Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toString(),
    migrations: migrations.map(({ name }) => name),
    tables,
    months: await monthsOf(client),
    seal: tables.some(({ name }) => name === 'audit_seals') ? await lastSeal(client) : null,
  };
}

/** The owner reads under row security too, where it is forced: only a policy that hides nothing lets a backup be whole. */
async function refuseHiddenRows(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relforcerowsecurity and not exists (
       select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd in ('r', '*') and pg_get_expr(p.polqual, p.polrelid) = 'true'
         and (p.polroles = '{0}' or current_user::regrole::oid = any (p.polroles)))`,
  );
  if (rows.length) throw new Refusal(`Row security hides rows of ${rows.map(({ name }) => name).join(', ')} from the owner of the schema: a backup would not be whole.`);
}

async function monthsOf(client: pg.Client): Promise<Header['months']> {
  const { rows } = await client.query<{ month: string; attached: boolean }>(
    `select replace(substring(relname from 14), '_', '-') as month, relispartition as attached from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname ~ '^audit_events_[0-9]{4}_[0-9]{2}$' order by 1`,
  );
  const those = (attached: boolean) => rows.filter((row) => row.attached === attached).map(({ month }) => month);
  return { attached: those(true), detached: those(false) };
}

async function lastSeal(client: pg.Client): Promise<Header['seal']> {
  const { rows } = await client.query(
    `select epoch, number::int as number, encode(head, 'hex') as head from audit_seals order by epoch desc, number desc limit 1`,
  );
  return rows[0] ?? null;
}

/** The whole script, from the snapshot that `client` stands in. */
export async function* scriptOf(client: pg.Client, header: Header, done: (end: TableEnd) => void): AsyncGenerator<Buffer> {
  yield Buffer.from(`${HEADER}${JSON.stringify(header)}\n`);
  for (const { name, columns } of header.tables) {
    const what = `${pg.escapeIdentifier(name)} (${columns.map(pg.escapeIdentifier).join(', ')})`;
    yield Buffer.from(`COPY public.${what} FROM stdin;\n`);
    const tally = new Tally();
    const rows = client.query(to(`copy (select ${columns.map(pg.escapeIdentifier).join(', ')} from public.${pg.escapeIdentifier(name)}) to stdout`));
    for await (const piece of rows) yield tally.add(piece as Buffer);
    const end = tally.end(name);
    yield Buffer.from(`${ROWS_END}${TABLE_END}${JSON.stringify(end)}\n`);
    done(end);
  }
  yield Buffer.from(`${END}${JSON.stringify({ tables: header.tables.length })}\n`);
}
