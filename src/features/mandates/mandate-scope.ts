import { mandateScopesOf, mayOnMandate, type MandateAction, type MandateInView, type MandateScope } from '../../domain/mandate-permissions.js';
import { mayEver } from '../../domain/permissions.js';
import type { Person } from '../../platform/database/actor.js';

/** What a scope's SQL is decided by, as expressions: a query's parameters here, what the actor may know in row security. */
export interface MandatePlaces {
  /** Alias of the mandates table. */
  mandate: string;
  account: string;
  organisation: string;
  /** The day, of type date. */
  today: string;
}

const IN_TEAM = `'counsellor', 'team-lead', 'volunteer', 'coordinator'`;

/** That its organisation is a club which the actor's federation verifies today. */
export const verifiedSql = ({ mandate: m, organisation, today }: MandatePlaces): string =>
  `exists (select 1 from affiliations f where f.club_id = ${m}.organisation_id and f.federation_id = ${organisation}
     and f.verifies and f.valid_from <= ${today} and (f.valid_to is null or f.valid_to >= ${today}))`;

const of1712Sql = (m: string): string =>
  `exists (select 1 from teams t where t.organisation_id = ${m}.organisation_id and t.kind in ('line1712', 'coordination1712'))`;

/** The scopes of `domain/mandate-permissions.ts` as SQL conditions. */
export function mandateScopeConditions(places: MandatePlaces): Record<MandateScope, string> {
  const { mandate: m, account, organisation } = places;
  return {
    own: `${m}.account_id = ${account}`,
    verified: `(${m}.role = 'club-contact' and ${verifiedSql(places)})`,
    team: `(${m}.organisation_id = ${organisation} and ${m}.role in (${IN_TEAM}))`,
    line1712: `(${m}.role in (${IN_TEAM}) and ${of1712Sql(m)})`,
    every: 'true',
  };
}

/** Over `mandates m`. Parameters: $1 account, $2 organisation, $3 today. */
const PLACES: MandatePlaces = { mandate: 'm', account: '$1::uuid', organisation: '$2::uuid', today: '$3::date' };
const SQL = mandateScopeConditions(PLACES);

export const IN_VIEW = `${verifiedSql(PLACES)} as verified, ${of1712Sql('m')} as of1712`;

export function mandateScopeSql(action: MandateAction, me: Person): string {
  const scopes = mayEver(action, me.role, me.standing) ? mandateScopesOf(action, me.role) : [];
  return `($1::uuid, $2::uuid, $3::date) is distinct from null and (${scopes.map((scope) => SQL[scope]).join(' or ') || 'false'})`;
}

export const mayOn = (action: MandateAction, me: Person, mandate: MandateInView): boolean =>
  mayEver(action, me.role, me.standing) && mayOnMandate(action, me, mandate);
