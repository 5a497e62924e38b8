import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { handoverStep } from '../../domain/handovers.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';
import { notFound, rule, stateRefuses } from '../../platform/http/problem.js';
import { announce } from '../../platform/outbox/outbox.js';
import type { HandoverDto } from './handover.dto.js';
import { OFFERS, ownMandate, ownRecords, successorsOf } from './handover-queries.js';
import type { OfferRow, OwnRow, Successor } from './handover-views.js';

/** A contact offers chosen consults of her own to another contact of her organisation, or takes an offer back (domain 10). */
@Injectable()
export class OfferConsults {
  constructor(private readonly database: Database) {}

  /** Again changes nothing. @throws Problem 404, 403, 409 when it is offered to another, 422 */
  offer(me: Person, mandateId: string, { to, consultIds = [], neverIds = [] }: HandoverDto): Promise<void> {
    return this.database.withActor(me, async (tx) => {
      await ownMandate(tx, me, mandateId);
      const successor = (await successorsOf(tx, me)).find((one) => one.mandateId === to);
      if (!successor) throw rule('successor', 'Overdragen kan naar een andere contactpersoon van je organisatie met een geldig mandaat.');
      if (consultIds.some((id) => neverIds.includes(id))) throw rule('both', 'Kies per consult: overdragen, of niet naar deze opvolger.');
      for (const row of await hers(tx, me, neverIds)) await this.exclude(tx, row, successor);
      const chosen = (await hers(tx, me, consultIds)).filter((row) => row.to_account_id !== successor.accountId);
      const offers: string[] = [];
      for (const row of chosen) offers.push(await this.put(tx, me, row, successor));
      // One notice, however many it is about.
      if (offers[0]) await announce(tx, 'handover.offered', { handoverId: offers[0], mandateId: successor.mandateId, by: me.accountId });
    });
  }

  /** @throws Problem 404, 409 when it was decided */
  withdraw(me: Person, id: string): Promise<void> {
    return this.database.withActor(me, async (tx) => {
      const row = await heldOffer(tx, id);
      if (row.from_account_id !== me.accountId) throw notFound();
      await this.takeBack(tx, row);
    });
  }

  /** All that is offered under this mandate. @throws Problem 404, 403, 422 */
  withdrawAll(me: Person, mandateId: string): Promise<void> {
    return this.database.withActor(me, async (tx) => {
      await ownMandate(tx, me, mandateId);
      const rows = await tx.query(`${OFFERS} where s.from_account_id = $1 and s.state = 'offered' order by s.id`, [me.accountId]);
      for (const row of rows) await this.takeBack(tx, await heldOffer(tx, row.id));
    });
  }

  private async put(tx: Tx, me: Person, row: OwnRow, successor: Successor): Promise<string> {
    if (row.hidden_from.includes(row.level)) {
      throw rule('conflict-of-interest', `Bij ${row.reference} gaf je aan dat het over iemand van je organisatie gaat: overdragen kan dan niet.`);
    }
    if (row.never.includes(successor.accountId)) {
      throw rule('not-this-successor', `Bij ${row.reference} koos je: niet naar deze opvolger.`);
    }
    if (row.handover_id) throw stateRefuses(['withdraw'], `${row.reference} bied je al aan iemand anders aan. Trek dat eerst in.`);
    const id = uuid();
    await tx.query(
      `insert into handovers (id, record_kind, consult_id, organisation_id, from_account_id, from_mandate_id, to_account_id, to_mandate_id, state, offered_at)
       values ($1, 'consult', $2, $3, $4, $5, $6, $7, 'offered', $8)`,
      [id, row.id, me.organisationId, me.accountId, me.mandateId, successor.accountId, successor.mandateId, dateOf(tx.now)],
    );
    await tx.audit('mandate.hand-over', { kind: 'consult', id: row.id });
    return id;
  }

  /** What was offered to or shared with her is so no longer. */
  private async exclude(tx: Tx, row: OwnRow, { accountId }: Successor): Promise<void> {
    if (row.never.includes(accountId)) return;
    if (row.handover_id && row.to_account_id === accountId) await this.takeBack(tx, await heldOffer(tx, row.handover_id));
    await tx.query('delete from consult_shares where consult_id = $1 and account_id = $2', [row.id, accountId]);
    await tx.query('insert into handover_exclusions (consult_id, account_id, created_at) values ($1, $2, $3)', [row.id, accountId, dateOf(tx.now)]);
    await tx.audit('handover.exclude', { kind: 'consult', id: row.id });
  }

  private async takeBack(tx: Tx, row: OfferRow): Promise<void> {
    const state = handoverStep(row.state, 'withdraw', 'from');
    if (!state) throw stateRefuses([], 'Over dit aanbod is al beslist.');
    await tx.query('update handovers set state = $2, decided_at = $3 where id = $1', [row.id, state, dateOf(tx.now)]);
    await tx.audit('handover.withdraw', { kind: 'handover', id: row.id });
  }
}

/** Each of them hers, in sight and locked in the order of their ids. @throws Problem 404 */
async function hers(tx: Tx, me: Person, ids: readonly string[]): Promise<OwnRow[]> {
  if (!ids.length) return [];
  await tx.query('select 1 from consults where id = any ($1::uuid[]) order by id for no key update', [ids]);
  const rows = await ownRecords(tx, me, ids);
  if (rows.length !== new Set(ids).size) throw notFound();
  return rows;
}

/** In sight and locked: who decides at the same moment waits. @throws Problem 404 */
export async function heldOffer(tx: Tx, id: string): Promise<OfferRow> {
  if (!isUuid(id)) throw notFound();
  await tx.query('select 1 from handovers where id = $1 for no key update', [id]);
  const [row] = await tx.query(`${OFFERS} where s.id = $1`, [id]);
  if (!row) throw notFound();
  return row;
}
