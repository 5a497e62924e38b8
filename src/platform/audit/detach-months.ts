import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import type { Tx } from '../database/database.js';
import { OwnerDatabase } from '../database/owner-database.js';
import { encode, encodeRow, isAhead, type AuditRow, type Position } from './seal-chain.js';
import { SealStore, upTo, type Tombstone } from './seal-store.js';

const PAGE = 5000;
const MONTH = /^audit_events_(\d{4})_(\d{2})$/;

/** Over the tombstone and the rows up to its place that are left. */
export async function macOfRest(key: Buffer, tombstone: Omit<Tombstone, 'mac'>, rows: AsyncGenerator<AuditRow>): Promise<Buffer> {
  const { month, epoch, number, last, count, head } = tombstone;
  const hmac = createHmac('sha256', key).update(encode(['month', month, epoch, number, last.xid, last.id, count, head.toString('hex')]));
  for await (const row of rows) hmac.update(encodeRow(row));
  return hmac.digest();
}

/** A month whose ten years are over leaves the record as a whole; the head that closes it stays. */
@Injectable()
export class DetachMonths {
  constructor(
    private readonly owner: OwnerDatabase,
    private readonly store: SealStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Months before this one, oldest first; each with the table that it is now. */
  async before(month: string): Promise<{ month: string; table: string; count: number }[]> {
    const detached = [];
    for (const name of await this.owner.as('detach', (tx) => this.monthsBefore(tx, month))) {
      detached.push(await this.owner.as('detach', (tx) => this.detach(tx, name)));
    }
    return detached;
  }

  private async monthsBefore(tx: Tx, month: string): Promise<string[]> {
    const rows = await tx.query(`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_events'::regclass order by 1`);
    return rows.map(({ name }) => name as string).filter((name) => MONTH.test(name) && name.replace(MONTH, '$1-$2') < month);
  }

  private async detach(tx: Tx, table: string): Promise<{ month: string; table: string; count: number }> {
    await this.store.lock(tx);
    const month = table.replace(MONTH, '$1-$2');
    const [{ count }] = await tx.query(`select count(*)::int as count from ${table}`);
    await tx.query(`alter table audit_events detach partition ${table}`);
    const closing = await this.store.sealReaching(tx, await this.lastIn(tx, table));
    // A month without rows closes nothing.
    if (closing) await this.bury(tx, { month, epoch: closing.epoch, number: closing.number, last: closing.last, count, head: closing.head });
    await tx.audit('audit.detach', undefined, month);
    return { month, table, count };
  }

  private async lastIn(tx: Tx, table: string): Promise<Position | null> {
    const [row] = await tx.query(`select epoch, xid::text, id::text from ${table} m order by m.epoch desc, m.xid desc, m.id desc limit 1`);
    return row ?? null;
  }

  private async bury(tx: Tx, tombstone: Omit<Tombstone, 'mac'>): Promise<void> {
    const before = await this.store.tombstone(tx);
    // Rows do not enter in the order of their months to the second: an older month may close later than a younger one did.
    const buried = before && isAhead(before, tombstone) ? { ...tombstone, epoch: before.epoch, number: before.number, last: before.last, head: before.head } : tombstone;
    const mac = await macOfRest(this.config.auditKey, buried, upTo((after) => this.store.after(tx, after, PAGE), buried.last));
    await this.store.bury(tx, { ...buried, mac });
  }
}
