import { Injectable } from '@nestjs/common';
import { askedWords, MOST_FOUND, SHOWN_KINDS } from '../../domain/public-contacts.js';
import { localDay } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';
import { invalid, notFound } from '../../platform/http/problem.js';
import { Helplines, type HelplinesNow } from './helplines.js';
import { LookLimits } from './look-limits.js';

export interface ShownContact {
  id: string;
  name: string;
}

export interface FoundOrganisation {
  id: string;
  kind: (typeof SHOWN_KINDS)[number];
  name: string;
  postalCode: string | null;
  place: string | null;
  contacts: ShownContact[];
  /** Of a club: the federation that verifies its contacts, else one that it belongs to; with its contacts when the club shows none. */
  federation: { id: string; name: string; contacts: ShownContact[] } | null;
}

export interface ContactsFound {
  items: FoundOrganisation[];
  /** There were more than are shown. There is no next page: more letters find less. */
  more: boolean;
  helplines: HelplinesNow;
}

export interface Reach {
  name: string;
  organisation: { id: string; name: string };
  phone: string | null;
  email: string | null;
}

/** Who somebody can turn to in a club, for anybody and without a trace: nothing of it is written down, not that it was asked either. */
@Injectable()
export class ContactSearch {
  constructor(
    private readonly database: Database,
    private readonly helplines: Helplines,
    private readonly limits: LookLimits,
  ) {}

  /** What is known before anybody asks. */
  helplinesNow(): Promise<HelplinesNow> {
    return this.database.asSystem('contact-search', (tx) => this.helplines.now(tx));
  }

  /** Clubs and federations by name, place or number. @throws Problem 400 for what says too little, 429 */
  search(query: string, ip: string): Promise<ContactsFound> {
    const words = askedWords(query);
    if (!words) throw invalid([{ field: 'query', code: 'too-short', message: 'Typ minstens drie letters of cijfers van de naam of de gemeente.' }]);
    this.limits.take('search', ip);
    return this.database.asSystem('contact-search', async (tx) => {
      const like = words.map((_word, index) => `search like $${index + 4}`).join(' and ');
      const rows = await found(tx, `o.id in (select coalesce(merged_into, id) from organisations where ${like})`, MOST_FOUND + 1, words.map((word) => `%${word}%`));
      const items = await withContacts(tx, rows.slice(0, MOST_FOUND));
      return { items, more: rows.length > MOST_FOUND, helplines: await this.helplines.now(tx) };
    });
  }

  /** One that is known by its id, as on its own website. @throws Problem 404, 429 */
  async organisation(id: string, ip: string): Promise<{ organisation: FoundOrganisation; helplines: HelplinesNow }> {
    if (!isUuid(id)) throw notFound();
    this.limits.take('search', ip);
    return this.database.asSystem('contact-search', async (tx) => {
      const rows = await found(tx, 'o.id = (select coalesce(merged_into, id) from organisations where id = $4)', 1, [id]);
      const [organisation] = await withContacts(tx, rows);
      if (!organisation) throw notFound();
      return { organisation, helplines: await this.helplines.now(tx) };
    });
  }

  /** How one contact is reached. @throws Problem 404 when she shows herself no longer, 429 */
  async reach(contactId: string, ip: string): Promise<Reach> {
    if (!isUuid(contactId)) throw notFound();
    this.limits.take('reach', ip);
    return this.database.asSystem('contact-search', async (tx) => {
      const [row] = await tx.query(
        `select r.name, r.phone, r.email, o.id, o.name as organisation from kb.reach_of_contact($1) r join organisations o on o.id = r.organisation_id`,
        [contactId],
      );
      if (!row) throw notFound();
      return { name: row.name, organisation: { id: row.id, name: row.organisation }, phone: row.phone, email: row.email };
    });
  }
}

interface Row {
  id: string;
  kind: FoundOrganisation['kind'];
  name: string;
  postal_code: string | null;
  place: string | null;
  federation_id: string | null;
  federation: string | null;
}

/** $1 is today, $2 how many, $3 which kinds, then what the condition names. What ended or merged is found no more; an old name finds what it went into. */
const found = (tx: Tx, condition: string, limit: number, values: unknown[]): Promise<Row[]> =>
  tx.query(
    `select o.id, o.kind, o.name, o.postal_code, o.place, v.id as federation_id, v.name as federation from (
       select o.id, o.kind, o.name, o.postal_code, o.place, o.search from organisations o
       where o.kind = any ($3) and o.merged_into is null and (o.ended_on is null or o.ended_on >= $1::date) and ${condition}
       order by o.search collate "C", o.id limit $2) o
     left join lateral (select g.id, g.name from affiliations f join organisations g on g.id = f.federation_id
       where f.club_id = o.id and f.valid_from <= $1::date and (f.valid_to is null or f.valid_to >= $1::date)
         and g.merged_into is null and (g.ended_on is null or g.ended_on >= $1::date)
       order by f.verifies desc, g.name, g.id limit 1) v on o.kind = 'club'
     order by o.search collate "C", o.id`,
    [localDay(tx.now).toString(), limit, SHOWN_KINDS, ...values],
  );

async function withContacts(tx: Tx, rows: Row[]): Promise<FoundOrganisation[]> {
  const ids = [...new Set(rows.flatMap(({ id, federation_id }) => (federation_id ? [id, federation_id] : [id])))];
  const shown: { id: string; name: string; organisation_id: string }[] = await tx.query('select id, name, organisation_id from kb.shown_contacts($1)', [ids]);
  const contactsOf = (id: string) => shown.filter((one) => one.organisation_id === id).map(({ id: contact, name }) => ({ id: contact, name }));
  return rows.map((row) => {
    const contacts = contactsOf(row.id);
    const federation = row.federation_id === null ? null : { id: row.federation_id, name: row.federation!, contacts: contacts.length ? [] : contactsOf(row.federation_id) };
    return { id: row.id, kind: row.kind, name: row.name, postalCode: row.postal_code, place: row.place, contacts, federation };
  });
}
