import { isRegistrar } from '../../domain/registration-permissions.js';
import { ruleFor } from '../../domain/registration-approvals.js';
import type { OrganisationKind, Role, TeamKind } from '../../domain/vocabulary.js';
import type { Person } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';
import { forbidden, invalid } from '../../platform/http/problem.js';
import { todayOf } from './registration-scope.js';

/** In what kind of organisation a role is. */
const KIND_OF: Record<Role, OrganisationKind> = {
  'club-contact': 'club',
  'federation-contact': 'federation',
  counsellor: 'team',
  'team-lead': 'team',
  volunteer: 'team',
  coordinator: 'team',
  admin: 'authority',
  'privacy-officer': 'authority',
};

export interface Place {
  id: string;
  name: string;
  kind: OrganisationKind;
  team: TeamKind | null;
  verifies: boolean;
}

const unknown = () => invalid([{ field: 'organisationId', code: 'unknown', message: 'Kies een organisatie of team waar deze rol bestaat.' }]);

/** An organisation that stands. */
export async function placeOf(tx: Tx, organisationId: string, ofFederation: string | null): Promise<Place | null> {
  const [row] = isUuid(organisationId)
    ? await tx.query(
        `select o.id, o.name, o.kind, t.kind as team, exists (select 1 from affiliations f where f.club_id = o.id and f.federation_id = $2 and f.verifies
           and f.valid_from <= $3::date and (f.valid_to is null or f.valid_to >= $3::date)) as verifies
         from organisations o left join teams t on t.organisation_id = o.id
         where o.id = $1 and o.merged_into is null and (o.ended_on is null or o.ended_on >= $3::date)`,
        [organisationId, ofFederation, todayOf(tx)],
      )
    : [];
  return row ?? null;
}

/** Whether a role exists there. */
export const existsIn = (role: Role, { kind, team }: Place): boolean =>
  KIND_OF[role] === kind && (role === 'coordinator' ? team === 'coordination1712' : ruleFor(role, { team, peopled: true }) !== null);

/** Where somebody is invited to. @throws Problem 400 where that role does not exist, 403 when it is not theirs to invite for it */
export async function placeToInvite(tx: Tx, me: Person, role: Role, organisationId: string): Promise<Place> {
  const place = await placeOf(tx, organisationId, me.organisationId);
  const view = place && { role, team: place.team, sameOrganisation: place.id === me.organisationId, verifies: place.verifies };
  // Of a club of another federation no more is said than of one that is not there.
  if (!place || (me.role === 'federation-contact' && !view!.sameOrganisation && !view!.verifies)) throw unknown();
  if (!isRegistrar(me.role, view!)) throw forbidden();
  if (!existsIn(role, place)) throw unknown();
  return place;
}
