import { Injectable } from '@nestjs/common';
import type { NoticeEvent } from '../../domain/audience.js';
import { People } from '../../platform/auth/people.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Handles, type OutboxHandler } from '../../platform/outbox/handlers.js';
import { announce, refuseEarly, type OutboxRow } from '../../platform/outbox/outbox.js';
import { ConsultWatch } from '../consults/consult-watch.js';
import { RequestWatch } from '../data-subject-requests/request-watch.js';
import { FollowUpWatch } from '../follow-ups/follow-up-watch.js';
import { HoldWatch } from '../legal-holds/hold-watch.js';
import { MandateWatch } from '../mandates/mandate-watch.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';

/** A step that fell due: looked at again in the state of now, then told, or done. */
@Injectable()
@Handles('consult.step', 'follow-up.step', 'mandate.step', 'legal-hold.step', 'data-subject-request.step')
export class DueStepHandler implements OutboxHandler {
  constructor(
    private readonly database: Database,
    private readonly consults: ConsultWatch,
    private readonly reference: ReferenceData,
    private readonly followUps: FollowUpWatch,
    private readonly holds: HoldWatch,
    private readonly requests: RequestWatch,
    private readonly mandates: MandateWatch,
    private readonly people: People,
  ) {}

  handle(row: OutboxRow): Promise<void> {
    return this.database.asSystem('reminders', async (tx) => {
      refuseEarly(tx, row);
      const tables = await this.reference.on(tx, tx.now);
      if (row.event === 'follow-up.step') return this.followUp(tx, row, tables);
      if (row.event === 'mandate.step') return this.mandate(tx, row, tables);
      if (row.event === 'legal-hold.step') return this.hold(tx, row, tables);
      if (row.event === 'data-subject-request.step') return this.request(tx, row, tables);
      return this.consult(tx, row, tables);
    });
  }

  private async consult(tx: Tx, row: OutboxRow, tables: ReferenceTables): Promise<void> {
    const consult = await this.consults.hold(tx, row.payload.consultId as string);
    const step = consult && this.consults.standing(tx, consult, row.payload, tables);
    if (!consult || !step) return;
    if ('act' in step.effect) return this.consults.act(tx, consult, step.effect.act, tables);
    const { remind } = step.effect;
    if (remind === 'destruction' && !(await this.consults.warn(tx, consult))) return;
    if (remind === 'nobody-signed-in' && (await this.people.someoneSignedIn(consult.team_code!))) return;
    await this.tell(tx, row, `reminder.${remind}` as NoticeEvent);
  }

  private async followUp(tx: Tx, row: OutboxRow, tables: ReferenceTables): Promise<void> {
    const owner = await this.followUps.standing(tx, row.payload.followUpId as string, row.payload, tables);
    if (owner) await this.tell(tx, row, `reminder.follow-up-${owner}`);
  }

  private async mandate(tx: Tx, row: OutboxRow, tables: ReferenceTables): Promise<void> {
    const remind = await this.mandates.standing(tx, row.payload, tables);
    if (!remind) return;
    if (remind === 'still-contact') await this.mandates.asked(tx, row.payload.mandateId as string);
    await this.tell(tx, row, `reminder.${remind}` as NoticeEvent);
  }

  private async hold(tx: Tx, row: OutboxRow, tables: ReferenceTables): Promise<void> {
    if (await this.holds.standing(tx, row.payload, tables)) await this.tell(tx, row, 'reminder.legal-hold-ends');
  }

  private async request(tx: Tx, row: OutboxRow, tables: ReferenceTables): Promise<void> {
    if (await this.requests.standing(tx, row.payload, tables)) await this.tell(tx, row, 'reminder.data-subject-request-due');
  }

  /** The step travels along, so that the mail can ask again at the very end whether it is still due. */
  private tell(tx: Tx, row: OutboxRow, event: NoticeEvent): Promise<void> {
    return announce(tx, event, row.payload, { notBefore: tx.now, dedupeKey: `told/${row.id}` });
  }
}
