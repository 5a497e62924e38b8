import pg from 'pg';
import { runMigrations as runQueueMigrations } from 'bullmq';
import { DataSource, type MigrationInterface } from 'typeorm';
import { First1700000000001 } from '../../../migrations/main/1700000000001-first.js';
import { MailRhythm1700000000002 } from '../../../migrations/main/1700000000002-mail-rhythm.js';
import { LeftTeams1700000000003 } from '../../../migrations/main/1700000000003-left-teams.js';
import { SealedAudit1700000000010 } from '../../../migrations/main/1700000000010-sealed-audit.js';
import { LegalHolds1700000000020 } from '../../../migrations/main/1700000000020-legal-holds.js';
import { Retention1700000000021 } from '../../../migrations/main/1700000000021-retention.js';
import { PrivacyOffice1700000000022 } from '../../../migrations/main/1700000000022-privacy-office.js';
import { RestoreGaps1700000000023 } from '../../../migrations/main/1700000000023-restore-gaps.js';
import { ShownAskers1700000000024 } from '../../../migrations/main/1700000000024-shown-askers.js';
import { Organisations1700000000030 } from '../../../migrations/main/1700000000030-organisations.js';
import { Registrations1700000000040 } from '../../../migrations/main/1700000000040-registrations.js';
import { WaysIn1700000000041 } from '../../../migrations/main/1700000000041-ways-in.js';
import { AccountIdentities1700000000042 } from '../../../migrations/main/1700000000042-account-identities.js';
import { PublicContacts1700000000043 } from '../../../migrations/main/1700000000043-public-contacts.js';
import { Mandates1700000000044 } from '../../../migrations/main/1700000000044-mandates.js';
import { FirstVault1700000000001 } from '../../../migrations/vault/1700000000001-first.js';
import { Keks1700000000002 } from '../../../migrations/vault/1700000000002-keks.js';
import { KekCopy1700000000003 } from '../../../migrations/vault/1700000000003-kek-copy.js';
import { QUEUE_SCHEMA } from '../queue/queue.module.js';
import { OUTBOX_QUEUE, SCHEDULE_QUEUE } from '../queue/queues.js';
import { dataSourceOptions } from './data-source.js';

const MAIN = [
  First1700000000001,
  MailRhythm1700000000002,
  LeftTeams1700000000003,
  SealedAudit1700000000010,
  LegalHolds1700000000020,
  Retention1700000000021,
  PrivacyOffice1700000000022,
  RestoreGaps1700000000023,
  ShownAskers1700000000024,
  Organisations1700000000030,
  Registrations1700000000040,
  WaysIn1700000000041,
  AccountIdentities1700000000042,
  PublicContacts1700000000043,
  Mandates1700000000044,
];
const VAULT = [FirstVault1700000000001, Keks1700000000002, KekCopy1700000000003];

export type Migrations = readonly (new () => MigrationInterface)[];

/** In the order in which they are carried out. */
export const MIGRATIONS: Record<'main' | 'vault', Migrations> = { main: MAIN, vault: VAULT };

export interface MigrationUrls {
  main: string;
  vault: string;
  /** Roles that the app connects with, and that may use what the owner makes. */
  appRole: string;
  vaultRole: string;
}

/**
 * Run by the owner of the schemas. Any number of starts at once: Postgres' own lock lets one through.
 * @param secure says again who may do what with the rows of the main database
 */
export async function migrate(urls: MigrationUrls, secure: (source: DataSource, appRole: string) => Promise<void>): Promise<void> {
  await migrateOne(urls.main, 'main', async (source) => {
    await secure(source, urls.appRole);
    await source.query('select audit_partitions_ahead()');
  });
  await migrateOne(urls.vault, 'vault', (source) => grant(source, urls.vaultRole, ['public']));
  await migrateQueue(urls);
}

async function migrateOne(
  url: string,
  name: 'main' | 'vault',
  after: (source: DataSource) => Promise<void>,
): Promise<void> {
  const source = await new DataSource({ ...dataSourceOptions(url, name, 2), migrations: MIGRATIONS[name] as never }).initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock(1712)');
    await source.runMigrations({ transaction: 'each' });
    await after(source);
  } finally {
    await runner.query('select pg_advisory_unlock(1712)');
    await runner.release();
    await source.destroy();
  }
}

async function migrateQueue({ main, appRole }: MigrationUrls): Promise<void> {
  const client = new pg.Client({ connectionString: main });
  await client.connect();
  try {
    await migrateQueueSchema(client);
    // What BullMQ would make on first use needs rights that the app does not have; bulk adds use temporary tables.
    for (const queue of [OUTBOX_QUEUE, SCHEDULE_QUEUE]) {
      const { rows } = await client.query(`select ${QUEUE_SCHEMA}.job_id_seq_name($1) as name`, [queue]);
      await client.query(`create sequence if not exists ${QUEUE_SCHEMA}.${quoted(rows[0].name)}`);
    }
    await client.query(`grant temporary on database ${quoted(client.database!)} to ${quoted(appRole)}`);
    await grantSchema((sql) => client.query(sql), appRole, QUEUE_SCHEMA);
  } finally {
    await client.end();
  }
}

/** Whoever empties the queue may empty its ledger of migrations too. Nothing in it is the truth: it is made anew. */
async function migrateQueueSchema(client: pg.Client): Promise<void> {
  try {
    await runQueueMigrations(client as never, QUEUE_SCHEMA);
  } catch (error) {
    if (!ALREADY_THERE.has((error as { code?: string }).code ?? '')) throw error;
    await client.query(`drop schema ${QUEUE_SCHEMA} cascade`);
    await runQueueMigrations(client as never, QUEUE_SCHEMA);
  }
}

/** Postgres' codes for a table, function or type that exists. */
const ALREADY_THERE = new Set(['42P07', '42723', '42710']);

const quoted = (identifier: string): string => pg.escapeIdentifier(identifier);

async function grant(source: DataSource, role: string, schemas: string[]): Promise<void> {
  for (const schema of schemas) await grantSchema((sql) => source.query(sql), role, schema);
}

async function grantSchema(run: (sql: string) => Promise<unknown>, role: string, schema: string): Promise<void> {
  const [to, where] = [quoted(role), quoted(schema)];
  await run(`grant usage on schema ${where} to ${to}`);
  await run(`grant select, insert, update, delete on all tables in schema ${where} to ${to}`);
  await run(`grant usage, select on all sequences in schema ${where} to ${to}`);
  await run(`grant execute on all functions in schema ${where} to ${to}`);
}

/** From the environment: the owner's addresses, and the app's roles from the app's addresses. */
export function migrationUrls(env: Record<string, string | undefined>): MigrationUrls {
  const of = (key: string): string => {
    const value = env[key];
    if (!value) throw new Error(`${key} is missing`);
    return value;
  };
  return {
    main: env.MIGRATION_DATABASE_URL ?? of('DATABASE_URL'),
    vault: env.VAULT_MIGRATION_DATABASE_URL ?? of('VAULT_DATABASE_URL'),
    appRole: decodeURIComponent(new URL(of('DATABASE_URL')).username),
    vaultRole: decodeURIComponent(new URL(of('VAULT_DATABASE_URL')).username),
  };
}
