import { standingSql } from '../../platform/auth/mandate-standing.js';
import { insidersFor, ruleFor, type ApprovalRule } from '../../domain/registration-approvals.js';
import { mayOnRegistration, REGISTRATION_PERMISSIONS, type RegistrationAction, type RegistrationInView } from '../../domain/registration-permissions.js';
import { mayEver } from '../../domain/permissions.js';
import type { RegistrationState } from '../../domain/registrations.js';
import type { OrganisationKind, Role, TeamKind } from '../../domain/vocabulary.js';
import { localDay } from '../../platform/clock/clock.js';
import { isPerson, type Person } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';
import { forbidden, notFound } from '../../platform/http/problem.js';

export const todayOf = (tx: Tx): string => localDay(tx.now).toString();

export interface RegistrationRow {
  id: string;
  state: RegistrationState;
  role: Role;
  organisation_id: string;
  organisation_kind: OrganisationKind;
  organisation_name: string;
  team_kind: TeamKind | null;
  email: string;
  name: string | null;
  account_id: string | null;
  mandate_id: string | null;
  created_at: Date;
  accepted_at: Date | null;
  decided_at: Date | null;
  refusal_reason: string | null;
  round: number;
  training_code: string | null;
  training_on: string | null;
  training_valid_to: string | null;
  extract_checked_on: string | null;
  statement_version: string | null;
  statement_on: string | null;
  is_board_member: boolean | null;
  version: number;
  /** The federation of who asks verifies this club today. */
  verifies: boolean;
}

/** `r` with its organisation and team; $1 the organisation of who asks, $2 the day. What is not proven is nobody's to see. */
export const REGISTRATIONS = `select r.id, r.state, r.role, r.organisation_id, o.kind as organisation_kind, o.name as organisation_name,
    t.kind as team_kind, r.email, r.name, r.account_id, r.mandate_id, r.created_at, r.accepted_at, r.decided_at, r.refusal_reason, r.round,
    r.training_code, r.training_on::text as training_on, r.training_valid_to::text as training_valid_to,
    r.extract_checked_on::text as extract_checked_on, r.statement_version, r.statement_on::text as statement_on, r.is_board_member, r.version,
    exists (select 1 from affiliations f where f.club_id = r.organisation_id and f.federation_id = $1 and f.verifies
      and f.valid_from <= $2::date and (f.valid_to is null or f.valid_to >= $2::date)) as verifies
  from registrations r join organisations o on o.id = r.organisation_id left join teams t on t.organisation_id = o.id
  where r.state <> 'requested' and (r.created_by is not null or r.accepted_at is not null)`;

/** Of a list: twin of inRegistrationScope. */
export const registrationScopeSql = (me: Person): string => {
  const verified = `(r.role = 'club-contact' and exists (select 1 from affiliations f where f.club_id = r.organisation_id and f.federation_id = $1
    and f.verifies and f.valid_from <= $2::date and (f.valid_to is null or f.valid_to >= $2::date)))`;
  const row: Partial<Record<Role, string>> = REGISTRATION_PERMISSIONS['registration.see'];
  const scopes: Record<string, string> = { every: 'true', organisation: 'r.organisation_id = $1', verified: `(r.organisation_id = $1 or ${verified})`, line1712: `t.kind = 'line1712'` };
  return scopes[row[me.role] ?? ''] ?? 'false';
};

export const inViewOf = (me: Person, row: RegistrationRow): RegistrationInView => ({
  role: row.role,
  team: row.team_kind,
  sameOrganisation: row.organisation_id === me.organisationId,
  verifies: row.verifies,
});

export interface RegistrationInHand {
  row: RegistrationRow;
  view: RegistrationInView;
  allowed: RegistrationAction[];
}

/** Held until the transaction ends. @throws Problem 404 when it is not seen, 403 when this role may not do this with it */
export async function registrationFor(tx: Tx, me: Person, id: string, action: RegistrationAction): Promise<RegistrationInHand> {
  if (!mayEver('registration.see', me.role, me.standing)) throw notFound();
  const [row]: RegistrationRow[] = isUuid(id) ? await tx.query(`${REGISTRATIONS} and r.id = $3 for no key update of r`, [me.organisationId, todayOf(tx), id]) : [];
  if (!row || !mayOnRegistration('registration.see', me.role, inViewOf(me, row))) throw notFound();
  const view = inViewOf(me, row);
  const allowed = (Object.keys(REGISTRATION_PERMISSIONS) as RegistrationAction[]).filter((one) => mayOnRegistration(one, me.role, view));
  if (!allowed.includes(action)) throw forbidden();
  return { row, view, allowed };
}

/** The two chairs as they are now: with somebody of the organisation, beside the candidate, or without. */
export async function ruleOf(tx: Tx, row: Pick<RegistrationRow, 'role' | 'organisation_id' | 'team_kind' | 'account_id'>): Promise<ApprovalRule | null> {
  const people = await tx.query(
    `select 1 from mandates m join accounts a on a.id = m.account_id
     where m.organisation_id = $1 and m.role = any ($2) and m.account_id is distinct from $3 and ${standingSql('$4::date')} = 'active' limit 1`,
    [row.organisation_id, insidersFor(row.role), row.account_id, todayOf(tx)],
  );
  return ruleFor(row.role, { team: row.team_kind, peopled: people.length > 0 });
}

/** Who acts, for payloads. */
export const byOf = (tx: Tx): string | null => (isPerson(tx.actor) ? tx.actor.accountId : null);
