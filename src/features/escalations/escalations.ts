import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { escalationAllows, escalationStep, isStanding, type EscalationState, type EscalationStep } from '../../domain/escalation.js';
import { escalationSideOf } from '../../domain/permissions.js';
import { dateOf, localDay, localIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { rule, stateRefuses } from '../../platform/http/problem.js';
import { announce } from '../../platform/outbox/outbox.js';
import { Vault } from '../../platform/vault/vault.js';
import { checkTexts } from '../consults/checked-text.js';
import { ConsultWork, type Hold } from '../consults/consult-work.js';
import { heldEscalation, type EscalationRow } from '../consults/escalation-in-sight.js';
import { sealed, type EscalationReceipt } from './escalation-content.js';

export interface NewEscalation {
  extract: string;
  acknowledgedFindings?: boolean;
}

export interface Decision {
  accepted: boolean;
  reason?: string;
  acknowledgedFindings?: boolean;
}

interface Federation {
  id: string;
  name: string;
}

/** A club's contact brings in her federation's, with a nameless extract (domain 5). A record of its own, with its own key. */
@Injectable()
export class Escalations {
  constructor(
    private readonly database: Database,
    private readonly work: ConsultWork,
    private readonly vault: Vault,
    private readonly idempotency: Idempotency,
  ) {}

  /** @returns its id. @throws 409 while one stands, 422 when the federation must not know or there is none */
  ask(me: Person, consultId: string, input: NewEscalation, options: { ifMatch?: string; key?: string } = {}): Promise<string> {
    return this.work.on(me, consultId, 'consult.escalate', undefined, (hold) => {
      const id = uuid();
      const request = { route: `consults/${consultId}/escalations`, key: options.key, body: input };
      return this.idempotency.once(hold.tx, me, request, id, async () => {
        hold.refuseStale(options.ifMatch);
        await this.create(hold, id, input, await askable(hold));
      });
    });
  }

  /** To whom it would go, for her words beforehand. @throws the same refusals as `ask` */
  addressee(me: Person, consultId: string): Promise<Federation> {
    return this.work.on(me, consultId, 'consult.escalate', undefined, askable);
  }

  /** One of the federation's contacts says yes or no, once. */
  decide(me: Person, id: string, { accepted, reason, acknowledgedFindings }: Decision): Promise<void> {
    return this.database.withActor(me, async (tx) => {
      const row = await heldEscalation(tx, me, id, 'escalation.decide');
      const state = stepOrRefuse(row, accepted ? 'accept' : 'decline', me);
      checkTexts({ reason }, acknowledgedFindings);
      const reasonCt = reason?.trim() ? sealed(await this.vault.open(tx, id), id, 'reason_ct', reason) : null;
      await tx.query('update escalations set state = $2, reason_ct = $3, decided_at = $4, decided_by = $5 where id = $1', [
        id,
        state,
        reasonCt,
        dateOf(tx.now),
        me.accountId,
      ]);
      await tx.audit('escalation.decide', { kind: 'escalation', id }, state);
      await announce(tx, 'escalation.decided', { escalationId: id, consultId: row.consult_id, by: me.accountId });
    });
  }

  /** Taken back by who asked, as long as nobody decided. */
  withdraw(me: Person, id: string): Promise<void> {
    return this.database.withActor(me, async (tx) => {
      const row = await heldEscalation(tx, me, id, 'escalation.withdraw');
      const state = stepOrRefuse(row, 'withdraw', me);
      await tx.query('update escalations set state = $2, withdrawn_at = $3 where id = $1', [id, state, dateOf(tx.now)]);
      await tx.audit('escalation.withdraw', { kind: 'escalation', id });
    });
  }

  private async create(hold: Hold, id: string, input: NewEscalation, federation: Federation): Promise<void> {
    const { tx, me, consult } = hold;
    checkTexts({ extract: input.extract }, input.acknowledgedFindings);
    const receipt: EscalationReceipt = {
      sentAt: localIso(tx.now),
      to: federation.name,
      professionalSecrecy: false,
      dutyOfDiscretion: true,
      crosses: ['extract', 'reference-and-dates'],
      stays: ['name-and-organisation', 'question', 'facts', 'thread'],
      checkedByContact: input.acknowledgedFindings ?? false,
    };
    const key = await this.vault.createKey(tx, { kind: 'escalation', id });
    await tx.query(
      `insert into escalations (id, consult_id, federation_id, state, extract_ct, receipt_ct, asked_at)
       values ($1, $2, $3, 'asked', $4, $5, $6)`,
      [
        id,
        consult.id,
        federation.id,
        sealed(key, id, 'extract_ct', input.extract),
        sealed(key, id, 'receipt_ct', JSON.stringify(receipt)),
        dateOf(tx.now),
      ],
    );
    await tx.audit('consult.escalate', { kind: 'consult', id: consult.id });
    await tx.audit('escalation.ask', { kind: 'escalation', id });
    // Without the consult: who hears of it may not know more of it than the extract.
    await announce(tx, 'escalation.asked', { escalationId: id, by: me.accountId });
  }
}

/** @throws 409 by state, 422 by rule; @returns the federation that verifies her club today */
async function askable(hold: Hold): Promise<Federation> {
  const { tx, consult } = hold;
  hold.step('escalate');
  const before: { state: EscalationState }[] = await tx.query('select state from escalations where consult_id = $1', [consult.id]);
  if (before.some(({ state }) => isStanding(state))) {
    throw stateRefuses(
      hold.allowed.filter((action) => action !== 'escalate'),
      'Je federatie kijkt al mee, of kreeg je vraag om mee te kijken.',
    );
  }
  if (consult.hidden_from.includes('federation')) {
    throw rule('conflict-of-interest', 'Je gaf aan dat het over iemand van de federatie gaat. Je federatie weet er dus niets van.');
  }
  const federation = await verifyingFederation(tx, consult.organisation_id);
  if (!federation) throw rule('no-federation', 'Er is nu geen federatie die de contactpersonen van jouw club nakijkt.');
  return federation;
}

async function verifyingFederation(tx: Tx, clubId: string): Promise<Federation | null> {
  const [federation] = await tx.query(
    `select o.id, o.name from affiliations f join organisations o on o.id = f.federation_id
     where f.club_id = $1 and f.verifies and f.valid_from <= $2 and (f.valid_to is null or f.valid_to >= $2)
     order by f.valid_from desc, o.id limit 1`,
    [clubId, localDay(tx.now).toString()],
  );
  return federation ?? null;
}

function stepOrRefuse(row: EscalationRow, step: EscalationStep, me: Person): EscalationState {
  const side = escalationSideOf('escalation.see', me.role)!;
  const to = escalationStep(row.state, step, side);
  if (!to) throw stateRefuses(escalationAllows(row.state, side), 'Hier is al over beslist.');
  return to;
}
