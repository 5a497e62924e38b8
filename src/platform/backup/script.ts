import { createHash } from 'node:crypto';
import type { BackupDatabase } from '../../domain/backup-files.js';

/**
 * A backup is a script that psql would take as well: a first line that says what it is, of each table a COPY with its rows
 * and a line with their count and sum, a last line. What is counted is known at the end only: nothing is read twice.
 */
export interface Header {
  format: 1;
  database: BackupDatabase;
  /** The moment of the snapshot, ISO 8601. */
  moment: string;
  migrations: string[];
  tables: TableShape[];
  /** The parts of the audit record, as YYYY-MM: of it, and those that left it. */
  months: { attached: string[]; detached: string[] };
  /** The audit record's last seal. */
  seal: { epoch: number; number: number; head: string } | null;
}

export interface TableShape {
  name: string;
  columns: string[];
}

export interface TableEnd {
  table: string;
  rows: number;
  sha256: string;
}

export const HEADER = '-- klankbord ';
export const TABLE_END = '-- table ';
export const END = '-- end ';
/** As psql ends the rows of a COPY. No row of text is written like this. */
export const ROWS_END = '\\.\n';

const NEWLINE = 10;

/** Counts and sums rows as they pass. */
export class Tally {
  rows = 0;
  private readonly hash = createHash('sha256');

  add(piece: Buffer): Buffer {
    this.hash.update(piece);
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) this.rows += 1;
    return piece;
  }

  end(table: string): TableEnd {
    return { table, rows: this.rows, sha256: this.hash.digest('hex') };
  }
}
