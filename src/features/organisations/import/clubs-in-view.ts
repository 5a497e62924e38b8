import type { CheckedRow } from '../../../domain/club-import/check-row.js';
import type { KnownClub } from '../../../domain/club-import/plan.js';
import type { Person } from '../../../platform/database/actor.js';
import type { Tx } from '../../../platform/database/database.js';
import { holdsOnSql, todayOf } from '../organisation-scope.js';

export interface ClubInView extends KnownClub {
  version: number;
  /** Some federation verifies its contacts, today or from a day to come. */
  verified: boolean;
}

/** The clubs of this federation, today or from a day to come, and whatever organisation has a number that the file names. */
export async function clubsInView(tx: Tx, me: Person, federationId: string, rows: readonly CheckedRow[]): Promise<ClubInView[]> {
  const numbers = (of: 'kbo' | 'vCode') => rows.flatMap(({ club }) => club?.[of] ?? []);
  const found = await tx.query(
    `select o.id, o.kind, o.name, o.postal_code, o.place, o.kbo, o.vcode, o.version,
       o.merged_into is null and (o.ended_on is null or o.ended_on >= $2::date) as stands,
       coalesce(a.affiliated, false) as affiliated, coalesce(a.ours, false) as ours, coalesce(a.verified, false) as verified
     from organisations o left join (
       select f.club_id, bool_or(f.federation_id = $1) as affiliated, bool_or(f.verifies) as verified,
         bool_or(f.federation_id = $1 and f.verifies and ${holdsOnSql('$2')}) as ours
       from affiliations f where f.valid_to is null or f.valid_to >= $2::date group by f.club_id) a on a.club_id = o.id
     where a.affiliated or o.kbo = any ($3) or o.vcode = any ($4)`,
    [federationId, todayOf(tx), numbers('kbo'), numbers('vCode')],
  );
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    postalCode: row.postal_code,
    place: row.place,
    kbo: row.kbo,
    vCode: row.vcode,
    isClub: row.kind === 'club',
    stands: row.stands,
    affiliated: row.affiliated,
    // Of a club that nobody verifies yet, and that becomes hers by this import, she will.
    mayChange: me.role === 'admin' || row.ours || (!row.affiliated && !row.verified),
    version: row.version,
    verified: row.verified,
  }));
}
