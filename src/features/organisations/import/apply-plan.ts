import { v7 as uuid } from 'uuid';
import type { PlannedRow } from '../../../domain/club-import/plan.js';
import type { Tx } from '../../../platform/database/database.js';
import { todayOf } from '../organisation-scope.js';
import type { ClubInView } from './clubs-in-view.js';

/**
 * All good rows at once: new clubs, who becomes a member from today, and what changed, in that order (a federation may change
 * what it verifies). @returns the id of each new club, by its row
 */
export async function applyPlan(tx: Tx, federationId: string, plan: readonly PlannedRow[], known: readonly ClubInView[]): Promise<Map<PlannedRow, string>> {
  const byId = new Map(known.map((one) => [one.id, one]));
  const made = new Map(plan.filter(({ outcome }) => outcome === 'new').map((row) => [row, uuid()]));
  const idOf = (row: PlannedRow): string => made.get(row) ?? row.clubId!;
  const changed = plan.filter((row) => row.outcome === 'changed' && row.fields);
  const joining = plan.filter(({ affiliates }) => affiliates);

  await tx.query(
    `insert into organisations (id, kind, name, postal_code, place, kbo, vcode)
     select id, 'club', name, postal_code, place, kbo, vcode from ${CLUBS}`,
    clubs([...made.keys()], idOf),
  );
  await tx.query(
    `insert into affiliations (club_id, federation_id, valid_from, verifies)
     select id, $1, $2, verifies from unnest($3::uuid[], $4::boolean[]) as t (id, verifies)`,
    [federationId, todayOf(tx), joining.map(idOf), joining.map((row) => !byId.get(row.clubId ?? '')?.verified)],
  );
  await tx.query(
    `update organisations o set name = t.name, postal_code = t.postal_code, place = t.place, kbo = t.kbo, vcode = t.vcode, version = o.version + 1
     from ${CLUBS} where o.id = t.id`,
    clubs(changed, idOf),
  );
  await tx.auditMany('organisation.create', 'organisation', [...made.values()]);
  await tx.auditMany('organisation.change', 'organisation', changed.map(idOf));
  await tx.auditMany('organisation.affiliate', 'organisation', joining.map(idOf));
  return made;
}

const CLUBS = `unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as t (id, name, postal_code, place, kbo, vcode)`;

const clubs = (rows: readonly PlannedRow[], idOf: (row: PlannedRow) => string): unknown[] => [
  rows.map(idOf),
  ...(['name', 'postalCode', 'place', 'kbo', 'vCode'] as const).map((field) => rows.map(({ fields }) => fields![field])),
];
