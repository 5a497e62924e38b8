import { escalationSideOf, mayEver, type EscalationAction } from '../../domain/permissions.js';
import type { EscalationSide } from '../../domain/escalation.js';
import type { Person } from '../../platform/database/actor.js';

/** The federation's side, over `escalations e join consults c on c.id = e.consult_id`. */
export const federationSees = (account: string, organisation: string): string =>
  `(e.federation_id = ${organisation} and not ('federation' = any (c.hidden_from))
    and not ('club' = any (c.hidden_from) and exists (
      select 1 from mandates k where k.account_id = ${account} and k.organisation_id = c.organisation_id)))`;

/** The same over the view kb.escalations_in_sight, which holds the consult's part of it. */
const SQL: Record<EscalationSide, string> = {
  asker: '(e.asker_account_id = $1 and e.organisation_id = $2)',
  federation: `(e.federation_id = $2 and not ('federation' = any (e.hidden_from))
    and not ('club' = any (e.hidden_from) and e.knows_organisation))`,
};

/** Over `kb.escalations_in_sight e`. Parameters: $1 account, $2 organisation. */
export function escalationScopeSql(action: EscalationAction, me: Person): { where: string; parameters: [string, string] } {
  const side = mayEver(action, me.role, me.standing) ? escalationSideOf(action, me.role) : null;
  return {
    where: `($1::uuid, $2::uuid) is distinct from null and ${side ? SQL[side] : 'false'}`,
    parameters: [me.accountId, me.organisationId],
  };
}

/** Whether the holder of mandate `m` is still asked: not decided, not taken back, not hidden meanwhile. */
export const stillAskedSql = (escalationId: string): string =>
  `exists (select 1 from escalations e join consults c on c.id = e.consult_id
     where e.id = ${escalationId} and e.state = 'asked' and m.role = 'federation-contact'
       and ${federationSees('m.account_id', 'm.organisation_id')})`;
