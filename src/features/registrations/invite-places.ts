import { Injectable } from '@nestjs/common';
import { searchWords } from '../../domain/plain-search.js';
import { isRegistrar } from '../../domain/registration-permissions.js';
import { ROLES, type OrganisationKind, type Role } from '../../domain/vocabulary.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { existsIn, placeOf, type Place } from './places.js';
import { todayOf } from './registration-scope.js';

export interface PlaceToInvite {
  id: string;
  name: string;
  kind: OrganisationKind;
  roles: Role[];
}

const MOST = 20;

/** Where somebody may invite, and for which roles: what the page offers to choose from. */
@Injectable()
export class InvitePlaces {
  constructor(private readonly database: Database) {}

  /** By parts of words; without a word the first ones. */
  find(me: Person, search: string): Promise<PlaceToInvite[]> {
    const words = searchWords(search).map((word) => `%${word}%`);
    return this.database.withActor(me, async (tx) => {
      const rows: Place[] = await tx.query(
        `select * from (select o.id, o.name, o.kind, o.search, t.kind as team, exists (select 1 from affiliations f where f.club_id = o.id and f.federation_id = $1
             and f.verifies and f.valid_from <= $2::date and (f.valid_to is null or f.valid_to >= $2::date)) as verifies
           from organisations o left join teams t on t.organisation_id = o.id
           where o.merged_into is null and (o.ended_on is null or o.ended_on >= $2::date) and o.search like all ($3)) p
         where case $4 when 'admin' then kind <> 'club' when 'federation-contact' then id = $1 or verifies when 'coordinator' then team = 'line1712' else id = $1 end
         order by search collate "C", id limit ${MOST}`,
        [me.organisationId, todayOf(tx), words, me.role],
      );
      return rows.map((place) => toInvite(me, place)).filter(({ roles }) => roles.length > 0);
    });
  }

  /** null when it is none of theirs. */
  one(me: Person, id: string): Promise<PlaceToInvite | null> {
    return this.database.withActor(me, async (tx) => {
      const place = await placeOf(tx, id, me.organisationId);
      const found = place && toInvite(me, place);
      return found?.roles.length ? found : null;
    });
  }
}

function toInvite(me: Person, place: Place): PlaceToInvite {
  const { id, name, kind, team, verifies } = place;
  const may = (role: Role) => existsIn(role, place) && isRegistrar(me.role, { role, team, sameOrganisation: id === me.organisationId, verifies });
  return { id, name, kind, roles: ROLES.filter(may) };
}
