import { Injectable } from '@nestjs/common';
import { OPEN } from '../../domain/consult-lifecycle.js';
import { inOfficeSql } from '../../platform/auth/mandate-standing.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { notFound, rule } from '../../platform/http/problem.js';
import { mandateFor } from '../mandates/mandate-queries.js';
import { offerOf, ownRecordOf, type HandoverView, type OfferRow, type OfferView, type OwnRow, type Successor } from './handover-views.js';

const IS_OPEN = OPEN.map((status) => `'${status}'`).join(', ');

/** What a contact may hand over and to whom, and what is offered to her. */
@Injectable()
export class HandoverQueries {
  constructor(private readonly database: Database) {}

  /** @throws Problem 404, 403, 422 under another of her mandates */
  of(me: Person, mandateId: string): Promise<HandoverView> {
    return this.database.withActor(me, async (tx) => {
      await ownMandate(tx, me, mandateId);
      return { consults: (await ownRecords(tx, me)).map(ownRecordOf), successors: await successorsOf(tx, me) };
    });
  }

  /** Oldest first: reference and dates, until she takes it over. */
  offered(me: Person): Promise<OfferView[]> {
    return this.database.withActor(me, async (tx) => {
      const rows: OfferRow[] = await tx.query(`${OFFERS} where s.to_account_id = $1 and s.state = 'offered' order by s.id`, [me.accountId]);
      return rows.map(offerOf);
    });
  }
}

/** One row each that either side may know of: a view, since before she takes it over she sees nothing of the consult itself. */
export const OFFERS = 'select s.* from kb.handovers_in_sight s';

/** One acts under the very mandate. @throws Problem 404, 403, 422 */
export async function ownMandate(tx: Tx, me: Person, mandateId: string): Promise<void> {
  const mandate = await mandateFor(tx, me, mandateId, 'mandate.hand-over');
  if (mandate.account_id !== me.accountId) throw notFound();
  if (mandate.id !== me.mandateId) throw rule('other-mandate', 'Kies eerst het mandaat waaruit je wil overdragen.');
}

/** Her own, as far as her mandate still opens them: open ones, and while she holds it closed ones too. */
export function ownRecords(tx: Tx, me: Person, ids?: readonly string[]): Promise<OwnRow[]> {
  return tx.query(
    `select c.id, c.reference, c.status, c.level, c.hidden_from, c.submitted_at, c.closed_at,
       s.id as handover_id, s.offered_at, s.to_account_id, s.to_name,
       array(select x.account_id from handover_exclusions x where x.consult_id = c.id order by 1) as never
     from consults c left join kb.handovers_in_sight s on s.consult_id = c.id and s.state = 'offered' and s.from_account_id = $1
     where c.asker_account_id = $1 and c.organisation_id = $2 and (c.status in (${IS_OPEN}) or (c.status = 'closed' and $3 <> 'ended'))
       and ($4::uuid[] is null or c.id = any ($4)) order by c.id desc`,
    [me.accountId, me.organisationId, me.standing, ids ?? null],
  );
}

/** Other contacts of her organisation who hold their mandate today. */
export const successorsOf = (tx: Tx, me: Person): Promise<Successor[]> =>
  tx.query(
    `select distinct on (a.name, a.id) m.id as "mandateId", a.id as "accountId", a.name from mandates m join accounts a on a.id = m.account_id
     where m.organisation_id = $2 and m.role = $3 and a.id <> $1 and ${inOfficeSql('$4::date')}
     order by a.name, a.id, m.valid_from desc, m.id`,
    [me.accountId, me.organisationId, me.role, localDay(tx.now).toString()],
  );
