import { DataSource, type QueryRunner } from 'typeorm';
import { Temporal } from 'temporal-polyfill';
import { v7 as uuid } from 'uuid';
import type { BackupDatabase } from '../../domain/backup-files.js';
import { Refusal } from '../cli/commands.js';
import type { BackupConfig } from '../config/backup-config.js';
import { dataSourceOptions } from '../database/data-source.js';
import { MIGRATIONS, type MigrationUrls } from '../database/migrations.js';
import { identitiesOf } from './backup-key.js';
import { counted } from './counted.js';
import { load } from './load-rows.js';
import { carryOut, makeMonths, takeAway } from './schema-again.js';
import { readSealed } from './sealed-file.js';
import { isEmpty, refuseOthers, refuseYoungVault } from './restore-target.js';
import { verifyBackup, type Verified } from './verify-backup.js';

export interface Restore {
  main: string;
  /** Only when the vault itself is lost: keys that were destroyed since this backup come back. */
  vault?: string;
  /** There are people in the databases: away with them. */
  replace: boolean;
}

type Say = (line: string) => void;

/**
 * Puts backups back, as the owner of the schemas. Files are read to their end before anything is touched; then all is one
 * transaction a database, the vault's around the other's, so that a restore that is cut off leaves what was there.
 */
export async function putBack(config: BackupConfig, urls: MigrationUrls, { main, vault, replace }: Restore, say: Say): Promise<void> {
  const identities = identitiesOf(config);
  const read = async (path: string, database: BackupDatabase): Promise<Put> => ({ path, identities, say, ...(await verified(path, database, identities, say)) });
  const putMain = await read(main, 'main');
  const putVault = vault ? await read(vault, 'vault') : undefined;
  const { moment } = putMain.header;
  await as(urls.vault, 'vault', (keys) =>
    as(urls.main, 'main', async (records) => {
      await refuseOthers(keys, urls.vaultRole);
      await refuseOthers(records, urls.appRole);
      if (!replace) await refuseUsed(records, ...(putVault ? [keys] : []));
      if (putVault) await restore(keys, putVault);
      else await refuseYoungVault(keys, moment);
      await keys.query('insert into restores default values');
      await restore(records, putMain);
      await tellEverybody(records, moment);
    }),
  );
  say('All rows are back. If what follows is cut off, go on with: npm run restore -- --finish');
}

/** What is known of a file that is put back. */
interface Put extends Verified {
  path: string;
  identities: readonly string[];
  say: Say;
}

async function verified(path: string, database: BackupDatabase, identities: readonly string[], say: Say): Promise<Verified> {
  const whole = await verifyBackup(path, identities, database);
  const known = new Set(MIGRATIONS[database].map(({ name }) => name));
  const unknown = whole.header.migrations.filter((name) => !known.has(name));
  if (unknown.length) throw new Refusal(`${path} was made by a newer version of Klankbord (${unknown.join(', ')}): restore it with that one.`);
  say(`${path} is whole: ${whole.rows} rows of ${whole.tables.length} tables of the ${database} database, as they were at ${whole.header.moment}.`);
  return whole;
}

async function refuseUsed(...databases: QueryRunner[]): Promise<void> {
  for (const one of databases) {
    if (!(await isEmpty(one))) throw new Refusal('There are people or keys in this database. If they may go for what the backup holds, say so: --replace');
  }
}

/** The schema of the backup's own day, its rows, and then what the schema became since. */
async function restore(runner: QueryRunner, { header, path, identities, say }: Put): Promise<void> {
  const migrations = MIGRATIONS[header.database];
  await takeAway(runner);
  await carryOut(runner, migrations, (name) => header.migrations.includes(name));
  await makeMonths(runner, header.months);
  await load(runner, readSealed(path, identities), (table, rows) => say(counted(header.database, table, rows)));
  await carryOut(runner, migrations, () => true);
  say(`${header.database}: every table has as many rows as the backup.`);
}

/** In the transaction of the rows themselves: nobody works on them unwarned. */
async function tellEverybody(runner: QueryRunner, lostFrom: string): Promise<void> {
  const id = uuid();
  await runner.query('insert into restore_gaps (id, lost_from, lost_to, at) values ($1, $2, $3, $3)', [id, lostFrom, Temporal.Now.instant().round('millisecond').toString()]);
  await runner.query('insert into outbox (id, event, payload) values ($1, $2, $3)', [uuid(), 'service.restored', { gapId: id }]);
}

/** One transaction as the owner of the schema. Who holds a lock is not waited for long. */
async function as(url: string, database: BackupDatabase, work: (runner: QueryRunner) => Promise<unknown>): Promise<void> {
  const source = await new DataSource(dataSourceOptions(url, database, 1)).initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.query(`set statement_timeout to 0; set idle_in_transaction_session_timeout to 0; set lock_timeout to '10s'`);
    await runner.startTransaction();
    await runner.query('select pg_advisory_xact_lock(1712)');
    await work(runner);
    await runner.commitTransaction();
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
    await source.destroy();
  }
}
