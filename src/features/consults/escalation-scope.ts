import { escalationSideOf, type EscalationAction } from '../../domain/permissions.js';
import type { EscalationSide } from '../../domain/escalation.js';
import type { Person } from '../../platform/database/actor.js';

/**
 * The sides of `domain/permissions.ts` as SQL over `escalations e join consults c on c.id = e.consult_id`.
 * Parameters: $1 account, $2 organisation.
 */
const federationSees = (account: string, organisation: string): string =>
  `(e.federation_id = ${organisation} and not ('federation' = any (c.hidden_from))
    and not ('club' = any (c.hidden_from) and exists (
      select 1 from mandates k where k.account_id = ${account} and k.organisation_id = c.organisation_id)))`;

const SQL: Record<EscalationSide, string> = {
  asker: '(c.asker_account_id = $1 and c.organisation_id = $2)',
  federation: federationSees('$1', '$2'),
};

export function escalationScopeSql(action: EscalationAction, me: Person): { where: string; parameters: [string, string] } {
  const side = escalationSideOf(action, me.role);
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
