import { Injectable } from '@nestjs/common';
import type { Rows } from '../clock/clock.js';
import type { Tx } from '../database/database.js';
import { compare, FIRST_HEAD, startOf, type AuditRow, type Position, type Seal } from './seal-chain.js';

const ROW = `id::text, (extract(epoch from at) * 1000000)::bigint::text as at, xid::text, epoch, account_id::text,
  mandate_id::text, action, record_kind, record_id::text, result`;
const SEAL = 'epoch, number, first_xid::text, first_id::text, last_xid::text, last_id::text, count, marks, head';
/** Of the table, not of what is selected: there they are texts, in another order and in no index. */
const IN_ORDER = 'order by audit_events.epoch, audit_events.xid, audit_events.id';
const AFTER = '(epoch, xid, id) > ($1, $2::xid8, $3::uuid)';

const place = ({ epoch, xid, id }: Position): unknown[] => [epoch, xid, id];

/** What was left when months were detached: verification starts after it. */
export interface Tombstone {
  month: string;
  epoch: number;
  number: number;
  last: Position;
  count: number;
  head: Buffer;
  mac: Buffer;
}

/** What seals rest on when there is none yet. */
export const BEGINNING: Pick<Seal, 'epoch' | 'number' | 'last' | 'head'> = { epoch: 1, number: 0, last: startOf(1), head: FIRST_HEAD };

/** All SQL of sealing. */
@Injectable()
export class SealStore {
  /** One at a time: a second sealer goes away. Until the transaction ends. */
  async tryLock(tx: Tx): Promise<boolean> {
    const [{ locked }] = await tx.query('select pg_try_advisory_xact_lock(1712, 1) as locked');
    return locked;
  }

  /** Waits for the sealer, and keeps it waiting until the transaction ends. */
  async lock(tx: Tx): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(1712, 1)');
  }

  async last(tx: Tx): Promise<typeof BEGINNING> {
    const [row] = await tx.query(`select ${SEAL} from audit_seals order by epoch desc, number desc limit 1`);
    return row ? sealOf(row) : BEGINNING;
  }

  /** Whether this cluster's transactions are still older than this one: never, where it was sealed. */
  async isBefore(tx: Tx, { last }: { last: Position }): Promise<boolean> {
    const [{ before }] = await tx.query('select pg_snapshot_xmin(pg_current_snapshot()) <= $1::xid8 as before', [last.xid]);
    return before;
  }

  /**
   * Rows after this one that no other can come before any more: whatever wrote under an older transaction id has ended.
   * One statement, so that what is seen and what has ended are of one moment.
   */
  async settled(tx: Tx, { last }: { last: Position }, limit: number): Promise<AuditRow[]> {
    await this.byIndex(tx);
    return tx.query(
      `select ${ROW} from audit_events where ${AFTER} and epoch = $1 and xid < pg_snapshot_xmin(pg_current_snapshot())
       ${IN_ORDER} limit $4`,
      [...place(last), limit],
    );
  }

  async after(tx: Tx, last: Position, limit: number): Promise<AuditRow[]> {
    await this.byIndex(tx);
    return tx.query(`select ${ROW} from audit_events where ${AFTER} ${IN_ORDER} limit $4`, [...place(last), limit]);
  }

  /** Of (epoch, xid, id) > … Postgres looks at the epoch alone, expects no rows, and would sort all that follow for every page. */
  private async byIndex(tx: Tx): Promise<void> {
    await tx.query('set local enable_sort = off');
  }

  async insert(tx: Tx, { epoch, number, first, last, count, marks, head }: Seal): Promise<void> {
    await tx.query(
      `insert into audit_seals (epoch, number, first_xid, first_id, last_xid, last_id, count, marks, head)
       values ($1, $2, $3::xid8, $4, $5::xid8, $6, $7, $8, $9)`,
      [epoch, number, first.xid, first.id, last.xid, last.id, count, marks, head],
    );
  }

  async seals(tx: Tx, after: { epoch: number; number: number }, limit: number): Promise<Seal[]> {
    const rows = await tx.query(
      `select ${SEAL} from audit_seals where (epoch, number) > ($1, $2) order by epoch, number limit $3`,
      [after.epoch, after.number, limit],
    );
    return rows.map(sealOf);
  }

  /** Rows that are not sealed yet: how many are young, how many are not, and some of these. */
  async unsealed(tx: Tx, last: Position, youngSeconds: number): Promise<{ young: number; old: number; some: string[] }> {
    const old = 'at < clock_timestamp() - make_interval(secs => $4)';
    const [counts] = await tx.query(
      `select count(*) filter (where not (${old}))::int as young, count(*) filter (where ${old})::int as old
       from audit_events where ${AFTER}`,
      [...place(last), youngSeconds],
    );
    const some = await tx.query(`select id from audit_events where ${AFTER} and ${old} ${IN_ORDER} limit 20`, [
      ...place(last),
      youngSeconds,
    ]);
    return { ...counts, some: some.map(({ id }) => id) };
  }

  /** The first seal that reaches as far as this row; null for no row. @throws Error when the row is not sealed */
  async sealReaching(tx: Tx, row: Position | null): Promise<Seal | null> {
    if (!row) return null;
    const [seal] = await tx.query(
      `select ${SEAL} from audit_seals where (epoch, last_xid, last_id) >= ($1, $2::xid8, $3::uuid) order by epoch, number limit 1`,
      place(row),
    );
    if (!seal) throw new Error('rows of this month are not sealed');
    return sealOf(seal);
  }

  async bury(tx: Tx, { month, epoch, number, last, count, head, mac }: Tombstone): Promise<void> {
    await tx.query(
      `insert into audit_detached (month, epoch, number, last_xid, last_id, count, head, mac) values ($1, $2, $3, $4::xid8, $5, $6, $7, $8)`,
      [month, epoch, number, last.xid, last.id, count, head, mac],
    );
  }

  /** The newest: it covers all that is left before its place. */
  async tombstone(tx: Tx): Promise<Tombstone | null> {
    const [row] = await tx.query(
      `select month, epoch, number, last_xid::text, last_id::text, count, head, mac from audit_detached
       order by epoch desc, number desc, at desc limit 1`,
    );
    return row ? { ...row, number: Number(row.number), count: Number(row.count), last: { epoch: row.epoch, xid: row.last_xid, id: row.last_id } } : null;
  }
}

/** Rows in order, page by page, up to and including this one. */
export async function* upTo(pages: (after: Position) => Promise<AuditRow[]>, end: Position): AsyncGenerator<AuditRow> {
  for (let at = startOf(0); ; ) {
    const rows = await pages(at);
    for (const row of rows) {
      if (compare(row, end) > 0) return;
      yield row;
    }
    if (!rows.length) return;
    at = rows.at(-1)!;
  }
}

const sealOf = (row: Rows[number]): Seal => ({
  epoch: row.epoch,
  number: Number(row.number),
  first: { epoch: row.epoch, xid: row.first_xid, id: row.first_id },
  last: { epoch: row.epoch, xid: row.last_xid, id: row.last_id },
  count: row.count,
  marks: row.marks,
  head: row.head,
});
