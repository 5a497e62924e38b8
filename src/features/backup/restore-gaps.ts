import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { v7 as uuid } from 'uuid';
import { gapSentence, isStillTold, type RestoreGap } from '../../domain/restore-gap.js';
import { dateOf, instantOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { announce } from '../../platform/outbox/outbox.js';

@Injectable()
export class RestoreGaps {
  constructor(private readonly database: Database) {}

  async last(tx: Tx): Promise<(RestoreGap & { id: string }) | null> {
    const [row] = await tx.query('select id, lost_from, lost_to from restore_gaps order by lost_to desc limit 1');
    return row ? { id: row.id, lostFrom: instantOf(row.lost_from), lostTo: instantOf(row.lost_to) } : null;
  }

  /** In one transaction with what tells everybody. */
  async begin(tx: Tx, lostFrom: Temporal.Instant): Promise<void> {
    const id = uuid();
    const now = dateOf(Temporal.Now.instant());
    await tx.query('insert into restore_gaps (id, lost_from, lost_to, at) values ($1, $2, $3, $3)', [id, dateOf(lostFrom), now]);
    await announce(tx, 'service.restored', { gapId: id });
  }

  /** The sentence for her first page, for as long as it is news. */
  toldTo(me: Person): Promise<string | null> {
    return this.database.withActor(me, async (tx) => {
      const gap = await this.last(tx);
      return gap && isStillTold(gap, tx.now) ? gapSentence(gap) : null;
    });
  }
}
