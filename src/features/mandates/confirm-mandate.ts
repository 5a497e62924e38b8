import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { stateRefuses } from '../../platform/http/problem.js';
import { announce } from '../../platform/outbox/outbox.js';
import { mandateFor, todayOf } from './mandate-queries.js';
import { allowedOn } from './mandate-views.js';

/** "Ben je nog aanspreekpunt?", answered by who holds the mandate and is signed in (domain 6). */
@Injectable()
export class ConfirmMandate {
  constructor(private readonly database: Database) {}

  /** Without a question it is an answer too. "Nee" ends nothing: who vouches for her is told. @throws Problem 404, 403, 409 */
  async answer(me: Person, id: string, still: boolean): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      const row = await mandateFor(tx, me, id, 'mandate.confirm');
      const today = todayOf(tx);
      if (row.standing !== 'active') throw stateRefuses(allowedOn(row, me, today), 'Dit mandaat is niet meer geldig. Vraag aan je federatie om het te vernieuwen.');
      await tx.query('update mandates set answered_on = $2, answered_still = $3 where id = $1', [id, today, still]);
      await tx.audit('mandate.confirm', { kind: 'mandate', id });
      if (!still) await announce(tx, 'mandate.answered-no', { mandateId: id, by: me.accountId });
    });
  }
}
