import { REGISTRATION } from '../../domain/registrations.js';
import { standingSql } from '../../platform/auth/mandate-standing.js';
import { all, EVERY, type TableRights } from './table-rights.js';

/** Of registrations: who sees one, who begins one, and when a mandate may come of it. A part of policies.ts and functions.ts. */

const ROLE = '(select kb.role())';

/** Unproven: somebody typed an address that may not be hers. Nobody is told of it. */
const PROVEN = `state <> 'requested' and (created_by is not null or accepted_at is not null)`;

const SEES = `${PROVEN} and (select kb.standing()) = 'active' and case ${ROLE} when 'admin' then true
  when 'federation-contact' then organisation_id = (select kb.organisation())
    or (role = 'club-contact' and organisation_id = any ((select kb.registration_organisations())::uuid[]))
  else organisation_id = any ((select kb.registration_organisations())::uuid[]) end`;

/** Whom a registrar of this role registers. */
const REGISTERS = `case kb.role()
  when 'admin' then (state = 'prepared' and registrations.role = 'club-contact') or registrations.role in ('federation-contact', 'team-lead', 'coordinator', 'admin', 'privacy-officer')
  when 'federation-contact' then (registrations.role = 'club-contact' and organisation_id <> kb.organisation())
    or (registrations.role = 'federation-contact' and organisation_id = kb.organisation())
  when 'team-lead' then registrations.role in ('counsellor', 'volunteer', 'team-lead')
  when 'coordinator' then registrations.role in ('counsellor', 'volunteer', 'team-lead') else false end`;

const REGISTRARS = `${ROLE} in ('admin', 'federation-contact', 'team-lead', 'coordinator')`;

export const REGISTRATION_TABLES: Record<string, TableRights> = {
  registrations: {
    grant: `select, insert, update (state, email, name, mandate_id, decided_at, refusal_reason, round, wave_id,
      training_code, training_on, training_valid_to, extract_checked_on, is_board_member, version)`,
    select: SEES,
    insert: `created_by = kb.account() and state in ('prepared', 'invited') and account_id is null and mandate_id is null
      and (${SEES}) and (${REGISTERS})`,
    update: SEES,
  },
  invitations: {
    grant: 'select, insert, update (state, answered_at)',
    select: `${REGISTRARS} and kb.sees_registration(registration_id)`,
    insert: `${REGISTRARS} and sent_by = kb.account() and kind <> 'request' and state = 'waiting' and kb.sees_registration(registration_id)`,
    update: `${REGISTRARS} and kb.sees_registration(registration_id)`,
  },
  registration_approvals: {
    grant: 'select, insert',
    select: 'kb.sees_registration(registration_id)',
    insert: `account_id = kb.account() and mandate_id = kb.mandate() and exists (select 1 from registrations r
      where r.id = registration_id and r.round = registration_approvals.round and r.state in ('accepted', 'renewal')
        and r.account_id <> kb.account() and registration_approvals.capacity = case kb.role()
          when 'admin' then 'admin' when 'coordinator' then 'coordinator' when 'team-lead' then 'team-lead'
          when 'counsellor' then 'counsellor' when 'club-contact' then 'contact'
          when 'federation-contact' then case when r.organisation_id = kb.organisation() then 'contact' else 'federation' end end)`,
  },
};

/** A mandate begins, or goes on, with the second yes: in the transaction of who says it. */
export const MANDATE_BEGINS: Pick<TableRights, 'insert' | 'update' | 'check'> = {
  insert: `valid_from = kb.today() and suspended_at is null and kb.is_twice_approved(account_id, role, organisation_id)`,
  update: `kb.is_twice_approved(account_id, role, organisation_id)`,
};

const TWICE = (told: string): string => `exists (select 1 from registrations r where r.account_id = mandates.account_id
  and r.role = mandates.role and r.organisation_id = mandates.organisation_id and r.state in ('accepted', 'renewal')
  and 2 <= (select count(*) from registration_approvals a where a.registration_id = r.id and a.round = r.round and a.approved and kb.approver_stands(a.id, kb.today()))
  and exists (select 1 from registration_approvals a where a.registration_id = r.id and a.round = r.round and a.approved and ${told}))`;

/** Who has no session yet: an invitation that is accepted, an address that is proven, a board member's word. */
export const REGISTRATION_SIGN_IN: Record<string, TableRights> = {
  registrations: all('select, insert, update, delete'),
  invitations: { grant: 'select, insert, update (state, answered_at)', select: EVERY, insert: `kind = 'request'`, update: EVERY },
  registration_mails: { grant: 'select', select: EVERY },
  registration_approvals: { grant: 'select, insert', select: EVERY, insert: `capacity = 'board-member'` },
};

/** What they tell of. */
export const REGISTRATION_TELLS = `event like 'registration.%' or event = 'invitation.mail'`;

/** With a board member's word as the second. */
export const MANDATE_BEGINS_BY_LINK: Pick<TableRights, 'insert'> = { insert: TWICE(`a.capacity = 'board-member'`) };

