import type { QueryRunner } from 'typeorm';
import { Refusal } from '../cli/commands.js';

/** People work, or a worker sends: what they do now would be lost without a word. */
export async function refuseOthers(runner: QueryRunner, appRole: string): Promise<void> {
  const [{ others }] = await runner.query(
    `select count(*)::int as others from pg_stat_activity where datname = current_database() and usename = $1 and pid <> pg_backend_pid()`,
    [appRole],
  );
  if (others) throw new Refusal(`Klankbord is at work on ${await nameOf(runner)} (${others} connections): stop web and worker first.`);
}

/** Nothing in it but what migrations bring: no account, no key. */
export async function isEmpty(runner: QueryRunner): Promise<boolean> {
  for (const table of ['accounts', 'consults', 'keks']) {
    const [{ there }] = await runner.query('select to_regclass($1) is not null as there', [`public.${table}`]);
    if (there && (await runner.query(`select 1 from ${table} limit 1`)).length) return false;
  }
  return true;
}

/** A vault that began after the backup has none of its keys: every text would be lost without a word. */
export async function refuseYoungVault(runner: QueryRunner, moment: string): Promise<void> {
  const [{ there }] = await runner.query(`select to_regclass('public.keks') is not null as there`);
  const older = there ? await runner.query('select 1 from keks where created_at <= $1 limit 1', [moment]) : [];
  if (!older.length) {
    throw new Refusal(`The vault, ${await nameOf(runner)}, is younger than this backup and has none of its keys. When the old vault is lost, put it back as well: --vault FILE`);
  }
}

async function nameOf(runner: QueryRunner): Promise<string> {
  return (await runner.query('select current_database() as name'))[0].name;
}
