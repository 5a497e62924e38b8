import { Injectable } from '@nestjs/common';
import { gapSentence, isStillTold, type RestoreGap } from '../../domain/restore-gap.js';
import { instantOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';

@Injectable()
export class RestoreGaps {
  constructor(private readonly database: Database) {}

  async last(tx: Tx): Promise<(RestoreGap & { id: string }) | null> {
    const [row] = await tx.query('select id, lost_from, lost_to from restore_gaps order by lost_to desc limit 1');
    return row ? { id: row.id, lostFrom: instantOf(row.lost_from), lostTo: instantOf(row.lost_to) } : null;
  }

  /** The sentence for her first page, for as long as it is news. */
  toldTo(me: Person): Promise<string | null> {
    return this.database.withActor(me, async (tx) => {
      const gap = await this.last(tx);
      return gap && isStillTold(gap, tx.now) ? gapSentence(gap) : null;
    });
  }
}
