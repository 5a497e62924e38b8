import { ZONE } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';

/** When which team opened a consult: of each day the first time, for its asker. The record of it is on the machine's time. */
export function openingsOf(tx: Tx, consultId: string): Promise<{ at: Date; team_code: string }[]> {
  return tx.query(
    `select distinct on (t.code, (e.at at time zone $2)::date) e.at, t.code as team_code
     from audit_events e join mandates m on m.id = e.mandate_id join teams t on t.organisation_id = m.organisation_id
     where e.record_id = $1 and e.action in ('consult.read', 'consult.read-messages') and e.result = 'ok'
     order by t.code, (e.at at time zone $2)::date, e.at`,
    [consultId, ZONE],
  );
}
