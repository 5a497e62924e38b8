import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../platform/database/database.js';
import { todayOf } from './organisation-scope.js';

/** Of the federation in $1, what holds from the day in $2 on. */
const GOES_ON = 'federation_id = $1 and (valid_to is null or valid_to >= $2::date)';

/** Clubs whose contacts this federation verifies, today or from a day to come: without it nobody does. */
export async function clubsItVerifies(tx: Tx, federationId: string): Promise<number> {
  const [{ clubs }] = await tx.query(
    `select count(distinct club_id)::int as clubs from affiliations f where ${GOES_ON} and verifies and not exists (
       select 1 from affiliations o where o.club_id = f.club_id and o.federation_id <> $1 and o.verifies and (o.valid_to is null or o.valid_to > $2::date))`,
    [federationId, todayOf(tx)],
  );
  return clubs;
}

/** A federation's last day is the last of its clubs' membership. Moved to another day, what ended by it moves along. */
export async function endAffiliations(tx: Tx, federationId: string, before: string | null, lastDay: string | null): Promise<void> {
  if (before !== null) await reopenAffiliations(tx, federationId, before);
  if (lastDay === null) return;
  await tx.query(
    `update affiliations set valid_to = greatest(valid_from, $2::date) where federation_id = $1 and (valid_to is null or valid_to > $2::date)`,
    [federationId, lastDay],
  );
}

/** Those that ended with it go on, unless the club found another federation to verify its contacts since, or came back itself. */
const reopenAffiliations = (tx: Tx, federationId: string, endedOn: string): Promise<unknown> =>
  tx.query(
    `update affiliations f set valid_to = null where federation_id = $1 and valid_to = greatest(valid_from, $2::date)
       and not exists (select 1 from affiliations l where l.club_id = f.club_id and l.valid_from > f.valid_to
         and (l.federation_id = f.federation_id or (l.verifies and f.verifies)))`,
    [federationId, endedOn],
  );

interface Moving {
  club_id: string;
  valid_from: string;
  valid_to: string | null;
  verifies: boolean;
}

/**
 * A federation goes into another: what held ended yesterday, and from today the clubs belong to the other, which verifies what the
 * first verified. A membership that begins later, or today, keeps its first day. Who belongs to the other already, stays so.
 */
export async function moveAffiliations(tx: Tx, from: string, into: string, endedOn: string | null): Promise<void> {
  const today = todayOf(tx);
  const yesterday = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString();
  const moving: Moving[] = await tx.query(
    `select club_id, greatest(valid_from + 1, $2::date)::text as valid_from, case when valid_to = $3::date then null else valid_to::text end as valid_to, verifies
     from affiliations where ${GOES_ON} for update`,
    [from, today, endedOn],
  );
  await tx.query(`update affiliations set valid_to = greatest(valid_from, $3::date) where ${GOES_ON}`, [from, today, yesterday]);
  // One that ends on the day of its only day has nothing to go on with.
  const rows = JSON.stringify(moving.filter((one) => one.valid_to === null || one.valid_to >= one.valid_from));
  const known: Known[] = await tx.query(
    `select m.club_id, greatest(m.valid_from, f.valid_from)::text as day, f.valid_from::text as began, f.valid_to::text as ends
     from ${MOVING} join affiliations f on ${ALREADY} where m.verifies and not f.verifies`,
    [into, rows],
  );
  await tx.query(
    `insert into affiliations (club_id, federation_id, valid_from, valid_to, verifies)
     select m.club_id, $1, m.valid_from, m.valid_to, m.verifies from ${MOVING}
     where not exists (select 1 from affiliations f where ${ALREADY})`,
    [into, rows],
  );
  for (const one of known) await verifyFrom(tx, into, one);
  await tx.auditMany('organisation.affiliate', 'organisation', [...new Set(moving.map((one) => one.club_id))]);
}

const MOVING = 'jsonb_to_recordset($2::jsonb) as m (club_id uuid, valid_from date, valid_to date, verifies boolean)';
const ALREADY = `f.club_id = m.club_id and f.federation_id = $1 and daterange(f.valid_from, f.valid_to, '[]') && daterange(m.valid_from, m.valid_to, '[]')`;

interface Known {
  club_id: string;
  day: string;
  began: string;
  ends: string | null;
}

/** What the other knew as a member and verifies from a day on, is from that day a new period. */
async function verifyFrom(tx: Tx, federationId: string, { club_id: clubId, day, began, ends }: Known): Promise<void> {
  const key = [clubId, federationId, began];
  const one = 'where club_id = $1 and federation_id = $2 and valid_from = $3';
  if (began === day) return void (await tx.query(`update affiliations set verifies = true ${one}`, key));
  await tx.query(`update affiliations set valid_to = $4::date - 1 ${one}`, [...key, day]);
  await tx.query('insert into affiliations (club_id, federation_id, valid_from, valid_to, verifies) values ($1, $2, $3, $4, true)', [clubId, federationId, day, ends]);
}
