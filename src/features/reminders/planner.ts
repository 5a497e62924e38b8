import { Injectable } from '@nestjs/common';
import { dueSteps, stepKey, type Step } from '../../domain/reminders.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { announce, type OutboxEvent } from '../../platform/outbox/outbox.js';
import { ConsultWatch } from '../consults/consult-watch.js';
import { RequestWatch } from '../data-subject-requests/request-watch.js';
import { FollowUpWatch } from '../follow-ups/follow-up-watch.js';
import { HoldWatch } from '../legal-holds/hold-watch.js';
import { MandateWatch } from '../mandates/mandate-watch.js';
import { WithoutContact } from '../mandates/without-contact.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { InvitationWatch } from '../registrations/invitation-watch.js';

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
    private readonly consults: ConsultWatch,
    private readonly followUps: FollowUpWatch,
    private readonly holds: HoldWatch,
    private readonly requests: RequestWatch,
    private readonly invitations: InvitationWatch,
    private readonly watch: MandateWatch,
    private readonly orphans: WithoutContact,
  ) {}

  /**
   * One whole round, committed batch by batch. What another planner or a command holds is left to the next round,
   * unless this one must be complete: a moved clock waits for it. @returns how many records it looked at
   */
  async round({ complete = false } = {}): Promise<number> {
    let seen = 0;
    for (const batch of [this.consultSteps, this.followUpSteps]) {
      for (let count = BATCH; count === BATCH; seen += count) {
        count = await this.database.asSystem('planner', (tx) => batch.call(this, tx, complete));
      }
    }
    for (const few of [this.mandates, this.withoutContact, this.leavers, this.endingHolds, this.dueRequests, this.waitingInvitations]) {
      seen += await this.database.asSystem('planner', (tx) => few.call(this, tx));
    }
    return seen;
  }

  private async consultSteps(tx: Tx, wait: boolean): Promise<number> {
    const due = await this.consults.due(tx, await this.reference.on(tx, tx.now), BATCH, wait);
    for (const { id, steps } of due) await this.plan(tx, 'consult.step', id, { consultId: id }, steps);
    return due.length;
  }

  private async followUpSteps(tx: Tx, wait: boolean): Promise<number> {
    const due = await this.followUps.due(tx, await this.reference.on(tx, tx.now), BATCH, wait);
    for (const { id, consultId, steps } of due) {
      await this.plan(tx, 'follow-up.step', id, { consultId, followUpId: id }, steps);
    }
    return due.length;
  }

  /** Their ends, and the question of September. */
  private async mandates(tx: Tx): Promise<number> {
    const due = await this.watch.due(tx, await this.reference.on(tx, tx.now));
    for (const { id, steps } of due) await this.plan(tx, 'mandate.step', id, { mandateId: id }, steps);
    return due.length;
  }

  private async withoutContact(tx: Tx): Promise<number> {
    return this.orphans.tell(tx, await this.reference.on(tx, tx.now));
  }

  private async leavers(tx: Tx): Promise<number> {
    return this.consults.releaseOfLeavers(tx, await this.reference.on(tx, tx.now), BATCH);
  }

  private async endingHolds(tx: Tx): Promise<number> {
    const ending = await this.holds.ending(tx, await this.reference.on(tx, tx.now));
    for (const { id, steps } of ending) await this.plan(tx, 'legal-hold.step', id, { holdId: id }, steps);
    return ending.length;
  }

  private async dueRequests(tx: Tx): Promise<number> {
    const due = await this.requests.due(tx, await this.reference.on(tx, tx.now));
    for (const { id, steps } of due) await this.plan(tx, 'data-subject-request.step', id, { requestId: id }, steps);
    return due.length;
  }

  private waitingInvitations(tx: Tx): Promise<number> {
    return this.invitations.plan(tx);
  }

  private async plan(tx: Tx, event: OutboxEvent, recordId: string, ids: Record<string, string>, steps: Step[]): Promise<void> {
    for (const step of dueSteps(steps, tx.now)) {
      const { ladder, step: name, anchor, dueAt } = step;
      // With its moment: a clock that is moved back before it was told makes it wait, and does not lose it.
      const options = { notBefore: dueAt, dedupeKey: `step/${stepKey(recordId, step)}` };
      await announce(tx, event, { ...ids, ladder, step: name, anchor }, options);
    }
  }
}
