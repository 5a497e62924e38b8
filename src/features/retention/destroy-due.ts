import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { noticeDays } from '../../domain/retention.js';
import { dateOf, localDay } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { errorCode, logger } from '../../platform/log.js';
import { DestroyConsult } from '../consults/destroy-consult.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { dueAfter, dueNow, fateNow } from './retention-facts.js';

const BATCH = 100;

/** What has had its time goes, one by one. Ended in the middle of it, the next round finishes it. */
@Injectable()
export class DestroyDue {
  constructor(
    private readonly database: Database,
    private readonly destroying: DestroyConsult,
    private readonly reference: ReferenceData,
  ) {}

  /** @returns how many went */
  async round(): Promise<number> {
    let gone = 0;
    for (let batch = await this.after(null); batch; batch = await this.after(batch.last)) {
      for (const id of batch.toDo) gone += (await this.tried(id)) ? 1 : 0;
    }
    return gone;
  }

  /** The next whose day has come; most of them may be waiting until their owner saw a warning. */
  private after(id: string | null): Promise<{ last: string; toDo: string[] } | null> {
    return this.database.asSystem('retention', async (tx) => {
      const batch = await dueAfter(tx, id, BATCH);
      const { retention } = await this.reference.on(tx, tx.now);
      const toDo = batch.filter((due) => ['warn', 'destroy'].includes(fateNow(tx, due, retention)));
      return batch.length ? { last: batch.at(-1)!.id, toDo: toDo.map((due) => due.id) } : null;
    });
  }

  /** One that cannot go now does not keep the others. */
  private async tried(id: string): Promise<boolean> {
    try {
      return await this.database.asSystem('retention', (tx) => this.look(tx, id));
    } catch (error) {
      logger.error({ record: id, code: errorCode(error) }, 'a record could not be destroyed, will be tried again');
      return false;
    }
  }

  /** Locked, and looked at again: it may have been opened again, kept longer or held meanwhile. */
  private async look(tx: Tx, id: string): Promise<boolean> {
    const due = await dueNow(tx, id, true);
    if (!due) return false;
    const { retention } = await this.reference.on(tx, tx.now);
    const fate = fateNow(tx, due, retention);
    if (fate === 'warn') await newDay(tx, id, localDay(tx.now).add({ days: noticeDays(retention) }));
    if (fate !== 'destroy') return false;
    await this.destroying.now(tx, id, 'retention');
    return true;
  }
}

/** Nobody was warned of its day in time: another day, of which the planner warns at once. */
const newDay = (tx: Tx, id: string, day: Temporal.PlainDate) =>
  tx.query('update consults set destroy_on = $2, warned_at = null, warning_seen_at = null, next_reminder_at = $3 where id = $1', [
    id,
    day.toString(),
    dateOf(tx.now),
  ]);
