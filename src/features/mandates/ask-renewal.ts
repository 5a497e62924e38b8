import { Injectable } from '@nestjs/common';
import { registrationStep, type RegistrationState } from '../../domain/registrations.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { stateRefuses } from '../../platform/http/problem.js';
import { announce } from '../../platform/outbox/outbox.js';
import { move } from '../registrations/invite.js';
import { mandateFor, todayOf } from './mandate-queries.js';
import { allowedOn } from './mandate-views.js';

interface RegistrationOfHers {
  id: string;
  state: RegistrationState;
  version: number;
  round: number;
}

/** She asks herself that her mandate goes on (domain 10): two people look at it anew, and until then it runs to the day that it had. */
@Injectable()
export class AskRenewal {
  constructor(private readonly database: Database) {}

  /** An expired one too. @throws Problem 404, 403, 409 for one that has no end, that stops, or that is looked at already */
  async ask(me: Person, id: string): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      const row = await mandateFor(tx, me, id, 'mandate.renew');
      if (row.renewing) throw stateRefuses([], 'Je verlenging is al gevraagd. Twee mensen kijken het na.');
      const allowed = allowedOn(row, me, todayOf(tx));
      if (!allowed.includes('renew')) throw stateRefuses(allowed);
      // Who sees no registrations, as a volunteer, or whose mandate expired, asks all the same.
      const registrationId = await this.database.onBehalf(tx, 'registration', (product) => again(product, me, id));
      await tx.audit('registration.renew', { kind: 'registration', id: registrationId });
    });
  }
}

async function again(tx: Tx, me: Person, mandateId: string): Promise<string> {
  const [row]: RegistrationOfHers[] = await tx.query('select id, state, version, round from registrations where mandate_id = $1 for update', [mandateId]);
  if (!row) throw stateRefuses([], 'Van dit mandaat is geen registratie bewaard. Vraag aan wie voor je instaat om je opnieuw uit te nodigen.');
  const state = registrationStep(row.state, 'renew', 'candidate');
  if (state === null) throw stateRefuses([], 'Je verlenging is al gevraagd. Twee mensen kijken het na.');
  await move(tx, row, state, { round: row.round + 1 });
  await announce(tx, 'registration.accepted', { registrationId: row.id, by: me.accountId });
  return row.id;
}
