import { scopesOf, type ConsultAction, type Scope } from '../../domain/permissions.js';
import type { Person } from '../../platform/database/actor.js';

/** What a scope's SQL is decided by, as an expression: a query's parameters here, the actor's settings in row security. */
export interface ScopePlaces {
  /** Alias of the consults table. */
  consult: string;
  teamKind: string;
  account: string;
  organisation: string;
  team: string;
  /** The level that a conflict may hide the consult from. */
  level: string;
}

/** The scopes of `domain/permissions.ts` as SQL conditions. */
export function scopeConditions({ consult: c, teamKind, account, organisation, team, level }: ScopePlaces): Record<Scope, string> {
  const theirs = `${c}.status <> 'draft' and not exists (
    select 1 from mandates k where k.account_id = ${account} and k.organisation_id = ${c}.organisation_id)`;
  const inTeam = `(${c}.team_code = ${team} and ${theirs})`;
  return {
    own: `(${c}.asker_account_id = ${account} and ${c}.organisation_id = ${organisation})`,
    shared: `(${c}.status <> 'draft' and ${c}.organisation_id = ${organisation} and not (${level} = any (${c}.hidden_from))
      and exists (select 1 from consult_shares s where s.consult_id = ${c}.id and s.account_id = ${account}))`,
    team: inTeam,
    assigned: `(${inTeam} and ${c}.assignee_account_id = ${account})`,
    line1712: `(${teamKind} in ('line1712', 'coordination1712') and ${theirs})`,
    'at-coordination': `(${teamKind} = 'coordination1712' and ${theirs})`,
  };
}

/** Over `consults c left join teams t`. Parameters: $1 account, $2 organisation, $3 team code, $4 level. */
const SQL = scopeConditions({
  consult: 'c',
  teamKind: 't.kind',
  account: '$1',
  organisation: '$2',
  team: '$3',
  level: '$4',
});

/** All four parameters are named, so that Postgres knows their types whichever scopes are in use. */
export const SCOPE_PARAMETERS = '($1::uuid, $2::uuid, $3::text, $4::text) is distinct from null';

/** What of a person the scopes look at. */
export type InScope = Pick<Person, 'accountId' | 'role' | 'organisationId' | 'team'>;

export function scopeSql(action: ConsultAction, me: InScope): { where: string; parameters: unknown[] } {
  const scopes = scopesOf(action, me.role).map((scope) => SQL[scope]);
  return {
    where: `${SCOPE_PARAMETERS} and (${scopes.length ? scopes.join(' or ') : 'false'})`,
    parameters: [
      me.accountId,
      me.organisationId,
      me.team?.code ?? null,
      me.role === 'federation-contact' ? 'federation' : 'club',
    ],
  };
}
