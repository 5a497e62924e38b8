import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { Database, type Tx } from '../database/database.js';
import { errorCode, logger, onRecord } from '../log.js';
import { headOfSeal, HeadsFile, sameHead, type Head } from './heads-file.js';
import { compare, isAhead, sealOver, type AuditRow, type Seal } from './seal-chain.js';
import { SealStore, type BEGINNING } from './seal-store.js';

const BATCH = 2000;

type Last = typeof BEGINNING;

/** The heads file knows a seal that the database lacks and that its rows do not give: cut off, or put back from a backup. */
export class HeadsAhead extends Error {
  readonly code = 'audit-heads-ahead';
}

/** What was sealed is younger than any transaction here: it was put back on another cluster, and no epoch was opened. */
export class OtherCluster extends Error {
  readonly code = 'audit-other-cluster';
}

/**
 * Chains what is on record. Behind the commands, never in their way: it takes rows whose transactions, and all older
 * ones, have ended.
 */
@Injectable()
export class Sealer {
  constructor(
    private readonly database: Database,
    private readonly store: SealStore,
    private readonly heads: HeadsFile,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Seals all that can be sealed now, unless another sealer is at it. @returns how many rows */
  async run(): Promise<number> {
    let sealed = 0;
    try {
      for (let count = BATCH; count === BATCH; sealed += count) {
        count = await this.database.asSystem('sealer', (tx) => this.sealBatch(tx));
      }
      return sealed;
    } catch (error) {
      logger.error({ code: errorCode(error) }, 'audit: not sealed');
      throw error;
    }
  }

  private async sealBatch(tx: Tx): Promise<number> {
    if (!(await this.store.tryLock(tx))) return 0;
    const last = await this.mend(tx, await this.store.last(tx));
    if (await this.store.isBefore(tx, last)) throw new OtherCluster();
    const rows = await this.store.settled(tx, last, BATCH);
    if (rows.length) await this.write(tx, sealOver(this.config.auditKey, last.head, { epoch: last.epoch, number: last.number + 1 }, rows));
    return rows.length;
  }

  /** The file first: a crash leaves it one head ahead, from which the seal can be made again. */
  async write(tx: Tx, seal: Seal): Promise<void> {
    const head = headOfSeal(seal);
    this.heads.append(head);
    await this.store.insert(tx, seal);
    onRecord.info({ epoch: head.epoch, number: head.number, count: head.count, head: head.head }, 'audit: sealed');
  }

  private async mend(tx: Tx, last: Last): Promise<Last> {
    const written = this.heads.last();
    if (!written || !isAhead(written, last)) return last;
    const seal = await this.unfinished(tx, last, written);
    if (!seal) throw new HeadsAhead();
    await this.store.insert(tx, seal);
    return seal;
  }

  /** The seal that a crash kept from the database, made again from its rows; null when they do not give this head. */
  async unfinished(tx: Tx, last: Last, written: Head): Promise<Seal | null> {
    if (written.epoch !== last.epoch || written.number !== last.number + 1) return null;
    const rows: AuditRow[] = await this.store.after(tx, last.last, written.count);
    if (!rows.length || compare(rows.at(-1)!, written.last) !== 0) return null;
    const seal = sealOver(this.config.auditKey, last.head, written, rows);
    return sameHead(headOfSeal(seal), written) ? seal : null;
  }
}
