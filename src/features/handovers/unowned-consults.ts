import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { inOfficeSql } from '../../platform/auth/mandate-standing.js';
import { dateOf, localDay, maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { notFound, rule } from '../../platform/http/problem.js';
import { announce } from '../../platform/outbox/outbox.js';

/** Reference and dates: all that an administrator holds of it. */
export interface Unowned {
  reference: string;
  submittedAt: string | null;
  answeredAt: string | null;
  /** Since when somebody is asked to take it over. */
  offeredAt: string | null;
}

/**
 * Nothing is ownerless (domain 10): the team keeps an open consult whose asker has no access left, and an administrator offers it,
 * unread, to a contact of the same organisation who is not in the conflict.
 */
@Injectable()
export class UnownedConsults {
  constructor(private readonly database: Database) {}

  list(me: Person): Promise<Unowned[]> {
    return this.database.withActor(me, async (tx) => {
      const rows = await tx.query('select reference, submitted_at, answered_at, offered_at from kb.unowned_consults order by submitted_at, id');
      return rows.map((row) => ({
        reference: row.reference,
        submittedAt: maybeLocalIso(row.submitted_at),
        answeredAt: maybeLocalIso(row.answered_at),
        offeredAt: maybeLocalIso(row.offered_at),
      }));
    });
  }

  /** Whoever has this address, under whichever of her mandates is of the consult's organisation: an administrator is not told which. @throws Problem 404, 422 */
  placeWith(me: Person, reference: string, email: string): Promise<void> {
    return this.offered(me, reference, async (tx) => {
      const rows: { id: string }[] = await tx.query('select m.id from mandates m join accounts a on a.id = m.account_id where lower(a.email) = lower($1)', [email]);
      return rows.map(({ id }) => id);
    });
  }

  /**
   * To another than before: the offer before is taken back. Four eyes: who took the mandate away does not choose who reads on.
   * @throws Problem 404, 422
   */
  place(me: Person, reference: string, to: string): Promise<void> {
    return this.offered(me, reference, async () => [to]);
  }

  private offered(me: Person, reference: string, mandatesIn: (tx: Tx) => Promise<string[]>): Promise<void> {
    return this.database.withActor(me, async (tx) => {
      const [unowned] = await tx.query('select id from kb.unowned_consults where reference = $1', [reference]);
      if (!unowned) throw notFound();
      await this.database.onBehalf(tx, 'handover', async (product) => offer(product, me, unowned.id, await mandatesIn(product)));
      await tx.audit('handover.place', { kind: 'consult', id: unowned.id });
    });
  }
}

async function offer(tx: Tx, me: Person, consultId: string, to: readonly string[]): Promise<void> {
  await tx.query('select 1 from consults where id = $1 for no key update', [consultId]);
  const [mine] = await tx.query(
    `select 1 from consults c join mandates m on m.account_id = c.asker_account_id and m.organisation_id = c.organisation_id
     where c.id = $1 and m.ended_by = $2`,
    [consultId, me.accountId],
  );
  if (mine) throw rule('four-eyes', 'Jij beëindigde dit mandaat. Laat een andere beheerder kiezen wie het consult krijgt.');
  const id = uuid();
  await tx.query(`update handovers set state = 'withdrawn', decided_at = $2 where consult_id = $1 and state = 'offered'`, [consultId, dateOf(tx.now)]);
  const placed = await tx.query(
    `insert into handovers (id, record_kind, consult_id, organisation_id, from_account_id, from_mandate_id, to_account_id, to_mandate_id, placed_by, state, offered_at)
     select $1::uuid, 'consult', c.id, c.organisation_id, c.asker_account_id, c.asker_mandate_id, m.account_id, m.id, $2::uuid, 'offered', $3::timestamptz
     from consults c join mandates m on m.organisation_id = c.organisation_id and m.role = c.level || '-contact' join accounts a on a.id = m.account_id
     where c.id = $4 and m.id = any ($5::uuid[]) and m.account_id <> c.asker_account_id and ${inOfficeSql('$6::date')}
       and not exists (select 1 from handover_exclusions x where x.consult_id = c.id and x.account_id = m.account_id)
     order by m.valid_from desc, m.id limit 1
     returning to_mandate_id`,
    [id, me.accountId, dateOf(tx.now), consultId, to, localDay(tx.now).toString()],
  );
  if (!placed.length) throw rule('successor', 'Kies een contactpersoon van dezelfde organisatie, met een geldig mandaat, voor wie de vraag niet verborgen blijft.');
  await announce(tx, 'handover.offered', { handoverId: id, mandateId: placed[0].to_mandate_id, by: me.accountId });
}
