import { v7 as uuid } from 'uuid';
import { dateOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/database.js';
import { todayOf } from './registration-scope.js';

export interface NamedContact {
  clubId: string;
  name: string;
  email: string;
}

/**
 * Contacts that a federation's list names are kept, for the federation to invite: nothing is sent and nothing is granted. Only of
 * clubs that it verifies; an address that was registered there before, in whatever state, is not named again. @returns how many are new
 */
export async function prepareContacts(tx: Tx, me: Person, federationId: string, contacts: readonly NamedContact[]): Promise<number> {
  if (!contacts.length) return 0;
  const of = <K extends keyof NamedContact>(key: K) => contacts.map((one) => one[key]);
  const [{ count }] = await tx.query(
    `with named as (
       select distinct on (t.club_id, lower(t.email)) t.* from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as t (id, club_id, name, email)
       where exists (select 1 from affiliations f where f.club_id = t.club_id and f.federation_id = $5 and f.verifies
           and f.valid_from <= $6::date and (f.valid_to is null or f.valid_to >= $6::date))
         and not exists (select 1 from registrations r where r.organisation_id = t.club_id and r.role = 'club-contact' and lower(r.email) = lower(t.email))
       order by t.club_id, lower(t.email), t.id
     ), kept as (
       insert into registrations (id, state, role, organisation_id, email, name, created_by, created_at)
       select id, 'prepared', 'club-contact', club_id, email, nullif(name, ''), $7, $8 from named returning id
     ) select count(*)::int as count from kept`,
    [contacts.map(() => uuid()), of('clubId'), of('name'), of('email'), federationId, todayOf(tx), me.accountId, dateOf(tx.now)],
  );
  if (count) await tx.audit('registration.prepare', { kind: 'organisation', id: federationId });
  return count;
}
