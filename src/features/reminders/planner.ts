import { Injectable } from '@nestjs/common';
import { dueSteps, followUpSteps, nextDue, stepKey, type Step } from '../../domain/reminders.js';
import { mandateSteps } from '../../domain/mandate-reminders.js';
import { dateOf, localDay, maybeDate } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { announce, type OutboxEvent } from '../../platform/outbox/outbox.js';
import { stepsOf } from '../consults/consult-clock.js';
import type { ConsultRow } from '../consults/consult.row.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';

const BATCH = 200;

/**
 * Finds what falls due and announces it under a key of its reason, so that any number of rounds, processes or
 * moved clocks announce it once. The handler looks at the state again before anything is sent.
 */
@Injectable()
export class Planner {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  /** One whole round, committed batch by batch. @returns how many records it looked at */
  async round(): Promise<number> {
    let seen = 0;
    for (const batch of [this.consults, this.followUps]) {
      for (let count = BATCH; count === BATCH; seen += count) {
        count = await this.database.asSystem('planner', (tx) => batch.call(this, tx));
      }
    }
    return seen + (await this.database.asSystem('planner', (tx) => this.mandates(tx)));
  }

  private async consults(tx: Tx): Promise<number> {
    const rows: ConsultRow[] = await tx.query(
      `select * from consults where next_reminder_at <= $1 order by next_reminder_at limit $2 for no key update skip locked`,
      [dateOf(tx.now), BATCH],
    );
    const tables = await this.reference.on(tx, tx.now);
    for (const row of rows) {
      await this.plan(tx, 'consult.step', row.id, { consultId: row.id }, stepsOf(row, tables));
      const next = nextDue(stepsOf(row, tables), tx.now);
      await tx.query('update consults set next_reminder_at = $2 where id = $1', [row.id, maybeDate(next)]);
    }
    return rows.length;
  }

  private async followUps(tx: Tx): Promise<number> {
    const rows = await tx.query(
      `select id, consult_id, owner, due_on::text as due_on, created_at from follow_ups
       where next_reminder_at <= $1 order by next_reminder_at limit $2 for no key update skip locked`,
      [dateOf(tx.now), BATCH],
    );
    const tables = await this.reference.on(tx, tx.now);
    for (const row of rows) {
      const steps = followUpSteps({ id: row.id, dueOn: row.due_on, owner: row.owner }, tables.reminders);
      await this.plan(tx, 'follow-up.step', row.id, { consultId: row.consult_id, followUpId: row.id }, steps);
      await tx.query('update follow_ups set next_reminder_at = $2 where id = $1', [row.id, maybeDate(nextDue(steps, tx.now))]);
    }
    return rows.length;
  }

  /** Mandates end rarely: the few that end within the ladder are looked at each round. */
  private async mandates(tx: Tx): Promise<number> {
    const tables: ReferenceTables = await this.reference.on(tx, tx.now);
    const today = localDay(tx.now);
    const furthest = Math.max(...tables.reminders.mandate.daysBefore);
    const rows = await tx.query(
      `select id, valid_to::text as valid_to from mandates
       where valid_to between $1 and $2 and suspended_at is null order by valid_to limit 1000`,
      [today.toString(), today.add({ days: furthest }).toString()],
    );
    for (const row of rows) {
      await this.plan(tx, 'mandate.step', row.id, { mandateId: row.id }, mandateSteps(row.valid_to, tables.reminders));
    }
    return rows.length;
  }

  private async plan(tx: Tx, event: OutboxEvent, recordId: string, ids: Record<string, string>, steps: Step[]): Promise<void> {
    for (const step of dueSteps(steps, tx.now)) {
      const { ladder, step: name, anchor } = step;
      await announce(tx, event, { ...ids, ladder, step: name, anchor }, { dedupeKey: `step/${stepKey(recordId, step)}` });
    }
  }
}
