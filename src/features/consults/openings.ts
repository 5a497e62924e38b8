import { ZONE } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';

/**
 * When which team opened a consult: of each day the first time, for its asker. The record of it is on the machine's time.
 * A function of the database, since she reads no record of others.
 */
export function openingsOf(tx: Tx, consultId: string): Promise<{ at: Date; team_code: string }[]> {
  return tx.query(
    `select distinct on (team_code, (at at time zone $2)::date) at, team_code from kb.openings($1)
     order by team_code, (at at time zone $2)::date, at`,
    [consultId, ZONE],
  );
}
