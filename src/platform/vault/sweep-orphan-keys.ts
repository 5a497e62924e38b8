import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { decideSweep, DISABLED_DAYS, type Inventory, type OrphanKey, type Sweep } from '../../domain/orphan-keys.js';
import { instantOf, maybeInstant } from '../clock/clock.js';
import { Database, type Tx } from '../database/database.js';
import { errorCode, logger } from '../log.js';
import { announce } from '../outbox/outbox.js';
import { KEY_OWNERS } from './key-owners.js';
import { VAULT_SOURCE } from './vault-source.js';

const BATCH = 1000;
const RECORDS = Object.values(KEY_OWNERS).map((table) => `select id from ${table} where id = any($1::uuid[])`).join(' union all ');

/** Keys whose record never came to be, or is gone: first disabled, a week later destroyed. By the vault's own clock. */
@Injectable()
export class SweepOrphanKeys {
  constructor(
    @Inject(VAULT_SOURCE) private readonly vault: DataSource,
    private readonly database: Database,
  ) {}

  async sweep(): Promise<void> {
    let inventory: Inventory | null;
    try {
      inventory = await this.inventory();
    } catch (error) {
      logger.error({ code: errorCode(error) }, 'no key was swept: the databases could not be asked');
      return;
    }
    if (!inventory) {
      logger.error({ code: 'vault-sweep-replica' }, 'no key was swept: the main database is a replica');
      return;
    }
    await this.carryOut(decideSweep(inventory));
  }

  /** @returns null when the main database is not the primary */
  private async inventory(): Promise<Inventory | null> {
    const orphans: OrphanKey[] = [];
    let owned = 0;
    for (let after: string | null = null; ; ) {
      const rows: { record_id: string; created_at: Date; disabled_at: Date | null }[] = await this.vault.query(
        `select record_id, created_at, disabled_at from data_keys where $1::uuid is null or record_id > $1
         order by record_id limit ${BATCH}`,
        [after],
      );
      if (!rows.length) break;
      const records = await this.recordsAmong(rows.map((row) => row.record_id));
      if (!records) return null;
      owned += records.size;
      for (const row of rows) {
        if (records.has(row.record_id)) continue;
        orphans.push({ recordId: row.record_id, createdAt: instantOf(row.created_at), disabledAt: maybeInstant(row.disabled_at) });
      }
      after = rows.at(-1)!.record_id;
    }
    const [{ now, restored_at: restored }] = await this.vault.query('select now() as now, (select max(restored_at) from restores) as restored_at');
    return { orphans, owned, now: instantOf(now), lastRestore: maybeInstant(restored) };
  }

  /** Asked after the keys were read, so that a record made meanwhile is seen. */
  private recordsAmong(ids: string[]): Promise<Set<string> | null> {
    return this.database.asSystem('vault-sweep', async (tx) => {
      const [{ replica, found }] = await tx.query(`select pg_is_in_recovery() as replica, array(${RECORDS}) as found`, [ids]);
      return replica ? null : new Set<string>(found);
    });
  }

  /** The audit record first: cut off in between, the next run does what it says. */
  private async carryOut(sweep: Sweep): Promise<void> {
    await this.database.asSystem('vault-sweep', async (tx) => {
      if ('stopped' in sweep) return stopped(tx, sweep.stopped);
      for (const id of sweep.disable) await tx.audit('vault.disable-key', { kind: 'data-key', id });
      for (const id of sweep.destroy) await tx.audit('vault.destroy-key', { kind: 'data-key', id });
      await tx.audit('vault.sweep');
    });
    if ('stopped' in sweep) return;
    await this.vault.query('update data_keys set disabled_at = now() where record_id = any($1::uuid[]) and disabled_at is null', [sweep.disable]);
    // Enabled again since it was read: then it stays.
    await this.vault.query(
      `delete from data_keys where record_id = any($1::uuid[]) and disabled_at <= now() - interval '${DISABLED_DAYS} days'`,
      [sweep.destroy],
    );
  }
}

/** Waiting after a restore is as it should be; of anything else an admin hears, once a day. */
async function stopped(tx: Tx, why: Extract<Sweep, { stopped: string }>['stopped']): Promise<void> {
  await tx.audit('vault.sweep', undefined, why);
  if (why === 'restored') return;
  logger.error({ code: `vault-sweep-${why}` }, 'no key was swept: what was found cannot be right');
  await announce(tx, 'vault.sweep-stopped', { why }, { dedupeKey: `vault-sweep/${new Date().toISOString().slice(0, 10)}` });
}
