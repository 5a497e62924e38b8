import { Injectable } from '@nestjs/common';
import { dueSteps, followUpSteps, nextDue, type FollowUpSnapshot, type Step } from '../../domain/reminders.js';
import type { FollowUpOwner } from '../../domain/vocabulary.js';
import { dateOf, maybeDate } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { StepName } from '../consults/consult-watch.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';

interface Row {
  id: string;
  consult_id: string;
  owner: FollowUpOwner;
  due_on: string;
}

/** What the product itself does with follow-ups: planning their reminders, and asking again whether one still holds. */
@Injectable()
export class FollowUpWatch {
  /** Those whose next look has come, each with what is due; after this they wait for their next step. */
  async due(tx: Tx, tables: ReferenceTables, limit: number, wait: boolean): Promise<{ id: string; consultId: string; steps: Step[] }[]> {
    const rows: Row[] = await tx.query(
      `select id, consult_id, owner, due_on::text as due_on from follow_ups
       where next_reminder_at <= $1 order by next_reminder_at limit $2 for no key update ${wait ? '' : 'skip locked'}`,
      [dateOf(tx.now), limit],
    );
    const looked = rows.map((row) => ({ id: row.id, consultId: row.consult_id, steps: followUpSteps(snapshot(row), tables.reminders) }));
    for (const { id, steps } of looked) {
      await tx.query('update follow_ups set next_reminder_at = $2 where id = $1', [id, maybeDate(nextDue(steps, tx.now))]);
    }
    return looked.map((one) => ({ ...one, steps: dueSteps(one.steps, tx.now) }));
  }

  /** Whose follow-up the step still reminds; null when it is done, its consult was withdrawn, or a later step took its place. */
  async standing(tx: Tx, id: string, name: StepName, tables: ReferenceTables): Promise<FollowUpOwner | null> {
    const [row]: Row[] = await tx.query(
      `select f.id, f.consult_id, f.owner, f.due_on::text as due_on from follow_ups f join consults c on c.id = f.consult_id
       where f.id = $1 and f.completed_at is null and c.status <> 'withdrawn'`,
      [id],
    );
    if (!row) return null;
    const due = dueSteps(followUpSteps(snapshot(row), tables.reminders), tx.now);
    return due.some(({ step, anchor }) => step === name.step && anchor === name.anchor) ? row.owner : null;
  }
}

const snapshot = (row: Row): FollowUpSnapshot => ({ id: row.id, dueOn: row.due_on, owner: row.owner });
