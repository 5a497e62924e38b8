import { mayEver, mayOnOrganisation, ORGANISATION_PERMISSIONS, type OrganisationAction, type OrganisationInView } from '../../domain/permissions.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';
import { forbidden, notFound } from '../../platform/http/problem.js';
import { ORGANISATIONS, type OrganisationRow } from './organisation-views.js';

export const todayOf = (tx: Tx): string => localDay(tx.now).toString();

/** An affiliation `f` that holds on the day in the numbered parameter. */
export const holdsOnSql = (parameter: string): string =>
  `f.valid_from <= ${parameter}::date and (f.valid_to is null or f.valid_to >= ${parameter}::date)`;

export interface OrganisationInHand {
  row: OrganisationRow;
  allowed: OrganisationAction[];
}

/** @throws Problem 404 when it is not seen, 403 when this role, or this federation, may not do this with it */
export async function organisationFor(tx: Tx, me: Person, id: string, action: OrganisationAction): Promise<OrganisationInHand> {
  if (!mayEver('organisation.see', me.role)) throw notFound();
  const [row]: (OrganisationRow & OrganisationInView)[] = isUuid(id)
    ? await tx.query(
        `select s.*, coalesce(f.affiliated, false) as affiliated, coalesce(f.verified, false) as verified
         from (${ORGANISATIONS} where o.id = $1) s
         left join (select f.club_id, true as affiliated, bool_or(f.verifies) as verified from affiliations f
           where f.club_id = $1 and f.federation_id = $2 and ${holdsOnSql('$3')} group by f.club_id) f on f.club_id = s.id`,
        [id, me.organisationId, todayOf(tx)],
      )
    : [];
  if (!row || !mayOnOrganisation('organisation.see', me.role, row)) throw notFound();
  const allowed = (Object.keys(ORGANISATION_PERMISSIONS) as OrganisationAction[]).filter((one) => mayOnOrganisation(one, me.role, row));
  if (!allowed.includes(action)) throw forbidden();
  return { row, allowed };
}
