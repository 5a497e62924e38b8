/** What the environment asks of a start, settled before anything is started. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { randomText, readJson, root, writeWhole } from './files.mjs';
import { Refusal } from './refusal.mjs';

const modes = ['demo', 'test', 'production'];
const loopback = /^(localhost|::1|127(\.\d{1,3}){3})$/;
const databaseKeys = ['MIGRATION_DATABASE_URL', 'VAULT_DATABASE_URL', 'VAULT_MIGRATION_DATABASE_URL'];

/** { mode, embedded, host, port, dataDir }; refuses what cannot be meant, naming the key only. */
export function settings(env = process.env) {
  const external = ['DATABASE_URL', 'REDIS_URL', 'SMTP_URL'].some((key) => env[key]);
  const mode = env.KLANKBORD_MODE || (external ? 'production' : 'demo');
  if (!modes.includes(mode)) throw new Refusal(`KLANKBORD_MODE: must be one of ${modes.join(', ')}`);
  const embedded = !env.DATABASE_URL;
  if (mode === 'production' && embedded) {
    throw new Refusal('DATABASE_URL: required in production mode (the embedded database is for trying out; KLANKBORD_MODE=demo uses it)');
  }
  const stray = embedded && databaseKeys.find((key) => env[key]);
  if (stray) throw new Refusal(`${stray}: set without DATABASE_URL; set all database addresses or none`);
  const port = env.PORT ? Number(env.PORT) : 3000;
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Refusal('PORT: must be a number from 0 (any free port) to 65535');
  const host = env.HOST || '127.0.0.1';
  if (mode !== 'production' && env.KLANKBORD_IN_CONTAINER !== '1' && !loopback.test(host)) {
    throw new Refusal(`HOST: must be a loopback address in ${mode} mode, unless it runs in a container`);
  }
  const dataDir = resolve(root, env.KLANKBORD_DATA || '.klankbord');
  return { mode, embedded, host, port, dataDir };
}

/** Makes the data folder, and what is missing above it. Closed to others; root lets them pass through, since Postgres is one of them. */
export function openDataDir(dataDir) {
  const asRoot = process.getuid?.() === 0;
  try {
    makeFolder(dataDir, 0o700);
    const ours = readdirSync(dataDir).every((name) => /^(secrets\.json|audit-key|backup-key|backups|kek(\..*)?|run\.json|.*\.lock.*|.*\.log.*|build-.*|postgres.*)$/.test(name));
    const { uid, mode } = statSync(dataDir);
    if (ours && uid === process.getuid?.()) chmodSync(dataDir, asRoot ? 0o711 : 0o700);
    if (!ours && (mode & 0o22) !== 0) throw new Refusal(`KLANKBORD_DATA: ${dataDir} holds other files and others may write in it; choose a folder of its own`);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`KLANKBORD_DATA: ${dataDir} cannot be used (${error.code}); ${hints[error.code] ?? 'does it belong to another user?'}`);
  }
}

const hints = {
  EEXIST: 'it is a file: name a folder',
  ENOTDIR: 'it lies below a file: name a folder',
  ENOENT: 'no folder can be made there',
};

/** One by one: only the last is private, and `recursive` never returns below /proc. */
function makeFolder(path, mode) {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (path !== dirname(path)) makeFolder(dirname(path), 0o755);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another start may have made it just now.
    if (error.code !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}

/** Random secrets, made once: { superuser, owner, app, vault, session }. */
export function secrets(dataDir) {
  const path = join(dataDir, 'secrets.json');
  let known;
  try {
    known = readJson(path);
  } catch (error) {
    throw new Refusal(`${error.message} (does ${dataDir} belong to another user?)`);
  }
  const all = Object.fromEntries(['superuser', 'owner', 'app', 'vault', 'session'].map((name) => [name, known?.[name] ?? randomText(32)]));
  if (JSON.stringify(all) !== JSON.stringify(known)) writeWhole(path, `${JSON.stringify(all, null, 2)}\n`);
  return all;
}

/**
 * The key file that opens the vault. Made only when there is nothing yet that an older key closed:
 * a new key beside old data would hide the loss until someone needs a text.
 */
export async function keyFile(dataDir, hasVaultData) {
  return keptKey(join(dataDir, 'kek'), async (path) => {
    if (await hasVaultData()) return `KEK_FILE: ${path} is missing, and the vault holds data that only that key opens. Put the key file back from its backup.`;
  });
}

/** The key that seals the audit record. A new one would make every older seal look false. */
export async function auditKeyFile(dataDir, headsFile) {
  return keptKey(join(dataDir, 'audit-key'), (path) => {
    if (existsSync(headsFile)) return `AUDIT_KEY_FILE: ${path} is missing, and the audit record was sealed with it. Put the key file back from its backup.`;
  });
}

/** The key that opens backups. A new one beside backups that an older key closed would hide that nobody can open them. */
export async function backupKeyFile(dataDir, folder = join(dataDir, 'backups')) {
  const { generateX25519Identity } = await import('age-encryption');
  const lost = (path) => {
    if (existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.age'))) {
      return `BACKUP_KEY_FILE: ${path} is missing, and ${folder} holds backups that only that key opens. Put the key file back, or move those backups away.`;
    }
  };
  return keptKey(join(dataDir, 'backup-key'), lost, await generateX25519Identity());
}

/** `lost(path)`: why a new key cannot take the place of a missing one, if it cannot. */
async function keptKey(path, lost, key = randomBytes(32).toString('base64')) {
  if (existsSync(path)) return path;
  const why = await lost(path);
  if (why) throw new Refusal(why);
  writeWhole(path, `${key}\n`);
  return path;
}
