import { localDay, type Rows } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { Addressee } from './request-views.js';

/** Organisations that somebody answers for today. $1 is today; a function of the database, since an officer sees no mandates. */
const ANSWERED_FOR = `o.kind in ('club', 'federation', 'team') and kb.is_answered_for(o.id, $1)`;

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
