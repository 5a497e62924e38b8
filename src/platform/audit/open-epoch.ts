import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import type { Tx } from '../database/database.js';
import { OwnerDatabase } from '../database/owner-database.js';
import { HeadsFile } from './heads-file.js';
import { isAhead, sealOver } from './seal-chain.js';
import { Sealer } from './sealer.js';
import { SealStore } from './seal-store.js';

const BATCH = 2000;

/**
 * After a restore. Transaction ids of another cluster do not compare with those of this one: what the old epoch has is
 * sealed as it stands, and numbering starts again. Heads that only the file has are given up.
 */
@Injectable()
export class OpenEpoch {
  constructor(
    private readonly owner: OwnerDatabase,
    private readonly store: SealStore,
    private readonly sealer: Sealer,
    private readonly heads: HeadsFile,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns the epoch that begins, and how many rows of the old one were sealed first */
  open(reason: string): Promise<{ epoch: number; sealed: number }> {
    return this.owner.as('new-epoch', async (tx) => {
      await this.store.lock(tx);
      // Whoever is writing ends first, and nobody begins: no row falls between the epochs.
      await tx.query('lock table audit_events in access exclusive mode');
      const sealed = await this.sealRest(tx);
      const last = await this.store.last(tx);
      const epoch = Math.max(last.epoch, this.heads.last()?.epoch ?? 0) + 1;
      await this.sealer.write(tx, sealOver(this.config.auditKey, last.head, { epoch, number: 0 }, []));
      await tx.query(`alter table audit_events alter column epoch set default ${epoch}`);
      await tx.audit('audit.new-epoch', undefined, reason);
      return { epoch, sealed };
    });
  }

  private async sealRest(tx: Tx): Promise<number> {
    let sealed = 0;
    for (;;) {
      const last = await this.store.last(tx);
      const rows = (await this.store.after(tx, last.last, BATCH)).filter(({ epoch }) => epoch === last.epoch);
      if (!rows.length) return sealed;
      await this.sealer.write(tx, sealOver(this.config.auditKey, last.head, { epoch: last.epoch, number: this.nextNumber(last) }, rows));
      sealed += rows.length;
    }
  }

  /** Beyond what the file has: a head that was lost with the old cluster keeps its number. */
  private nextNumber(last: { epoch: number; number: number }): number {
    const written = this.heads.last();
    return (written && isAhead(written, last) && written.epoch === last.epoch ? written.number : last.number) + 1;
  }
}
