import { scopesOf, type ConsultAction, type Scope } from '../../domain/permissions.js';
import type { Person } from '../../platform/database/actor.js';

/**
 * The scopes of `domain/permissions.ts` as SQL over `consults c left join teams t`. Parameters: $1 account,
 * $2 organisation, $3 team code, $4 the level that a conflict may hide the consult from.
 */
const THEIRS = `c.status <> 'draft' and not exists (
  select 1 from mandates k where k.account_id = $1 and k.organisation_id = c.organisation_id)`;
const IN_TEAM = `(c.team_code = $3 and ${THEIRS})`;

const SQL: Record<Scope, string> = {
  own: '(c.asker_account_id = $1 and c.organisation_id = $2)',
  shared: `(c.status <> 'draft' and c.organisation_id = $2 and not ($4 = any (c.hidden_from))
    and exists (select 1 from consult_shares s where s.consult_id = c.id and s.account_id = $1))`,
  team: IN_TEAM,
  assigned: `(${IN_TEAM} and c.assignee_account_id = $1)`,
  line1712: `(t.kind in ('line1712', 'coordination1712') and ${THEIRS})`,
  'at-coordination': `(t.kind = 'coordination1712' and ${THEIRS})`,
};

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
