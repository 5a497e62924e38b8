import { Injectable } from '@nestjs/common';
import { transition } from '../../domain/consult-lifecycle.js';
import { dueSteps, followUpSteps, type Step } from '../../domain/reminders.js';
import { mandateSteps } from '../../domain/mandate-reminders.js';
import type { NoticeEvent } from '../../domain/audience.js';
import type { Status } from '../../domain/vocabulary.js';
import { People } from '../../platform/auth/people.js';
import { dateOf } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Handles, type OutboxHandler } from '../../platform/outbox/handlers.js';
import { announce, type OutboxRow } from '../../platform/outbox/outbox.js';
import { Vault } from '../../platform/vault/vault.js';
import { backInQueue } from '../consults/assign-consult.js';
import { nextLook } from '../consults/consult-clock.js';
import { sealContent } from '../consults/consult-content.js';
import { standing } from '../consults/due-steps.js';
import { AT_REST } from '../consults/end-consult.js';
import { ConsultRepository, type Changes } from '../consults/consult.repository.js';
import type { ConsultRow } from '../consults/consult.row.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';

type Act = Extract<Step['effect'], { act: string }>['act'];

/** A step that fell due: looked at again in the state of now, then told, or done. */
@Injectable()
@Handles('consult.step', 'follow-up.step', 'mandate.step')
export class DueStepHandler implements OutboxHandler {
  constructor(
    private readonly database: Database,
    private readonly consults: ConsultRepository,
    private readonly reference: ReferenceData,
    private readonly people: People,
    private readonly vault: Vault,
  ) {}

  handle(row: OutboxRow): Promise<void> {
    return this.database.asSystem('reminders', async (tx) => {
      const tables = await this.reference.on(tx, tx.now);
      if (row.event === 'follow-up.step') return this.followUp(tx, row, tables);
      if (row.event === 'mandate.step') return this.mandate(tx, row, tables);
      return this.consult(tx, row, tables);
    });
  }

  private async consult(tx: Tx, row: OutboxRow, tables: ReferenceTables): Promise<void> {
    const consult = await this.consults.load(tx, row.payload.consultId as string, true);
    const step = consult && standing(consult, row.payload, tables, tx);
    if (!consult || !step) return;
    if ('act' in step.effect) return this.act(tx, consult, step.effect.act, tables);
    const { remind } = step.effect;
    if (remind === 'nobody-signed-in' && (await this.people.someoneSignedIn(consult.team_code!))) return;
    await this.tell(tx, row, `reminder.${remind}` as NoticeEvent);
  }

  private async followUp(tx: Tx, row: OutboxRow, tables: ReferenceTables): Promise<void> {
    const [found] = await tx.query(
      `select f.id, f.owner, f.due_on::text as due_on from follow_ups f join consults c on c.id = f.consult_id
       where f.id = $1 and f.completed_at is null and c.status not in ('closed', 'withdrawn')`,
      [row.payload.followUpId],
    );
    if (!found) return;
    const steps = followUpSteps({ id: found.id, dueOn: found.due_on, owner: found.owner }, tables.reminders);
    if (isDue(steps, row, tx)) await this.tell(tx, row, `reminder.follow-up-${found.owner as 'contact' | 'assignee'}`);
  }

  private async mandate(tx: Tx, row: OutboxRow, tables: ReferenceTables): Promise<void> {
    const [found] = await tx.query('select valid_to::text as valid_to from mandates where id = $1 and suspended_at is null', [
      row.payload.mandateId,
    ]);
    if (found && isDue(mandateSteps(found.valid_to, tables.reminders), row, tx)) {
      await this.tell(tx, row, 'reminder.mandate-ends');
    }
  }

  /** Released after a long silence, or closed because nothing more is to come (domain 6). */
  private async act(tx: Tx, consult: ConsultRow, act: Act, tables: ReferenceTables): Promise<void> {
    const to = transition(consult.status, act, ['system']);
    if (!to || to === 'gone') return;
    const released = act === 'release';
    const changes: Changes = released
      ? { status: to, ...backInQueue(dateOf(tx.now)) }
      : { ...(await this.closed(tx, consult, to)) };
    const next = { ...consult, ...changes };
    await this.consults.update(tx, consult.id, { ...changes, next_reminder_at: nextLook(next, tables, tx.now) });
    await this.consults.happened(tx, consult.id, released ? 'released' : 'closed', 'system', null);
    await tx.audit(`consult.${act}`, { kind: 'consult', id: consult.id });
    await announce(tx, released ? 'consult.released' : 'consult.closed', { consultId: consult.id });
  }

  private async closed(tx: Tx, consult: ConsultRow, status: Status): Promise<Changes> {
    const key = await this.vault.open(tx, consult.id);
    const content = { outcome: { outcome: 'no-reaction' }, contact: null };
    return { status, closed_at: dateOf(tx.now), ...AT_REST, ...sealContent(key, consult.id, content) };
  }

  /** The step travels along, so that the mail can ask again at the very end whether it is still due. */
  private tell(tx: Tx, row: OutboxRow, event: NoticeEvent): Promise<void> {
    return announce(tx, event, row.payload, { dedupeKey: `told/${row.id}` });
  }
}

const isDue = (steps: Step[], row: OutboxRow, tx: Tx): boolean =>
  dueSteps(steps, tx.now).some(({ ladder, step, anchor }) =>
    ladder === row.payload.ladder && step === row.payload.step && anchor === row.payload.anchor,
  );
