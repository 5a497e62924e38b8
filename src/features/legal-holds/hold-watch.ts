import { Injectable } from '@nestjs/common';
import { holdSteps } from '../../domain/legal-holds.js';
import { dueSteps, type Step } from '../../domain/reminders.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';

/** What the product itself does with holds: reminding that one ends, and asking again whether it still does. */
@Injectable()
export class HoldWatch {
  /** They are few: those that end within the ladder are looked at each round. */
  async ending(tx: Tx, { reminders }: ReferenceTables): Promise<{ id: string; steps: Step[] }[]> {
    const today = localDay(tx.now);
    const rows = await tx.query(
      `select id, ends_on::text as ends_on from legal_holds
       where ends_on between $1 and $2 and lifted_at is null order by ends_on limit 1000`,
      [today.toString(), today.add({ days: Math.max(...reminders.legalHold.daysBefore) }).toString()],
    );
    return rows.map((row) => ({ id: row.id, steps: holdSteps(row.ends_on, reminders) }));
  }

  /** Whether a step of it is still due: it was not lifted, and not prolonged meanwhile. */
  async standing(tx: Tx, { holdId, step, anchor }: Record<string, unknown>, { reminders }: ReferenceTables): Promise<boolean> {
    const [row] = await tx.query('select ends_on::text as ends_on from legal_holds where id = $1 and lifted_at is null', [holdId]);
    if (!row) return false;
    return dueSteps(holdSteps(row.ends_on, reminders), tx.now).some((due) => due.step === step && due.anchor === anchor);
  }
}
