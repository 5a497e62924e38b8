import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import type { QueryRunner } from 'typeorm';
import { Refusal } from '../cli/commands.js';
import { readScript } from './read-script.js';
import type { TableShape } from './script.js';

const quoted = pg.escapeIdentifier;

/** What would want the rows in an order of its own, or act on them as if somebody wrote them now, is put aside meanwhile. */
export async function load(runner: QueryRunner, script: AsyncIterable<Buffer>, done: (table: string, rows: number) => void): Promise<void> {
  const keys: { owner: string; name: string; definition: string }[] = await runner.query(
    `select conrelid::regclass::text as owner, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  );
  for (const { owner, name } of keys) await runner.query(`alter table ${owner} drop constraint ${quoted(name)}`);

  const found = new Map<string, number>();
  const { header, tables } = await readScript(script, {
    begins: () => undefined,
    table: async (table, rows) => {
      const count = await loadTable(runner, table, rows);
      found.set(table.name, count);
      done(table.name, count);
    },
  });
  const differs = tables.find(({ table, rows }) => rows !== found.get(table));
  if (differs) throw new Refusal(`${differs.table} would have ${found.get(differs.table)} rows, and the backup has ${differs.rows}.`);

  for (const { owner, name, definition } of keys) await runner.query(`alter table ${owner} add constraint ${quoted(name)} ${definition}`);
  for (const table of header.tables) await countOn(runner, table);
  await runner.query('analyze');
}

/** @returns how many rows stand in it now, counted anew */
async function loadTable(runner: QueryRunner, { name, columns }: TableShape, rows: AsyncIterable<Buffer>): Promise<number> {
  const client: pg.Client = await runner.connect();
  await runner.query(`alter table ${quoted(name)} disable trigger user`);
  await pipeline(rows, client.query(from(`copy public.${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`)));
  await runner.query(`alter table ${quoted(name)} enable trigger user`);
  const [{ count }] = await runner.query(`select count(*)::int as count from ${quoted(name)}`);
  return count;
}

/** Numbers that the database gives out go on after the last one that came back. */
async function countOn(runner: QueryRunner, { name }: TableShape): Promise<void> {
  const numbered: { column: string; sequence: string }[] = await runner.query(
    `select attname as column, pg_get_serial_sequence(attrelid::regclass::text, attname) as sequence from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and pg_get_serial_sequence(attrelid::regclass::text, attname) is not null`,
    [`public.${quoted(name)}`],
  );
  for (const { column, sequence } of numbered) {
    await runner.query(`select setval($1, coalesce(max(${quoted(column)}), 1), max(${quoted(column)}) is not null) from ${quoted(name)}`, [sequence]);
  }
}
