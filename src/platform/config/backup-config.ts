import { join } from 'node:path';
import { ConfigError } from './config-error.js';

/** Where backups go, and who can open them. */
export interface BackupConfig {
  folder: string;
  /** The key that opens them; where backups are only made, the recipient is enough. */
  keyFile: string | undefined;
  recipients: string[];
  /** How long those of the main database stay; those of the vault, as long as people are told (reference data). */
  mainDays: number;
}

const RECIPIENT = /^age1[a-z0-9]+$/;

/** @throws ConfigError naming the key */
export function backupConfig(env: Record<string, string | undefined>): BackupConfig {
  const mainDays = Number(env.BACKUP_DAYS ?? 35);
  if (!Number.isInteger(mainDays) || mainDays < 1) throw new ConfigError('BACKUP_DAYS must be a whole number of days, at least 1');
  const recipients = (env.BACKUP_RECIPIENT ?? '').split(/[\s,]+/).filter(Boolean);
  if (!recipients.every((one) => RECIPIENT.test(one))) throw new ConfigError('BACKUP_RECIPIENT must hold public keys of age (age1…), with commas between');
  return {
    folder: env.BACKUP_DIR || join(env.KLANKBORD_DATA || '.klankbord', 'backups'),
    keyFile: env.BACKUP_KEY_FILE || undefined,
    recipients,
    mainDays,
  };
}
