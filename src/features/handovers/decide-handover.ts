import { Injectable } from '@nestjs/common';
import { handoverStep, type HandoverStep } from '../../domain/handovers.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { notFound, stateRefuses } from '../../platform/http/problem.js';
import { announce } from '../../platform/outbox/outbox.js';
import { ChangeAsker } from '../consults/change-asker.js';
import type { OfferRow } from './handover-views.js';
import { heldOffer } from './offer-consults.js';

/** She to whom it is offered says yes or no; with her yes the consult is hers, in the same transaction. */
@Injectable()
export class DecideHandover {
  constructor(
    private readonly database: Database,
    private readonly asker: ChangeAsker,
  ) {}

  /** One or several, all or none. @throws Problem 404, 409 when it was decided or taken back meanwhile */
  decide(me: Person, ids: readonly string[], accepted: boolean): Promise<void> {
    return this.database.withActor(me, async (tx) => {
      for (const id of [...ids].sort()) {
        const row = await heldOffer(tx, id);
        if (row.to_account_id !== me.accountId) throw notFound();
        await (accepted ? this.accept(tx, row) : this.decline(tx, me, row));
      }
    });
  }

  private async accept(tx: Tx, row: OfferRow): Promise<void> {
    const state = stepped(row, 'accept');
    const moved = await this.database.onBehalf(tx, 'handover', async (product) => {
      const [{ consult_id: consultId, placed }] = await product.query('select consult_id, placed_by is not null as placed from handovers where id = $1', [row.id]);
      const to = { accountId: row.to_account_id, mandateId: row.to_mandate_id };
      if (!(await this.asker.to(product, consultId, { from: row.from_account_id, to, placed }))) return false;
      await product.query('update handovers set state = $2, decided_at = $3 where id = $1', [row.id, state, dateOf(product.now)]);
      await announce(product, 'handover.accepted', { handoverId: row.id, mandateId: row.from_mandate_id, by: row.to_account_id });
      return true;
    });
    if (!moved) throw stateRefuses([], 'Dit consult kan niet meer overgenomen worden.');
    await tx.audit('handover.accept', { kind: 'handover', id: row.id });
  }

  private async decline(tx: Tx, me: Person, row: OfferRow): Promise<void> {
    const state = stepped(row, 'decline');
    // Told before: once she said no it is out of her sight.
    await announce(tx, 'handover.declined', { handoverId: row.id, mandateId: row.from_mandate_id, by: me.accountId });
    await tx.query('update handovers set state = $2, decided_at = $3 where id = $1', [row.id, state, dateOf(tx.now)]);
    await this.database.onBehalf(tx, 'handover', async (product) => {
      const [{ placed }] = await product.query('select placed_by is not null as placed from handovers where id = $1', [row.id]);
      // Else it would stay without a contact, and nobody would look for another.
      if (placed) await announce(product, 'handover.placement-declined', { handoverId: row.id, by: me.accountId });
    });
    await tx.audit('handover.decline', { kind: 'handover', id: row.id });
  }
}

function stepped(row: OfferRow, step: HandoverStep): string {
  const state = handoverStep(row.state, step, 'to');
  if (!state) throw stateRefuses([], 'Over dit aanbod is al beslist.');
  return state;
}
