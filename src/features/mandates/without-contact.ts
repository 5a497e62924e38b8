import { Injectable } from '@nestjs/common';
import type { OrganisationKind } from '../../domain/vocabulary.js';
import { standingSql } from '../../platform/auth/mandate-standing.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { announce } from '../../platform/outbox/outbox.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';

export interface Orphan {
  id: string;
  kind: OrganisationKind;
  name: string;
  /** The first day without a valid contact, as YYYY-MM-DD. */
  since: string;
}

/** Clubs and federations that stand, had a contact, and have none with a valid mandate today. Parameter: $1 today. */
const ORPHANS = `select o.id, o.kind, o.name, least(k.last_day + 1, $1::date)::text as since
  from organisations o join (
    select m.organisation_id, bool_or(${standingSql('$1::date')} = 'active') as held,
      max(least(m.valid_to, m.ended_on - case when m.ending_reason = 'for-cause' then 1 else 0 end, m.suspended_at::date - 1, a.suspended_at::date - 1)) as last_day
    from mandates m join accounts a on a.id = m.account_id
    where m.role in ('club-contact', 'federation-contact') and m.valid_from <= $1 group by m.organisation_id) k on k.organisation_id = o.id
  where not k.held and o.kind in ('club', 'federation') and o.merged_into is null and (o.ended_on is null or o.ended_on >= $1)`;

interface Told {
  id: string;
  since: string;
  federation: boolean;
  admin: boolean;
}

/** Organisations that nobody can turn to (domain 6): the federation hears it at once, an administrator when it lasts. */
@Injectable()
export class WithoutContact {
  constructor(private readonly database: Database) {}

  /**
   * To an administrator every one, to a federation's contact the clubs that her federation verifies; by name. As the planner saw
   * it last, at most a minute ago: looking through all mandates is not for a page.
   */
  list(me: Person): Promise<Orphan[]> {
    return this.database.withActor(me, (tx) =>
      tx.query(
        `select o.id, o.kind, o.name, w.since::text as since from organisations_without_contact w join organisations o on o.id = w.organisation_id
         where $2 or exists (select 1 from affiliations f where f.club_id = o.id and f.federation_id = $3
           and f.verifies and f.valid_from <= $1 and (f.valid_to is null or f.valid_to >= $1)) order by o.name, o.id`,
        [localDay(tx.now).toString(), me.role === 'admin', me.organisationId],
      ),
    );
  }

  /** Keeps who is without, and tells each once. @returns how many there are */
  async tell(tx: Tx, { registrations }: ReferenceTables): Promise<number> {
    const today = localDay(tx.now);
    const orphans: Orphan[] = await tx.query(ORPHANS, [today.toString()]);
    const told = await this.keep(tx, orphans);
    const patient = today.subtract({ days: registrations.withoutContactAdminDays }).toString();
    for (const { id, since, federation, admin } of told) {
      if (!federation) await this.announce(tx, 'organisation.without-contact', id, since);
      if (!admin && since <= patient) await this.announce(tx, 'organisation.still-without-contact', id, since);
    }
    return orphans.length;
  }

  /** Whether it still has none, since that day. */
  async stands(tx: Tx, organisationId: string, since: string): Promise<boolean> {
    const [row] = await tx.query(`select 1 from (${ORPHANS}) o where o.id = $2 and o.since = $3`, [localDay(tx.now).toString(), organisationId, since]);
    return row !== undefined;
  }

  /** A new day without is another case; with a contact it is none. @returns those that somebody is still to hear of */
  private async keep(tx: Tx, orphans: readonly Orphan[]): Promise<Told[]> {
    const ids = orphans.map(({ id }) => id);
    const days = orphans.map(({ since }) => since);
    await tx.query(
      `delete from organisations_without_contact w where not exists (
         select 1 from unnest($1::uuid[], $2::date[]) as o (id, since) where o.id = w.organisation_id and o.since = w.since)`,
      [ids, days],
    );
    await tx.query(
      `insert into organisations_without_contact (organisation_id, since) select * from unnest($1::uuid[], $2::date[]) on conflict do nothing`,
      [ids, days],
    );
    return tx.query(
      `select organisation_id as id, since::text as since, federation_told_on is not null as federation, admin_told_on is not null as admin
       from organisations_without_contact where federation_told_on is null or admin_told_on is null order by since, organisation_id limit 500`,
    );
  }

  private async announce(tx: Tx, event: 'organisation.without-contact' | 'organisation.still-without-contact', id: string, since: string): Promise<void> {
    await announce(tx, event, { organisationId: id, step: event, anchor: since }, { notBefore: tx.now, dedupeKey: `${event}/${id}/${since}` });
    const column = event === 'organisation.without-contact' ? 'federation_told_on' : 'admin_told_on';
    await tx.query(`update organisations_without_contact set ${column} = $2 where organisation_id = $1`, [id, localDay(tx.now).toString()]);
  }
}
