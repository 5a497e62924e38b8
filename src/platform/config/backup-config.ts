import { join } from 'node:path';
import { ConfigError } from './config-error.js';

/** Where backups go, who can open them, how long they stay. */
export interface BackupConfig {
  folder: string;
  /** The key that opens them; where backups are only made, the recipient is enough. */
  keyFile: string | undefined;
  recipients: string[];
  days: { main: number; vault: number };
}

const RECIPIENT = /^age1[a-z0-9]+$/;

/** @throws ConfigError naming the key */
export function backupConfig(env: Record<string, string | undefined>): BackupConfig {
  const days = (key: string, otherwise: number): number => {
    const value = Number(env[key] ?? otherwise);
    if (!Number.isInteger(value) || value < 1) throw new ConfigError(`${key} must be a whole number of days, at least 1`);
    return value;
  };
  const recipients = (env.BACKUP_RECIPIENT ?? '').split(/[\s,]+/).filter(Boolean);
  if (!recipients.every((one) => RECIPIENT.test(one))) throw new ConfigError('BACKUP_RECIPIENT must hold public keys of age (age1…), with commas between');
  return {
    folder: env.BACKUP_DIR || join(env.KLANKBORD_DATA || '.klankbord', 'backups'),
    keyFile: env.BACKUP_KEY_FILE || undefined,
    recipients,
    days: { main: days('BACKUP_DAYS', 35), vault: days('VAULT_BACKUP_DAYS', 7) },
  };
}
