import pg from 'pg';
import type { QueryRunner } from 'typeorm';
import type { Migrations } from '../database/migrations.js';
import type { Header } from './script.js';

const quoted = (names: readonly { name: string }[]): string => names.map(({ name }) => name).join(', ');

/**
 * Takes away what migrations made: the tables and functions of schema public that are the owner's. What others put there,
 * and who may enter the schema, stays as it is.
 */
export async function takeAway(runner: QueryRunner): Promise<void> {
  const tables = await runner.query(
    `select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not relispartition and relowner = current_user::regrole`,
  );
  if (tables.length) await runner.query(`drop table ${quoted(tables)} cascade`);
  const functions = await runner.query(
    `select p.oid::regprocedure::text as name from pg_proc p where pronamespace = 'public'::regnamespace and proowner = current_user::regrole
       and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  );
  if (functions.length) await runner.query(`drop routine ${quoted(functions)} cascade`);
  await runner.query('drop schema if exists dev cascade');
}

/** Carries out those that `wanted` names and that are not carried out yet, and writes them down as TypeORM does. */
export async function carryOut(runner: QueryRunner, migrations: Migrations, wanted: (name: string) => boolean): Promise<void> {
  await runner.query('create table if not exists migrations (id serial primary key, timestamp bigint not null, name character varying not null)');
  const done = new Set((await runner.query('select name from migrations')).map(({ name }: { name: string }) => name));
  for (const Migration of migrations) {
    if (!wanted(Migration.name) || done.has(Migration.name)) continue;
    await new Migration().up(runner);
    await runner.query('insert into migrations (timestamp, name) values ($1, $2)', [Migration.name.slice(-13), Migration.name]);
  }
}

/** The parts of the audit record as they were: those that had left it stand apart again. */
export async function makeMonths(runner: QueryRunner, { attached, detached }: Header['months']): Promise<void> {
  for (const month of [...attached, ...detached]) await runner.query('select audit_partition($1::date)', [`${month}-01`]);
  for (const month of detached) {
    await runner.query(`alter table audit_events detach partition ${pg.escapeIdentifier(`audit_events_${month.replace('-', '_')}`)}`);
  }
}
