import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import { backupName, pastBackups, type BackupDatabase } from '../../domain/backup-files.js';
import { Refusal } from '../cli/commands.js';
import type { BackupConfig } from '../config/backup-config.js';
import { recipientsOf } from './backup-key.js';
import { counted, size } from './counted.js';
import { writeSealed } from './sealed-file.js';
import { atOneMoment, headerOf, scriptOf } from './snapshot.js';

const LOCK = 1714;
const DAY_MS = 86_400_000;
const PART = /^klankbord-.*\.part$/;

type Say = (line: string) => void;

/**
 * Both databases, as their owner sees them, each of one moment: main first, then the vault, so that every record in the one
 * has its key in the other. Neither file has its name before both are whole.
 */
export async function makeBackup(config: BackupConfig, vaultDays: number, urls: Record<BackupDatabase, string>, say: Say): Promise<void> {
  const from = Date.now();
  const days = { main: config.mainDays, vault: vaultDays };
  const recipients = await recipientsOf(config);
  openFolder(config.folder);
  await alone(urls.main, async () => {
    forgetParts(config.folder);
    const made: string[] = [];
    try {
      for (const database of ['main', 'vault'] as const) made.push(await backUp(config.folder, database, urls[database], recipients, say));
      for (const path of made) giveName(path);
    } catch (error) {
      for (const path of made) rmSync(partOf(path), { force: true });
      throw error;
    }
    await sync(config.folder);
    for (const past of pastBackups(readdirSync(config.folder), Temporal.Now.instant(), days)) {
      rmSync(join(config.folder, past));
      say(`${past} had its time, and is removed.`);
    }
    const files = made.map((path) => `${path} (${size(statSync(path).size)})`);
    say(`Backed up in ${((Date.now() - from) / 1000).toFixed(1)} s: ${files.join(', ')}`);
  });
}

const partOf = (path: string): string => `${path}.part`;

/** @returns the path that it is to have */
async function backUp(folder: string, database: BackupDatabase, url: string, recipients: string[], say: Say): Promise<string> {
  return atOneMoment(url, async (client) => {
    const header = await headerOf(client, database);
    const path = join(folder, backupName(database, Temporal.Instant.from(header.moment)));
    const total = { tables: 0, rows: 0 };
    const script = scriptOf(client, header, ({ table, rows }) => {
      say(counted(database, table, rows));
      total.tables += 1;
      total.rows += rows;
    });
    try {
      await writeSealed(partOf(path), recipients, script);
    } catch (error) {
      rmSync(partOf(path), { force: true });
      throw error;
    }
    say(`${database}: ${total.rows} rows of ${total.tables} tables, as they were at ${header.moment}`);
    return path;
  });
}

function giveName(path: string): void {
  if (existsSync(path)) throw new Refusal(`${path} is there already.`);
  renameSync(partOf(path), path);
}

/** One backup at a time, whichever machine makes it. */
async function alone(url: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'klankbord-backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows: [{ mine }] } = await client.query('select pg_try_advisory_lock($1) as mine', [LOCK]);
    if (!mine) throw new Refusal('Another backup is at work.');
    await work();
  } finally {
    await client.end();
  }
}

function openFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Refusal(`The folder for backups, ${folder}, cannot be used (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** What a backup that was killed left behind. */
function forgetParts(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => PART.test(one))) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path);
  }
}

async function sync(folder: string): Promise<void> {
  const file = await open(folder, 'r');
  await file.sync();
  await file.close();
}
