/** The environment that migrate, web and worker get: the user's own and what we started. */
import { join } from 'node:path';
import { hasDatabase } from './embedded-postgres.mjs';
import { randomText } from './files.mjs';
import { freePort } from './ports.mjs';
import { auditKeyFile, backupKeyFile, keyFile } from './settings.mjs';

/** `known`: the answers of settings() and secrets(). In production nothing is made up: the app refuses what is missing. */
export async function environment({ mode, embedded, host, port: wanted, dataDir }, known) {
  // Chosen here when any will do: the worker writes the address of the web process into its mails.
  const port = wanted || (await freePort());
  const env = { ...process.env, KLANKBORD_MODE: mode, KLANKBORD_DATA: dataDir, HOST: host, PORT: String(port) };
  for (const key of ['KLANKBORD_EMBEDDED', 'KLANKBORD_DEV_INBOX', 'NODE_CHANNEL_FD']) delete env[key];
  env.NODE_ENV = mode === 'test' ? 'test' : 'production';
  if (embedded) env.KLANKBORD_EMBEDDED = '1';
  if (mode === 'production') return env;
  env.SESSION_SECRET ||= known.session;
  env.KEK_FILE ||= await keyFile(dataDir, () => (embedded ? hasDatabase(dataDir) : hasTables(env.VAULT_DATABASE_URL || env.DATABASE_URL)));
  env.AUDIT_HEADS_FILE ||= join(dataDir, 'audit-heads.log');
  env.LEDGER_FILE ||= join(dataDir, 'ledger.log');
  env.AUDIT_KEY_FILE ||= await auditKeyFile(dataDir, env.AUDIT_HEADS_FILE);
  if (!env.BACKUP_RECIPIENT) env.BACKUP_KEY_FILE ||= await backupKeyFile(dataDir, env.BACKUP_DIR);
  if (!env.SMTP_URL) {
    env.SMTP_URL = `smtp://inbox:${randomText(18)}@127.0.0.1:${await freePort()}`;
    env.KLANKBORD_DEV_INBOX = '1';
  }
  return env;
}

/** A database with tables has been used before; one that cannot be asked counts as used. */
async function hasTables(connectionString) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(`SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') LIMIT 1`);
    return rows.length > 0;
  } catch {
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}
