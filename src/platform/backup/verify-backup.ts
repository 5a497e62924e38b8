import type { BackupDatabase } from '../../domain/backup-files.js';
import { Refusal } from '../cli/commands.js';
import { readScript } from './read-script.js';
import type { Header, TableEnd } from './script.js';
import { readSealed } from './sealed-file.js';

export interface Verified {
  header: Header;
  tables: TableEnd[];
  rows: number;
}

/** Reads all of it: every byte is authenticated, every table counted and summed. @throws Refusal */
export async function verifyBackup(path: string, identities: readonly string[], wanted?: BackupDatabase): Promise<Verified> {
  const { header, tables } = await readScript(readSealed(path, identities), {
    begins: ({ database }) => {
      if (wanted && database !== wanted) throw new Refusal(`${path} is a backup of the ${database} database, and not of the ${wanted} database.`);
    },
    table: async (_table, rows) => {
      for await (const _piece of rows);
    },
  });
  return { header, tables, rows: tables.reduce((sum, { rows }) => sum + rows, 0) };
}
