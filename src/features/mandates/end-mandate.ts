import { Injectable } from '@nestjs/common';
import { standingSql } from '../../platform/auth/mandate-standing.js';
import type { EndingReason } from '../../domain/mandates.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { forbidden, rule, stateRefuses } from '../../platform/http/problem.js';
import { announce } from '../../platform/outbox/outbox.js';
import { mandateFor, todayOf } from './mandate-queries.js';
import { mayOn } from './mandate-scope.js';
import { allowedOn, inViewOf, isOver, mayKeep, type MandateRow } from './mandate-views.js';

/**
 * The end of a mandate, and its suspension (domain 10). What its holder had in hand for a team goes back to the queue by the
 * planner; her own open consults stay hers, unless it ends for cause or is suspended.
 */
@Injectable()
export class EndMandate {
  constructor(private readonly database: Database) {}

  /** By herself, or by who vouches for her; the day is its last. @throws Problem 404, 403, 409, 422 */
  end(me: Person, id: string, { endedOn, reason }: { endedOn: string; reason: EndingReason }): Promise<void> {
    return this.inHand(me, id, 'mandate.end', async (tx, row) => {
      const today = todayOf(tx);
      const own = row.account_id === me.accountId;
      if (reason === 'for-cause' && !mayOn('mandate.suspend', me, inViewOf(row))) throw forbidden();
      if (isOver(row, today) || (row.ended_on !== null && !mayKeep(row, me))) throw stateRefuses(allowedOn(row, me, today));
      refuseDay(endedOn, reason, row, today, own);
      if (row.role === 'admin') await refuseLast(tx, row, today);
      await tx.query('update mandates set ended_on = $2, ending_reason = $3, ended_by = $4 where id = $1', [id, endedOn, reason, me.accountId]);
      if (reason === 'for-cause') await this.atOnce(tx, row);
      await tx.audit('mandate.end', { kind: 'mandate', id });
      if (reason !== 'for-cause') await announce(tx, own ? 'mandate.leaves' : 'mandate.ends', { mandateId: id, by: me.accountId });
    });
  }

  /** Taken back before it was there. @throws Problem 404, 403, 409 */
  keep(me: Person, id: string): Promise<void> {
    return this.inHand(me, id, 'mandate.end', async (tx, row) => {
      const today = todayOf(tx);
      if (row.ended_on === null || isOver(row, today)) throw stateRefuses(allowedOn(row, me, today));
      if (!mayKeep(row, me)) throw forbidden();
      await tx.query('update mandates set ended_on = null, ending_reason = null, ended_by = null where id = $1', [id]);
      await tx.audit('mandate.keep', { kind: 'mandate', id });
    });
  }

  /** At once she sees nothing under it. Again changes nothing. @throws Problem 404, 403, 409 */
  suspend(me: Person, id: string): Promise<void> {
    return this.inHand(me, id, 'mandate.suspend', async (tx, row) => {
      if (row.suspended_at !== null) return;
      if (isOver(row, todayOf(tx))) throw stateRefuses(allowedOn(row, me, todayOf(tx)));
      if (row.role === 'admin') await refuseLast(tx, row, todayOf(tx));
      await tx.query('update mandates set suspended_at = $2, suspended_by = $3 where id = $1', [id, dateOf(tx.now), me.accountId]);
      await this.atOnce(tx, row);
      await tx.audit('mandate.suspend', { kind: 'mandate', id });
    });
  }

  /** @throws Problem 404, 403 of one's own, 409 */
  lift(me: Person, id: string): Promise<void> {
    return this.inHand(me, id, 'mandate.suspend', async (tx, row) => {
      if (row.suspended_at === null) throw stateRefuses(allowedOn(row, me, todayOf(tx)));
      await tx.query('update mandates set suspended_at = null, suspended_by = null where id = $1', [id]);
      await tx.audit('mandate.lift', { kind: 'mandate', id });
    });
  }

  /** Signed out everywhere, under whichever mandate: a new sign-in shows what is left. And what she offered is given to nobody. */
  private async atOnce(tx: Tx, { id, account_id: accountId }: MandateRow): Promise<void> {
    await this.database.onBehalf(tx, 'suspension', (product) => product.query('delete from sessions where account_id = $1', [accountId]));
    await this.database.onBehalf(tx, 'handover', (product) =>
      product.query(`update handovers set state = 'withdrawn', decided_at = $2 where from_mandate_id = $1 and placed_by is null and state = 'offered'`, [id, dateOf(tx.now)]),
    );
  }

  private inHand(me: Person, id: string, action: 'mandate.end' | 'mandate.suspend', work: (tx: Tx, row: MandateRow) => Promise<void>): Promise<void> {
    return this.database.withActor(me, async (tx) => {
      await mandateFor(tx, me, id, action);
      await tx.query('select 1 from mandates where id = $1 for no key update', [id]);
      // Read again under the lock: somebody may have ended it meanwhile.
      await work(tx, await mandateFor(tx, me, id, action));
    });
  }
}

function refuseDay(endedOn: string, reason: EndingReason, row: MandateRow, today: string, own: boolean): void {
  if (endedOn < row.valid_from) throw rule('before-it-began', 'De laatste dag ligt voor het begin van het mandaat.');
  if (own && endedOn < today) throw rule('past', 'Kies vandaag of een latere dag als je laatste dag.');
  if (reason === 'for-cause' && endedOn > today) {
    throw rule('at-once', 'Om een ernstige reden eindigt een mandaat meteen. Kies vandaag als laatste dag.');
  }
}

/** Somebody must be left who lets others in. The lock keeps two of them from leaving at once. */
async function refuseLast(tx: Tx, row: MandateRow, today: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('last-admin'))`);
  const others = await tx.query(
    `select 1 from mandates m join accounts a on a.id = m.account_id
     where m.role = 'admin' and m.account_id <> $1 and ${standingSql('$2::date')} = 'active' and m.ended_on is null limit 1`,
    [row.account_id, today],
  );
  if (!others.length) throw rule('last-admin', 'Dit is de laatste beheerder. Geef eerst iemand anders dit mandaat.');
}
