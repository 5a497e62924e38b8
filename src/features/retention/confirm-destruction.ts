import { Injectable } from '@nestjs/common';
import { goneForGoodOn, type RestingKind } from '../../domain/retention.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';
import { notFound } from '../../platform/http/problem.js';
import { DestroyConsult } from '../consults/destroy-consult.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { dueAfter, dueNow, fateNow, type Due } from './retention-facts.js';

/** What a privacy officer sees of a record that waits for her: no content, no club, no region. */
export interface WaitingDestruction {
  id: string;
  reference: string;
  kind: RestingKind;
  destroyOn: string;
}

const BATCH = 100;

/**
 * Records whose owner has no access any more, so that nobody was left to see a warning: a privacy officer confirms their
 * end. The product reads and destroys them for her: she herself sees no consult.
 */
@Injectable()
export class ConfirmDestruction {
  constructor(
    private readonly database: Database,
    private readonly destroying: DestroyConsult,
    private readonly reference: ReferenceData,
  ) {}

  /** The oldest, at most a hundred. */
  waiting(): Promise<WaitingDestruction[]> {
    return this.database.asSystem('retention', async (tx) => {
      const { retention } = await this.reference.on(tx, tx.now);
      const found: Due[] = [];
      for (let batch = await dueAfter(tx, null, BATCH); batch.length && found.length < BATCH; batch = await dueAfter(tx, batch.at(-1)!.id, BATCH)) {
        found.push(...batch.filter((due) => fateNow(tx, due, retention) === 'ask'));
      }
      return found.slice(0, BATCH).map(shown);
    });
  }

  /** With the day from which it is in no backup either, if it goes today. @throws Problem 404 for what does not wait for her */
  one(id: string): Promise<WaitingDestruction & { goneForGoodOn: string }> {
    return this.database.asSystem('retention', async (tx) => {
      const waiting = shown(await this.asked(tx, id, false));
      const { retention } = await this.reference.on(tx, tx.now);
      return { ...waiting, goneForGoodOn: goneForGoodOn(localDay(tx.now), retention).toString() };
    });
  }

  /** @throws Problem 404 for what does not wait for her, or no more */
  confirm(me: Person, id: string): Promise<void> {
    return this.database.asSystem('retention', async (tx) => {
      await this.asked(tx, id, true);
      await tx.auditOf(me, 'retention.confirm', { kind: 'consult', id }, 'ok');
      await this.destroying.now(tx, id, 'confirmed');
    });
  }

  private async asked(tx: Tx, id: string, lock: boolean): Promise<Due> {
    const due = isUuid(id) ? await dueNow(tx, id, lock) : null;
    const { retention } = await this.reference.on(tx, tx.now);
    if (!due || fateNow(tx, due, retention) !== 'ask') throw notFound();
    return due;
  }
}

const KINDS: Record<string, RestingKind> = { draft: 'draft', closed: 'consult', withdrawn: 'withdrawn' };

const shown = ({ id, reference, status, destroy_on: destroyOn }: Due): WaitingDestruction => ({ id, reference, kind: KINDS[status]!, destroyOn });
