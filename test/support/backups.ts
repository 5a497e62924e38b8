import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Decrypter, generateX25519Identity } from 'age-encryption';
import { createTestDatabases } from '../../scripts/lib/test-database.mjs';
import { restoreRows, withoutDatabase } from '../../src/features/backup/offline.js';
import { secureRows } from '../../src/features/row-security/secure-rows.js';
import { Refusal } from '../../src/platform/cli/commands.js';
import { migrate, migrationUrls } from '../../src/platform/database/migrations.js';
import { command } from './vault.js';

const folder = (): string => process.env.BACKUP_DIR!;

/** A key of its own in a file, as BACKUP_KEY_FILE. */
export async function useNewBackupKey(path: string): Promise<void> {
  writeFileSync(path, `${await generateX25519Identity()}\n`, { mode: 0o600 });
  process.env.BACKUP_KEY_FILE = path;
}

/** What is typed after `npm run`, as src/cli.ts carries it out, without a process of its own. @returns what is said, refusals included */
export async function type(words: string): Promise<string> {
  const write = process.stdout.write;
  let said = '';
  process.stdout.write = ((text: string) => ((said += text), true)) as typeof write;
  try {
    const list = words.split(' ');
    if (await withoutDatabase(list, process.env)) return said;
    if (list[0] === 'restore') {
      await restoreRows(list.slice(1), process.env, migrationUrls(process.env));
      await migrate(migrationUrls(process.env), secureRows);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return said + error.message;
  } finally {
    process.stdout.write = write;
  }
  return said + (await command(words));
}

/** Backs up. @returns the paths of the two files, and what was said */
export async function backUp(): Promise<{ main: string; vault: string; said: string }> {
  const before = new Set(filesOf());
  const said = await type('backup');
  const made = filesOf().filter((name) => !before.has(name));
  const path = (which: string) => join(folder(), made.find((name) => name.startsWith(`klankbord-${which}-`)) ?? 'none');
  return { main: path('main'), vault: path('vault'), said };
}

export const filesOf = (): string[] => {
  try {
    return readdirSync(folder()).sort();
  } catch {
    return [];
  }
};

/** As an operator opens one with `age -d | gunzip`. */
export async function scriptOf(path: string): Promise<string> {
  const age = new Decrypter();
  age.addIdentity(readFileSync(process.env.BACKUP_KEY_FILE!, 'utf8').trim());
  return gunzipSync(await age.decrypt(readFileSync(path))).toString();
}

/** The environment names an empty main database from now on, and an empty vault too when the old one is `lost`. */
export async function useEmptyDatabases({ vault = false } = {}): Promise<() => Promise<void>> {
  const { env, drop } = await createTestDatabases();
  const keys = Object.keys(env).filter((key) => vault || !key.startsWith('VAULT_'));
  for (const key of keys) process.env[key] = env[key];
  return drop;
}

/** The built command in a process of its own, that can be killed. */
export const inProcess = (...words: string[]): ChildProcess =>
  spawn(process.execPath, ['dist/src/cli.js', ...words], { env: { ...process.env, NODE_OPTIONS: '' } });
