import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { NoticeEvent } from '../../domain/audience.js';
import { dueOn, isClosed, mayBeExtended, mayBeReceived } from '../../domain/data-subject-requests.js';
import { formatRequestNumber } from '../../domain/references.js';
import { dateOf, localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { isUuid } from '../../platform/http/ids.js';
import { notFound, rule, stateRefuses } from '../../platform/http/problem.js';
import { refuseStale } from '../../platform/http/version.js';
import { announce } from '../../platform/outbox/outbox.js';
import { Vault } from '../../platform/vault/vault.js';
import { checkTexts } from '../consults/checked-text.js';
import { addresseeOf } from './addressees.js';
import type { ExtensionDto, RequestClosureDto, RequestDto } from './data-subject-request.dto.js';
import { REQUESTS, type RequestRow } from './request-views.js';

/**
 * What a person asks about what is kept of them: registered, put to whoever can answer, due in a month. Nobody looks for
 * them in what others wrote: nothing here leads to a consult.
 */
@Injectable()
export class DataSubjectRequests {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly idempotency: Idempotency,
  ) {}

  /** @returns its id. @throws Problem 422 for a day that cannot be, a register number in the note */
  register(me: Person, input: RequestDto, key?: string): Promise<string> {
    const id = uuid();
    return this.database.withActor(me, (tx) =>
      this.idempotency.once(tx, me, { route: 'data-subject-requests', key, body: input }, id, async () => {
        if (!mayBeReceived(input.receivedOn, localDay(tx.now).toString())) {
          throw wrong('receivedOn', 'wrong-day', 'Kies vandaag of een dag in het voorbije jaar.');
        }
        await insert(tx, [id, input.kind, input.receivedOn, dueOn(input.receivedOn), me.accountId, dateOf(tx.now)]);
        await tx.audit('data-subject-request.register', { kind: 'data-subject-request', id });
        if (input.note?.trim()) await this.keepNote(tx, id, input.note, false);
      }),
    );
  }

  /** Who the person is and how to reach them, when the officer must keep that; until it is closed. */
  async note(me: Person, id: string, note: string, ifMatch?: string): Promise<void> {
    await this.change(me, id, ifMatch, async (tx, row) => {
      if (note.trim()) await this.keepNote(tx, id, note, row.note_ct !== null);
      else await this.forgetNote(tx, id);
      await tx.audit('data-subject-request.note', { kind: 'data-subject-request', id });
    });
  }

  /** To the organisation or the team that can answer; who answers for it hears so. @throws Problem 422 when nobody does */
  async put(me: Person, id: string, organisationId: string, ifMatch?: string): Promise<void> {
    await this.change(me, id, ifMatch, async (tx, row) => {
      if (!(await addresseeOf(tx, organisationId))) {
        throw wrong('organisationId', 'nobody-there', 'Kies een organisatie of een team waar nu iemand verantwoordelijk is.');
      }
      await tx.query(`update data_subject_requests set state = 'put', organisation_id = $2, put_at = $3 where id = $1`, [
        id,
        organisationId,
        dateOf(tx.now),
      ]);
      await tx.audit('data-subject-request.put', { kind: 'data-subject-request', id });
      if (row.organisation_id !== organisationId) await tell(tx, me, 'data-subject-request.done', row);
      await tell(tx, me, 'data-subject-request.put', { ...row, organisation_id: organisationId });
    });
  }

  /** Two months more, once, told to the person within the first month. */
  async extend(me: Person, id: string, { reason, toldOn }: ExtensionDto, ifMatch?: string): Promise<void> {
    await this.change(me, id, ifMatch, async (tx, row) => {
      if (row.extension_reason) throw stateRefuses([], 'Dit verzoek kreeg al twee maanden meer.');
      if (toldOn > localDay(tx.now).toString() || !mayBeExtended({ receivedOn: row.received_on, toldOn })) {
        throw wrong('toldOn', 'wrong-day', 'Verlengen kan als de persoon het wist binnen de eerste maand, vandaag of eerder.');
      }
      const due = dueOn(row.received_on, true);
      await tx.query('update data_subject_requests set extension_reason = $2, told_on = $3, due_on = $4 where id = $1', [id, reason, toldOn, due]);
      await tx.audit('data-subject-request.extend', { kind: 'data-subject-request', id });
      await tell(tx, me, 'data-subject-request.extended', { ...row, due_on: due });
    });
  }

  /** Answered, or refused with a reason. The note goes with its key: the register stays without a name. */
  async close(me: Person, id: string, { outcome, reason }: RequestClosureDto, ifMatch?: string): Promise<void> {
    await this.change(me, id, ifMatch, async (tx, row) => {
      if (outcome === 'refused' && !reason) throw wrong('reason', 'required', 'Kies waarom het verzoek geweigerd is.');
      if (outcome !== 'refused' && reason) throw wrong('reason', 'required', 'Dit verzoek is niet geweigerd. Kies “Niet geweigerd”.');
      // Before the state: what is closed does not change any more.
      if (row.note_ct) await this.forgetNote(tx, id);
      await tx.query('update data_subject_requests set state = $2, refusal_reason = $3, closed_on = $4 where id = $1', [
        id,
        outcome,
        reason ?? null,
        localDay(tx.now).toString(),
      ]);
      await tx.audit('data-subject-request.close', { kind: 'data-subject-request', id });
      await tell(tx, me, 'data-subject-request.done', row);
    });
  }

  /** One that is not closed (409), not changed meanwhile (412). */
  private change(me: Person, id: string, ifMatch: string | undefined, work: (tx: Tx, row: RequestRow) => Promise<void>): Promise<void> {
    return this.database.withActor(me, async (tx) => {
      const [row]: RequestRow[] = isUuid(id) ? await tx.query(`${REQUESTS} where r.id = $1 for update of r`, [id]) : [];
      if (!row) throw notFound();
      refuseStale(ifMatch, row.version);
      if (isClosed(row.state)) throw stateRefuses([], 'Dit verzoek is al afgesloten.');
      await tx.query('update data_subject_requests set version = version + 1 where id = $1', [id]);
      await work(tx, row);
    });
  }

  /** A name may stand in it, that is what it is for; a register number never. */
  private async keepNote(tx: Tx, id: string, note: string, hasKey: boolean): Promise<void> {
    checkTexts({ note }, true);
    const key = hasKey ? await this.vault.open(tx, id) : await this.vault.createKey(tx, { kind: 'data-subject-request', id });
    const sealed = key.seal({ table: 'data_subject_requests', column: 'note_ct', rowId: id }, note);
    await tx.query('update data_subject_requests set note_ct = $2 where id = $1', [id, sealed]);
  }

  private async forgetNote(tx: Tx, id: string): Promise<void> {
    await tx.query('update data_subject_requests set note_ct = null where id = $1', [id]);
    await this.vault.destroyKeys([id]);
  }
}

const wrong = (field: string, code: string, message: string) => rule(code, message, { errors: [{ field, code, message }] });

/** Whoever answers for the organisation that it was put to, if it was: number and day, no more. */
async function tell(tx: Tx, me: Person, event: NoticeEvent, { id, number, kind, due_on: due, organisation_id: organisationId }: RequestRow): Promise<void> {
  if (organisationId) await announce(tx, event, { requestId: id, organisationId, number, kind, dueOn: due, by: me.accountId });
}

/** Under a number that was free. */
async function insert(tx: Tx, values: unknown[]): Promise<void> {
  for (;;) {
    const inserted = await tx.query(
      `insert into data_subject_requests (id, kind, received_on, due_on, created_by, created_at, number, state)
       values ($1, $2, $3, $4, $5, $6, $7, 'open') on conflict (number) do nothing returning id`,
      [...values, formatRequestNumber(randomBytes(2))],
    );
    if (inserted.length) return;
  }
}
