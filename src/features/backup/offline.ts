import { existsSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { identitiesOf, makeKey } from '../../platform/backup/backup-key.js';
import { putBack } from '../../platform/backup/put-back.js';
import { verifyBackup } from '../../platform/backup/verify-backup.js';
import { Refusal } from '../../platform/cli/commands.js';
import { optionsOf } from '../../platform/cli/options.js';
import { backupConfig } from '../../platform/config/backup-config.js';
import { loadConfig } from '../../platform/config/config.js';
import type { MigrationUrls } from '../../platform/database/migrations.js';

type Env = Record<string, string | undefined>;
export const RESTORE_OPTIONS = { main: 'string', vault: 'string', replace: 'boolean', finish: 'boolean', 'recovered-to': 'string' } as const;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What asks for no database, and so for no application. @returns whether that was it */
export async function withoutDatabase([command, ...args]: string[], env: Env): Promise<boolean> {
  const asked = (name: string): boolean => command === 'backup' && args.some((arg) => arg === name || arg.startsWith(`${name}=`));
  if (asked('--new-key')) {
    const { 'new-key': path } = optionsOf(args, { 'new-key': 'string' });
    say(`${path} opens every backup that is made for it: keep it where the server is not.\nOn the server: BACKUP_RECIPIENT=${await makeKey(path!)}`);
    return true;
  }
  if (!asked('--verify')) return false;
  const { verify: path } = optionsOf(args, { verify: 'string' });
  const { header, tables, rows } = await verifyBackup(path!, identitiesOf(backupConfig(env)));
  for (const { table, rows: count, sha256 } of tables) say(`${table.padEnd(24)}${String(count).padStart(10)} rows  ${sha256}`);
  say(`Whole: ${rows} rows of ${tables.length} tables of the ${header.database} database, as they were at ${header.moment}.`);
  return true;
}

/** The rows themselves: an application starts on databases that have them, and may not start on those that were there before. */
export async function restoreRows(args: string[], env: Env, urls: MigrationUrls): Promise<void> {
  const { main, vault, replace = false, finish, 'recovered-to': recovered } = optionsOf(args, RESTORE_OPTIONS);
  refuseWithoutLedger(loadConfig(env).ledgerFile);
  if (finish) return;
  if (recovered) return void momentOf(recovered);
  if (!main) throw new Refusal('Say which: npm run restore -- --main FILE. Only when the vault is lost as well: --vault FILE');
  await putBack(backupConfig(env), urls, { main, vault, replace }, say);
  if (vault) say('Keys that were destroyed since that backup of the vault are back; the ledger of tombstones brings them to rest again.');
}

/** One that was left behind would read like one in which nothing was ever destroyed. */
function refuseWithoutLedger(path: string): void {
  if (existsSync(path)) return;
  throw new Refusal(`LEDGER_FILE: ${path} is not there, and what was destroyed would come back. Put it there from its copy. Only when it is lost, or there never was one, make an empty file.`);
}

export function momentOf(text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text);
  } catch {
    throw new Refusal('--recovered-to takes a moment, as 2026-11-25T09:30:00Z: up to which the databases have everything.');
  }
}