/** Mails with links, reminders, links that lapse: dates and ids, and the address that a mail goes to. */
export const REGISTRATION_SCHEDULES: Record<string, TableRights> = {
  registrations: {
    grant: `select (id, state, role, organisation_id, account_id, mandate_id, email, created_by, created_at, decided_at, round, version),
      update (state, version), delete`,
    select: EVERY,
    update: EVERY,
    delete: `state in ('requested', 'prepared', 'expired', 'withdrawn', 'refused')`,
  },
  invitations: { grant: 'select (id, registration_id, kind, email, state, sent_by, sent_at, expires_at), update (state, answered_at)', select: EVERY, update: EVERY },
  registration_mails: { grant: 'select, insert, update', select: EVERY, insert: EVERY, update: EVERY },
};

/** Announced by a person, of what she sees. */
export const ANNOUNCES_REGISTRATION = `kb.sees_registration((payload->>'registrationId')::uuid)`;

export const REGISTRATION_FUNCTIONS = (asOwner: string): string => `
  -- Whose registrations somebody sees, beside an administrator.
  create or replace function kb.registration_organisations() returns uuid[] language sql stable ${asOwner}
    as $$ select coalesce(array_agg(id), '{}') from (
      select kb.organisation() as id where kb.role() in ('club-contact', 'federation-contact', 'counsellor', 'team-lead')
      union all select club_id from affiliations where kb.role() = 'federation-contact' and federation_id = kb.organisation()
        and verifies and valid_from <= kb.today() and (valid_to is null or valid_to >= kb.today())
      union all select organisation_id from teams where kb.role() = 'coordinator' and kind = 'line1712') o $$;
  -- Of an approval, whose id only who sees the registration reads: whether its giver may still give it. A board member has no mandate.
  create or replace function kb.approver_stands(approval uuid, day date) returns boolean language sql stable ${asOwner}
    as $$ select exists (select 1 from registration_approvals p left join mandates m on m.id = p.mandate_id left join accounts a on a.id = m.account_id
      where p.id = approval and (p.mandate_id is null or ${standingSql('day')} = 'active')) $$;
  -- Two different people said yes, the actor one of them, and none of them is who it is about.
  create or replace function kb.is_twice_approved(holder uuid, held text, organisation uuid) returns boolean language sql stable ${asOwner}
    as $$ select exists (select 1 from registrations r where r.account_id = holder and r.role = held and r.organisation_id = organisation
      and r.state in ('accepted', 'renewal') and holder <> kb.account()
      and 2 <= (select count(distinct coalesce(a.account_id, a.invitation_id)) from registration_approvals a
        where a.registration_id = r.id and a.round = r.round and a.approved and a.account_id is distinct from holder
          and kb.approver_stands(a.id, kb.today()))
      and exists (select 1 from registration_approvals a where a.registration_id = r.id and a.round = r.round and a.approved
        and a.account_id = kb.account())) $$;
`;

/** From state to state as the lifecycle has it, for whoever acts as a person. */
const MOVES = [...new Set(REGISTRATION.filter(({ from, by }) => from !== null && !by.every((party) => party === 'system' || (party === 'candidate' && from !== 'active')))
  .map(({ from, to }) => `${from}>${to}`))];

export const REGISTRATION_GUARDS = {
  registration: `
    if new.version <= old.version then raise exception 'registrations: a change is a new version' using errcode = 'insufficient_privilege'; end if;
    if new.state <> old.state and not (old.state || '>' || new.state = any (array['${MOVES.join(`', '`)}'])) then
      raise exception 'registrations: no step leads there' using errcode = 'insufficient_privilege';
    end if;
    -- Who only says whether she knows somebody records nothing else of them.
    if kb.role() in ('club-contact', 'counsellor') and (new.email, new.name, new.training_code, new.training_on, new.training_valid_to,
        new.extract_checked_on, new.is_board_member, new.wave_id, new.round) is distinct from (old.email, old.name, old.training_code,
        old.training_on, old.training_valid_to, old.extract_checked_on, old.is_board_member, old.wave_id, old.round) then
      raise exception 'registrations: only who invites records this' using errcode = 'insufficient_privilege';
    end if;
    if (new.email is distinct from old.email or new.name is distinct from old.name) and old.account_id is not null then
      raise exception 'registrations: whose it is stays' using errcode = 'insufficient_privilege';
    end if;
    if new.mandate_id is distinct from old.mandate_id and not (old.state = 'accepted' and new.state = 'active'
        and kb.is_twice_approved(new.account_id, new.role, new.organisation_id)) then
      raise exception 'registrations: two people give a mandate' using errcode = 'insufficient_privilege';
    end if;
    return new;
  `,
  invitation: `
    if old.state = 'waiting' and new.state = 'withdrawn' then return new; end if;
    raise exception 'invitations: only who got it answers' using errcode = 'insufficient_privilege';
  `,
};
