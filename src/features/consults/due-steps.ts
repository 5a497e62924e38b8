import { dueSteps, type Step } from '../../domain/reminders.js';
import type { Tx } from '../../platform/database/database.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';
import { stepsOf } from './consult-clock.js';
import type { ConsultRow } from './consult.row.js';

/** Which step of which ladder, from the payload of an outbox row. */
export interface StepName {
  ladder?: unknown;
  step?: unknown;
  anchor?: unknown;
}

/** The step as it stands now, from the state; null when its reason is gone or a later one has taken its place. */
export function standing(consult: ConsultRow, name: StepName, tables: ReferenceTables, tx: Tx): Step | null {
  const due = dueSteps(stepsOf(consult, tables), tx.now);
  return due.find((one) => one.ladder === name.ladder && one.step === name.step && one.anchor === name.anchor) ?? null;
}

/** A follow-up's reminder is re-checked by its own handler; a consult's by its ladder. */
export async function stillDue(tx: Tx, consult: ConsultRow, name: StepName, tables: ReferenceTables): Promise<boolean> {
  const [, followUpId] = String(name.ladder).split('follow-up:');
  if (!followUpId) return standing(consult, name, tables, tx) !== null;
  const rows = await tx.query('select 1 from follow_ups where id = $1 and completed_at is null', [followUpId]);
  return rows.length > 0 && consult.status !== 'closed' && consult.status !== 'withdrawn';
}
