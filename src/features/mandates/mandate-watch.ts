import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { mandateSteps, septemberSteps } from '../../domain/mandate-reminders.js';
import { dueSteps, type ReminderEvent, type Step } from '../../domain/reminders.js';
import { isContact } from '../../domain/permissions.js';
import type { Role } from '../../domain/vocabulary.js';
import { standingSql } from '../../platform/auth/mandate-standing.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';

interface Row {
  id: string;
  role: Role;
  valid_from: string;
  valid_to: string | null;
  asked_on: string | null;
  answered_on: string | null;
}

/** Valid today, without a last day of another's making. Parameter: $1 today. */
const ACTIVE = `select m.id, m.role, m.valid_from::text as valid_from, m.valid_to::text as valid_to, m.asked_on::text as asked_on, m.answered_on::text as answered_on
  from mandates m join accounts a on a.id = m.account_id where ${standingSql('$1::date')} = 'active' and m.ended_on is null`;
const MOST = 1000;

/** What the product itself does with mandates: warning that one ends, asking in September whether it still holds. */
@Injectable()
export class MandateWatch {
  /** They are few: those that end within the ladder, and, when September asks or waited for an answer, the contacts'. */
  async due(tx: Tx, tables: ReferenceTables): Promise<{ id: string; steps: Step[] }[]> {
    const today = localDay(tx.now);
    const furthest = Math.max(...tables.reminders.mandate.daysBefore);
    const ending: Row[] = await tx.query(`${ACTIVE} and m.valid_to between $1 and $2 order by m.valid_to limit ${MOST}`, [
      today.toString(),
      today.add({ days: furthest }).toString(),
    ]);
    const asked = [...(await toAsk(tx, today)), ...(await unanswered(tx, today))];
    const rows = [...new Map([...ending, ...asked].map((row) => [row.id, row])).values()];
    return rows.map((row) => ({ id: row.id, steps: stepsOf(row, today, tables) })).filter(({ steps }) => steps.length > 0);
  }

  /** What a step reminds of, if it is still due: the mandate was not renewed or ended, the question not answered meanwhile. */
  async standing(tx: Tx, { mandateId, ladder, step, anchor }: Record<string, unknown>, tables: ReferenceTables): Promise<ReminderEvent | null> {
    const today = localDay(tx.now);
    const [row]: Row[] = await tx.query(`${ACTIVE} and m.id = $2`, [today.toString(), mandateId]);
    const due = row ? dueSteps(stepsOf(row, today, tables), tx.now) : [];
    const found = due.find((one) => one.ladder === ladder && one.step === step && one.anchor === anchor);
    return found && 'remind' in found.effect ? found.effect.remind : null;
  }

  /** From this day an answer is waited for. */
  async asked(tx: Tx, mandateId: string): Promise<void> {
    await tx.query('update mandates set asked_on = $2 where id = $1', [mandateId, localDay(tx.now).toString()]);
  }
}

const stepsOf = (row: Row, today: Temporal.PlainDate, { reminders, registrations }: ReferenceTables): Step[] => [
  ...mandateSteps(row.valid_to, reminders),
  ...(isContact(row.role)
    ? septemberSteps({ validFrom: row.valid_from, askedOn: row.asked_on, answeredOn: row.answered_on }, today, { ...reminders, ...registrations })
    : []),
];

/** Not asked yet this year: a thousand a round, so that one round does not hold up the others. */
async function toAsk(tx: Tx, today: Temporal.PlainDate): Promise<Row[]> {
  if (today.month !== 9) return [];
  return tx.query(
    `${ACTIVE} and m.role in ('club-contact', 'federation-contact') and m.valid_from < $2
       and (m.asked_on is null or m.asked_on < $2 or m.asked_on > $1) and (m.answered_on is null or m.answered_on < $2)
     order by m.id limit ${MOST}`,
    [today.toString(), `${today.year}-09-01`],
  );
}

const unanswered = (tx: Tx, today: Temporal.PlainDate): Promise<Row[]> =>
  tx.query(
    `${ACTIVE} and m.asked_on between $1::date - 120 and $1 and (m.answered_on is null or m.answered_on < m.asked_on) order by m.asked_on limit ${MOST}`,
    [today.toString()],
  );
