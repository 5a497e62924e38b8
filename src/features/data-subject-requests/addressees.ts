import { localDay, type Rows } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { Addressee } from './request-views.js';

/**
 * Organisations that somebody answers for today: contacts of a club or a federation, the lead of a team, the coordinator.
 * Twin of 'responsible' in features/notifications. $1 is today.
 */
const ANSWERED_FOR = `o.kind in ('club', 'federation', 'team') and exists (
  select 1 from mandates m join accounts a on a.id = m.account_id
  where m.organisation_id = o.id and m.role in ('club-contact', 'federation-contact', 'team-lead', 'coordinator')
    and m.suspended_at is null and a.suspended_at is null and m.valid_from <= $1 and (m.valid_to is null or m.valid_to >= $1))`;

const FOUND = 'select o.id, o.kind, o.name from organisations o';
const viewOf = ({ id, kind, name }: Rows[number]): Addressee => ({ id, kind, name });

/** A part of a name -> who it could be put to, by name; `%` and `_` are what they are. */
export async function addresseesNamed(tx: Tx, name: string, most: number): Promise<Addressee[]> {
  const rows = await tx.query(`${FOUND} where position(lower($2) in lower(o.name)) > 0 and ${ANSWERED_FOR} order by o.name, o.id limit $3`, [
    localDay(tx.now).toString(),
    name.trim(),
    most,
  ]);
  return rows.map(viewOf);
}

export async function addresseeOf(tx: Tx, id: string): Promise<Addressee | null> {
  const [row] = await tx.query(`${FOUND} where o.id = $2 and ${ANSWERED_FOR}`, [localDay(tx.now).toString(), id]);
  return row ? viewOf(row) : null;
}
