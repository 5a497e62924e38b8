import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { holdState, MOST_YEARS, wrongEnd } from '../../domain/legal-holds.js';
import { normaliseReference } from '../../domain/references.js';
import { dateOf, localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { isUuid } from '../../platform/http/ids.js';
import { notFound, rule, stateRefuses, type Problem } from '../../platform/http/problem.js';
import { refuseStale } from '../../platform/http/version.js';
import { Vault } from '../../platform/vault/vault.js';
import { checkTexts } from '../consults/checked-text.js';
import type { LegalHoldDto, ProlongationDto } from './legal-hold.dto.js';
import { HOLDS, type HoldRow } from './legal-hold-views.js';

const END: Record<NonNullable<ReturnType<typeof wrongEnd>>, string> = {
  past: 'Kies een dag die nog komt.',
  'too-far': `Kies een dag binnen ${MOST_YEARS} jaar. Verlengen kan later altijd.`,
  'not-later': 'Kies een dag na het einde dat er nu staat.',
};

/** What keeps a consult from destruction, put by its reference: the officer reads nothing of it (domain 9). */
@Injectable()
export class LegalHolds {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly idempotency: Idempotency,
  ) {}

  /** @returns the hold's id. @throws Problem 422 for a reference that is not there (any more), an end that cannot be, a person named */
  set(me: Person, input: LegalHoldDto, key?: string): Promise<string> {
    const id = uuid();
    return this.database.withActor(me, (tx) =>
      this.idempotency.once(tx, me, { route: 'legal-holds', key, body: input }, id, () => this.create(tx, me, id, input)),
    );
  }

  /** A later end, with a reason of its own; what stood before is kept. @throws Problem 404, 412, 409, 422 */
  async prolong(me: Person, id: string, input: ProlongationDto, options: { ifMatch?: string; key?: string } = {}): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      const row = await held(tx, id);
      const request = { route: `legal-holds/${id}/prolongations`, key: options.key, body: input };
      const prolongation = uuid();
      return this.idempotency.once(tx, me, request, prolongation, async () => {
        refuseStale(options.ifMatch, row.version);
        refuseUnlessStanding(tx, row);
        refuseEnd(tx, input.endsOn, row.ends_on);
        checkTexts({ reason: input.reason }, input.acknowledgedFindings);
        const key = await this.vault.open(tx, id);
        const reason = key.seal({ table: 'legal_hold_prolongations', column: 'reason_ct', rowId: prolongation }, input.reason);
        await tx.query(
          `insert into legal_hold_prolongations (id, hold_id, ended_on, ends_on, reason_ct, by_account_id, at) values ($1, $2, $3, $4, $5, $6, $7)`,
          [prolongation, id, row.ends_on, input.endsOn, reason, me.accountId, dateOf(tx.now)],
        );
        await tx.query('update legal_holds set ends_on = $2, version = version + 1 where id = $1', [id, input.endsOn]);
        await tx.audit('legal-hold.prolong', { kind: 'legal-hold', id });
      });
    });
  }

  /** From now on the record's retention runs again. @throws Problem 404, 412, 409 when it was lifted or has ended */
  async lift(me: Person, id: string, ifMatch?: string): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      const row = await held(tx, id);
      refuseStale(ifMatch, row.version);
      refuseUnlessStanding(tx, row);
      await tx.query('update legal_holds set lifted_by = $2, lifted_at = $3, version = version + 1 where id = $1', [
        id,
        me.accountId,
        dateOf(tx.now),
      ]);
      await tx.audit('legal-hold.lift', { kind: 'legal-hold', id });
    });
  }

  private async create(tx: Tx, me: Person, id: string, input: LegalHoldDto): Promise<void> {
    refuseEnd(tx, input.endsOn);
    checkTexts({ reason: input.reason }, input.acknowledgedFindings);
    const reference = normaliseReference(input.reference);
    const [target] = reference ? await tx.query('select kb.hold_target($1) as id', [reference]) : [];
    if (!target?.id) throw unknownReference();
    const key = await this.vault.createKey(tx, { kind: 'legal-hold', id });
    const reason = key.seal({ table: 'legal_holds', column: 'reason_ct', rowId: id }, input.reason);
    await tx.query(
      `insert into legal_holds (id, record_kind, record_id, reference, reason_ct, set_by, set_at, ends_on)
       values ($1, 'consult', $2, $3, $4, $5, $6, $7)`,
      [id, target.id, reference, reason, me.accountId, dateOf(tx.now), input.endsOn],
    );
    await tx.audit('legal-hold.set', { kind: 'legal-hold', id });
  }
}

async function held(tx: Tx, id: string): Promise<HoldRow> {
  const [row]: HoldRow[] = isUuid(id) ? await tx.query(`${HOLDS} where id = $1 for update`, [id]) : [];
  if (!row) throw notFound();
  return row;
}

/** One answer for what never was, what is gone and what is no reference: nothing can be learnt from it. */
function unknownReference(): Problem {
  const message = 'Met dit nummer is er niets om te bewaren. Kijk het nummer na in de brief.';
  return rule('unknown-reference', message, { errors: [{ field: 'reference', code: 'unknown-reference', message }] });
}

function refuseEnd(tx: Tx, endsOn: string, end?: string): void {
  const wrong = wrongEnd(endsOn, localDay(tx.now).toString(), end);
  if (wrong) throw rule(wrong, END[wrong], { errors: [{ field: 'endsOn', code: wrong, message: END[wrong] }] });
}

function refuseUnlessStanding(tx: Tx, row: HoldRow): void {
  const state = holdState({ endsOn: row.ends_on, lifted: row.lifted_at !== null }, localDay(tx.now).toString());
  if (state === 'lifted') throw stateRefuses([], 'Deze bewaring is al opgeheven.');
  if (state === 'ended') throw stateRefuses([], 'Deze bewaring is al voorbij. Vraag een nieuwe bewaring.');
}
