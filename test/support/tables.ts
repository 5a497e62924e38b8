import pg from 'pg';
import type { World } from './world.js';

/** Rows that a mere request may touch: who is signed in, who failed to, from where; what is on record, and its seals. */
const OF_THE_MOMENT = ['sessions', 'sign_in_failures', 'sign_in_networks', 'audit_events', 'audit_seals'];

const tableNames = async (world: World): Promise<string[]> => {
  const rows = await world.query(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'dev') and has_table_privilege(c.oid, 'select') order by 1`,
  );
  return rows.map(({ name }: { name: string }) => name.replace(/^public\./, ''));
};

/** One checksum a table: equal before and after means that nothing was changed. */
export async function checksums(world: World): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const table of await tableNames(world)) {
    if (OF_THE_MOMENT.includes(table)) continue;
    const [{ sum }] = await world.query(
      `select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${table} t`,
    );
    sums[table] = sum;
  }
  return sums;
}

/** In which tables a word stands in plain, bytes included. */
export async function tablesWith(world: World, word: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of await tableNames(world)) {
    const [{ hits }] = await world.query(
      `select count(*)::int as hits from ${table} t
       where position($1 in t::text) > 0 or position($2 in t::text) > 0`,
      [word, Buffer.from(word).toString('hex')],
    );
    if (hits) found.push(table);
  }
  return found;
}

/** The vault's own database, as its role sees it. */
export async function inVault<T = any>(sql: string, parameters: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: process.env.VAULT_DATABASE_URL });
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows;
  } finally {
    await client.end();
  }
}
