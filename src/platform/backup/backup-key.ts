import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Refusal } from '../cli/commands.js';
import type { BackupConfig } from '../config/backup-config.js';

/** Whose keys open what is written now. @throws Refusal when there is neither a recipient nor a key */
export async function recipientsOf({ recipients, keyFile }: BackupConfig): Promise<string[]> {
  if (!recipients.every((one) => isTaken(() => new Encrypter().addRecipient(one)))) throw new Refusal('BACKUP_RECIPIENT must hold public keys of age (age1…), whole, with commas between.');
  if (recipients.length) return recipients;
  if (!keyFile) throw new Refusal('BACKUP_RECIPIENT or BACKUP_KEY_FILE is missing: no backup is made that everybody can read. Make a key with: npm run backup -- --new-key FILE');
  return Promise.all(readKey(keyFile).map((identity) => identityToRecipient(identity)));
}

/** @throws Refusal */
export function identitiesOf({ keyFile }: BackupConfig): string[] {
  if (!keyFile) throw new Refusal('BACKUP_KEY_FILE is missing: it holds the key that opens a backup.');
  return readKey(keyFile);
}

/** A new file with a new key, as `age-keygen` makes one. @returns its public half, for BACKUP_RECIPIENT */
export async function makeKey(path: string): Promise<string> {
  const identity = await generateX25519Identity();
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, `${identity}\n`);
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    throw new Refusal(`${path} cannot be made (${(error as NodeJS.ErrnoException).code}).`);
  }
  return identityToRecipient(identity);
}

/** Lines of `age-keygen` that begin with # are comments. */
function readKey(path: string): string[] {
  let text: string;
  try {
    if (statSync(path).mode & 0o077) throw new Refusal('BACKUP_KEY_FILE may be readable by its owner only (chmod 600).');
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`BACKUP_KEY_FILE cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  const keys = text.split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
  if (!keys.length || !keys.every((key) => isTaken(() => new Decrypter().addIdentity(key)))) throw new Refusal('BACKUP_KEY_FILE must hold a key of age (AGE-SECRET-KEY-1…), whole.');
  return keys;
}

/** Keys of age carry a checksum: one that was cut or mistyped is not taken. */
function isTaken(take: () => void): boolean {
  try {
    take();
    return true;
  } catch {
    return false;
  }
}
