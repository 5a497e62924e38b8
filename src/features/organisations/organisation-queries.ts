import { Injectable } from '@nestjs/common';
import { normalKbo } from '../../domain/organisation-numbers.js';
import { searchWords } from '../../domain/plain-search.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { idAt, pageOf, type Page } from '../../platform/http/cursor.js';
import type { OrganisationFilterDto, OrganisationListDto } from './organisation.dto.js';
import { clubsItVerifies } from './move-affiliations.js';
import { holdsOnSql, organisationFor, todayOf } from './organisation-scope.js';
import { itemOf, ORGANISATIONS, type AffiliationView, type OrganisationItem, type OrganisationRow, type OrganisationView } from './organisation-views.js';

/** Those that a person may know of, found and opened. */
@Injectable()
export class OrganisationQueries {
  constructor(private readonly database: Database) {}

  /** By name, keyset on name and id. A word that stands in the name of what merged finds what it went into. */
  list(me: Person, { limit = 25, cursor, ...filter }: OrganisationListDto): Promise<Page<OrganisationItem>> {
    const after = idAt(cursor) ?? null;
    return this.database.withActor(me, async (tx) => {
      const rows = await found(tx, me, filter, limit + 1, after);
      return pageOf(rows, limit, ({ id }) => id, (row) => itemOf(row, todayOf(tx)));
    });
  }

  /** The whole of a list, for an export. */
  all(me: Person, filter: OrganisationFilterDto): Promise<OrganisationItem[]> {
    return this.database.withActor(me, async (tx) => {
      const rows = await found(tx, me, filter, null, null);
      return rows.map((row) => itemOf(row, todayOf(tx)));
    });
  }

  /** @throws Problem 404 */
  get(me: Person, id: string): Promise<OrganisationView> {
    return this.database.withActor(me, async (tx) => {
      const { row, allowed } = await organisationFor(tx, me, id, 'organisation.see');
      const today = todayOf(tx);
      const former: { name: string }[] = await tx.query('select name from organisations where merged_into = $1 order by ended_on, name', [id]);
      return {
        ...itemOf(row, today),
        formerNames: former.map(({ name }) => name),
        affiliations: await affiliationsOf(tx, id),
        open: await openOf(tx, id, today),
        allowed: allowed.map((action) => action.replace('organisation.', '')),
      };
    });
  }

  /** Federations that stand, for a choice on a page. */
  federations(me: Person): Promise<{ id: string; name: string }[]> {
    return this.database.withActor(me, (tx) =>
      tx.query(
        `select id, name from organisations where kind = 'federation' and merged_into is null and (ended_on is null or ended_on >= $1)
         order by name, id`,
        [todayOf(tx)],
      ),
    );
  }
}

const STATE: Record<string, (today: string) => string> = {
  active: (today) => `o.merged_into is null and (o.ended_on is null or o.ended_on >= ${today}::date)`,
  ended: (today) => `o.merged_into is null and o.ended_on < ${today}::date`,
  merged: () => 'o.merged_into is not null',
};

/** What merged stands in a list only when that is asked: elsewhere what it went into stands for it. */
function found(tx: Tx, me: Person, filter: OrganisationFilterDto, limit: number | null, after: string | null): Promise<OrganisationRow[]> {
  const { search = '', kind, state } = filter;
  const parameters: unknown[] = [todayOf(tx), after, limit];
  const bound = (value: unknown): string => `$${parameters.push(value)}`;
  const where = ['$1::date is not null', state ? STATE[state]!('$1') : 'o.merged_into is null'];
  const number = normalKbo(search);
  // No word has a sign of LIKE in it: those are no letters.
  const words = (number ? [number] : searchWords(search)).map((word) => `search like ${bound(`%${word}%`)}`);
  if (words.length) where.push(`o.id in (select ${state === 'merged' ? 'id' : 'coalesce(merged_into, id)'} from organisations where ${words.join(' and ')})`);
  if (kind) where.push(`o.kind = ${bound(kind)}`);
  // Hers are the clubs of her own federation, whichever she asks for.
  for (const federation of [me.role === 'admin' ? undefined : me.organisationId, filter.federation]) {
    if (!federation) continue;
    where.push(`exists (select 1 from affiliations f where f.club_id = o.id and f.federation_id = ${bound(federation)} and ${holdsOnSql('$1')})`);
  }
  return tx.query(
    `${ORGANISATIONS} where ${where.join(' and ')}
       and ($2::uuid is null or (o.search collate "C", o.id) > (select p.search collate "C", p.id from organisations p where p.id = $2))
     order by o.search collate "C", o.id limit $3`,
    parameters,
  );
}

async function affiliationsOf(tx: Tx, clubId: string): Promise<AffiliationView[]> {
  const rows = await tx.query(
    `select f.federation_id as id, o.name, f.valid_from::text as valid_from, f.valid_to::text as valid_to, f.verifies
     from affiliations f join organisations o on o.id = f.federation_id where f.club_id = $1
     order by f.valid_from desc, o.name, o.id`,
    [clubId],
  );
  return rows.map((row) => ({
    federation: { id: row.id, name: row.name },
    validFrom: row.valid_from,
    validTo: row.valid_to,
    verifies: row.verifies,
  }));
}

/** Mandates are counted as far as who asks may know of them. */
async function openOf(tx: Tx, id: string, today: string): Promise<OrganisationView['open']> {
  const [{ mandates, affiliations }] = await tx.query(
    `select (select count(*)::int from mandates where organisation_id = $1 and valid_from <= $2 and (valid_to is null or valid_to >= $2)
         and (ended_on is null or (ended_on >= $2 and ending_reason <> 'for-cause'))) as mandates,
       (select count(*)::int from affiliations where (club_id = $1 or federation_id = $1) and (valid_to is null or valid_to >= $2)) as affiliations`,
    [id, today],
  );
  return { mandates, affiliations, verifies: await clubsItVerifies(tx, id) };
}
