/** What one role of the database may do with one table. */
export interface TableRights {
  grant: string;
  select?: string;
  insert?: string;
  update?: string;
  delete?: string;
  /** Of the row that an update leaves, when it is not the condition of update. */
  check?: string;
}

export const EVERY = 'true';
export const AUDITS: TableRights = { grant: 'insert', insert: 'account_id is null' };
export const READS: TableRights = { grant: 'select', select: EVERY };
export const all = (grant: string): TableRights => ({ grant, select: EVERY, insert: EVERY, update: EVERY, delete: EVERY });
