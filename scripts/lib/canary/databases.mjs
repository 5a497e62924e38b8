/** The embedded server as its administrator sees it: nothing is hidden from this one. */
import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { formsOf } from './words.mjs';

export const MAIN = 'klankbord';
export const VAULT = 'klankbord_vault';
export const QUEUE_SCHEMA = 'bullmq';

export class Databases {
  #clients;

  static async connect(port, password) {
    const databases = new Databases();
    const open = async (database) => {
      const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database });
      client.on('error', () => {});
      await client.connect();
      return [database, client];
    };
    databases.#clients = Object.fromEntries(await Promise.all([MAIN, VAULT].map(open)));
    return databases;
  }

  async query(sql, parameters = [], database = MAIN) {
    return (await this.#clients[database].query(sql, parameters)).rows;
  }

  /** Waits until `sql` gives a row. */
  async waitFor(sql, what, parameters = []) {
    for (const end = Date.now() + 20_000; Date.now() < end; await sleep(100)) {
      const [row] = await this.query(sql, parameters);
      if (row) return row;
    }
    throw new Error(`${what} did not happen within 20 seconds`);
  }

  /** Every row of every table as text; bytes come as hex. Gives { rows, hits }. */
  async sweep(kinds, database, isOurs = () => true) {
    const found = { rows: 0, hits: [] };
    for (const { schema, name } of (await this.query(TABLES, [], database)).filter(isOurs)) {
      const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
      for (const words of kinds) {
        const [{ rows, hits }] = await this.query(
          `select count(*)::int as rows, count(*) filter (where t::text ilike any($1))::int as hits from ${table} t`,
          [likes(words.stem)],
          database,
        );
        if (words === kinds[0]) found.rows += rows;
        if (hits) found.hits.push({ words, where: `${schema}.${name}`, form: `${hits} rows` });
      }
    }
    return found;
  }

  /** Columns of ciphertext in which no row has anything: the play passes them by. */
  async emptyColumns() {
    const columns = await this.query(
      `select table_schema as schema, table_name as name, column_name as column
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where table_type = 'BASE TABLE' and column_name like '%\\_ct'`,
    );
    const empty = [];
    for (const { schema, name, column } of columns) {
      const [row] = await this.query(`select 1 from ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)} where ${pg.escapeIdentifier(column)} is not null limit 1`);
      if (!row) empty.push(`${name}.${column}`);
    }
    return empty;
  }

  close = () => Promise.all(Object.values(this.#clients).map((client) => client.end().catch(() => {})));
}

/** What a table's text may hold; a form within plain text is found by its letters, whatever their case. */
const likes = (stem) => Object.values(formsOf(stem)).flat().filter((form) => !form.includes(0)).map((form) => `%${form.toString('latin1').replace(/[\\%_]/g, '\\$&')}%`);

const TABLES = `
  select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'm') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1, 2`;
