import { scopesOf, type ConsultAction, type Scope } from '../../domain/permissions.js';
import { OPEN } from '../../domain/consult-lifecycle.js';
import type { TeamKind } from '../../domain/vocabulary.js';
import type { Person } from '../../platform/database/actor.js';

/** What a scope's SQL is decided by, as expressions: a query's parameters and tables here, what the actor may know in row security. */
export interface ScopePlaces {
  /** Alias of the consults table. */
  consult: string;
  account: string;
  organisation: string;
  team: string;
  /** The level that a conflict may hide the consult from. */
  level: string;
  /** That its team is one of these kinds. */
  teamIsOf: (kinds: readonly TeamKind[]) => string;
  /** That the account holds, or held, a mandate of its organisation. */
  knowsOrganisation: string;
  /** That it is shared with the account. */
  isShared: string;
}

/** The scopes of `domain/permissions.ts` as SQL conditions. */
export function scopeConditions(places: ScopePlaces): Record<Scope, string> {
  const { consult: c, account, organisation, team, level, teamIsOf, knowsOrganisation, isShared } = places;
  const theirs = `${c}.status <> 'draft' and not ${knowsOrganisation}`;
  const inTeam = `(${c}.team_code = ${team} and ${theirs})`;
  const own = `(${c}.asker_account_id = ${account} and ${c}.organisation_id = ${organisation})`;
  return {
    own,
    'own-open': `(${own} and ${c}.status in ('${OPEN.join(`', '`)}'))`,
    shared: `(${c}.status <> 'draft' and ${c}.organisation_id = ${organisation} and not (${level} = any (${c}.hidden_from)) and ${isShared})`,
    team: inTeam,
    assigned: `(${inTeam} and ${c}.assignee_account_id = ${account})`,
    line1712: `(${teamIsOf(['line1712', 'coordination1712'])} and ${theirs})`,
    'at-coordination': `(${teamIsOf(['coordination1712'])} and ${theirs})`,
  };
}

/** Over `consults c left join teams t`. Parameters: $1 account, $2 organisation, $3 team code, $4 level. */
const SQL = scopeConditions({
  consult: 'c',
  account: '$1',
  organisation: '$2',
  team: '$3',
  level: '$4',
  teamIsOf: (kinds) => `t.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})`,
  knowsOrganisation: 'exists (select 1 from mandates k where k.account_id = $1 and k.organisation_id = c.organisation_id)',
  isShared: 'exists (select 1 from consult_shares s where s.consult_id = c.id and s.account_id = $1)',
});

/** All four parameters are named, so that Postgres knows their types whichever scopes are in use. */
export const SCOPE_PARAMETERS = '($1::uuid, $2::uuid, $3::text, $4::text) is distinct from null';

/** What of a person the scopes look at. */
export type InScope = Pick<Person, 'accountId' | 'role' | 'standing' | 'organisationId' | 'team'>;

export function scopeSql(action: ConsultAction, me: InScope): { where: string; parameters: unknown[] } {
  const scopes = scopesOf(action, me.role, me.standing).map((scope) => SQL[scope]);
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
