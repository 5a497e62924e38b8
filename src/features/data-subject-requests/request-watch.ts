import { Injectable } from '@nestjs/common';
import { requestSteps } from '../../domain/data-subject-requests.js';
import { dueSteps, type Step } from '../../domain/reminders.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';

/** What the product itself does with requests: reminding that one is due, and asking again whether it still is. */
@Injectable()
export class RequestWatch {
  /** They are few: those that are due within the ladder, or should have been answered, are looked at each round. */
  async due(tx: Tx, { reminders }: ReferenceTables): Promise<{ id: string; steps: Step[] }[]> {
    const furthest = localDay(tx.now).add({ days: Math.max(...reminders.dataSubjectRequest.daysBefore) });
    const rows = await tx.query(
      `select id, due_on::text as due_on from data_subject_requests where state in ('open', 'put') and due_on <= $1 order by due_on limit 1000`,
      [furthest.toString()],
    );
    return rows.map((row) => ({ id: row.id, steps: requestSteps(row.due_on, reminders) }));
  }

  /** Whether a step of it is still due: it was not closed, and not extended meanwhile. */
  async standing(tx: Tx, { requestId, step, anchor }: Record<string, unknown>, { reminders }: ReferenceTables): Promise<boolean> {
    const [row] = await tx.query(
      `select due_on::text as due_on from data_subject_requests where id = $1 and state in ('open', 'put')`,
      [requestId],
    );
    if (!row) return false;
    return dueSteps(requestSteps(row.due_on, reminders), tx.now).some((due) => due.step === step && due.anchor === anchor);
  }
}
