import { REGISTRATION_GUARDS } from './registration-rights.js';

/** Triggers that hold a person's raw writes to what the product's commands do. The narrow system roles have column rights. */

/** Before a person's update of a row of this table, `body` lets it pass (`return new`) or raises; the product's own roles pass. */
const guard = (name: string, table: string, body: string, declarations = ''): string => `
  create or replace function kb.guard_${name}() returns trigger language plpgsql as $$
  declare${declarations}
  begin
    if current_user <> 'klankbord_person' then return new; end if;
    ${body.trim()}
  end $$;
  create or replace trigger guard_${name} before update on ${table} for each row execute function kb.guard_${name}();
`;

/** Columns of a table that differ between two rows, as an SQL expression. */
const changedColumns = (columns: readonly string[]): string =>
  `array_remove(array[${columns.map((name) => `case when new.${name} is distinct from old.${name} then '${name}' end`).join(', ')}], null)`;

/** Moments that an action may set again. */
const MOMENTS = ['touched_at', 'submitted_at', 'asked_at', 'answered_at', 'team_wrote_at'];

const URGENCY_RANK = `array_position(array['low', 'normal', 'high', 'acute'], `;

const consultGuard = (columns: readonly string[]): string => guard('consult', 'consults', `
    parties := kb.parties(old);
    if not exists (select 1 from kb.consult_writes w where w.from_status = old.status and w.to_status = new.status
        and w.party = any (parties) and changed <@ w.may and w.needs <@ (changed || told)) then
      raise exception 'consults: no action of this person changes these columns in this state' using errcode = 'insufficient_privilege';
    end if;
    if parties && array['asker', 'ended-asker'] and new.unread_since is not null and new.unread_since is distinct from old.unread_since then
      raise exception 'consults: she reads, the team writes' using errcode = 'insufficient_privilege';
    end if;
    if (new.warned_at is distinct from old.warned_at and new.warned_at is not null)
        or (new.warning_seen_at is distinct from old.warning_seen_at and new.warning_seen_at is not null) then
      raise exception 'consults: the product warns, and keeps who saw it' using errcode = 'insufficient_privilege';
    end if;
    if new.version < old.version then raise exception 'consults: the version never falls' using errcode = 'insufficient_privilege'; end if;
    if old.status <> 'draft' and ${URGENCY_RANK}new.urgency) < ${URGENCY_RANK}old.urgency) then
      raise exception 'consults: an urgency never falls' using errcode = 'insufficient_privilege';
    end if;
    if new.assignee_account_id is distinct from old.assignee_account_id and new.assignee_account_id is not null
        and new.assignee_account_id <> kb.account()
        and (not 'team' = any (parties)
          or kb.role_in_team(new.assignee_account_id, new.team_code, new.organisation_id, kb.today()) is null) then
      raise exception 'consults: only the team gives it to a colleague' using errcode = 'insufficient_privilege';
    end if;
    if new.contact_rating_ct is distinct from old.contact_rating_ct and old.urgency in ('acute', 'high') and new.answered_at is null
        and 'asker' = any (parties) then
      raise exception 'consults: she is not asked before the answer' using errcode = 'insufficient_privilege';
    end if;
    if 'team' = any (parties) and new.contact_ct is distinct from old.contact_ct and new.contact_ct is not null then
      raise exception 'consults: how to reach her is hers' using errcode = 'insufficient_privilege';
    end if;
    return new;
`, `
    changed text[] := ${changedColumns(columns)};
    parties text[];
    -- A clock that stands still writes the same moment twice: what is told counts as well as what differs.
    told text[] := array_remove(array[${MOMENTS.map((name) => `case when new.${name} is not null then '${name}' end`).join(', ')}], null);
`);

const escalationGuard = (columns: readonly string[]): string => guard('escalation', 'escalations', `
    if old.state = 'asked' and kb.role() = 'federation-contact' and new.state in ('accepted', 'declined')
      and changed <@ array['state', 'reason_ct', 'decided_at', 'decided_by'] and new.decided_by = kb.account() then return new; end if;
    if old.state = 'asked' and kb.role() = 'club-contact' and new.state = 'withdrawn'
      and changed <@ array['state', 'withdrawn_at'] then return new; end if;
    raise exception 'escalations: no step of this side' using errcode = 'insufficient_privilege';
`, `
    changed text[] := ${changedColumns(columns)};
`);

const FOLLOW_UP = guard('follow_up', 'follow_ups', `
    if old.completed_at is null and new.completed_at is not null and exists (select 1 from public.consults c where c.id = old.consult_id
        and case old.owner when 'contact' then 'asker' else 'team' end = any (kb.parties(c))) then return new; end if;
    raise exception 'follow_ups: its owner completes it, once' using errcode = 'insufficient_privilege';
`);

/** Of messages and notices: read once, and never unread again. */
const READ = ['messages', 'notifications'].map((table) => guard(`read_${table}`, table, `
    if new.read_at is not distinct from old.read_at or (old.read_at is null and new.read_at is not null) then return new; end if;
    raise exception '${table}: what was read stays read' using errcode = 'insufficient_privilege';
`));

const HOLD = guard('hold', 'legal_holds', `
    if old.lifted_at is null and new.ends_on >= old.ends_on and (new.lifted_at is null) = (new.lifted_by is null)
      and coalesce(new.lifted_by, kb.account()) = kb.account() then return new; end if;
    raise exception 'legal_holds: prolonged, or lifted once by who does it' using errcode = 'insufficient_privilege';
`);

const REQUEST = guard('request', 'data_subject_requests', `
    if old.state in ('open', 'put') then return new; end if;
    raise exception 'data_subject_requests: what is closed stays as it was closed' using errcode = 'insufficient_privilege';
`);

const ACCOUNT = guard('account', 'accounts', `
    if (new.mail_rhythm is distinct from old.mail_rhythm and old.id <> kb.account())
      or (new.mail_refused_at is distinct from old.mail_refused_at and (kb.role() <> 'admin' or new.mail_refused_at is not null)) then
      raise exception 'accounts: not of this person' using errcode = 'insufficient_privilege';
    end if;
    return new;
`);

/** Her own end, until it is there; another's by who vouches for her. For cause, and suspended, is nobody on her own word. */
const mandateGuard = (columns: readonly string[]): string => guard('mandate', 'mandates', `
    mine := old.account_id = kb.account();
    if changed <@ array['valid_to'] and kb.is_twice_approved(old.account_id, old.role, old.organisation_id) then return new; end if;
    if old.ending_reason = 'for-cause' or old.ended_on < kb.today() then
      if not changed <@ array['suspended_at', 'suspended_by'] then
        raise exception 'mandates: what ended stays ended' using errcode = 'insufficient_privilege';
      end if;
    end if;
    if changed <@ array['ended_on', 'ending_reason', 'ended_by'] and (new.ended_on is null) = (new.ended_by is null)
        and coalesce(new.ended_by, kb.account()) = kb.account()
        and (not mine or (coalesce(old.ended_by, kb.account()) = kb.account()
          and coalesce(new.ending_reason <> 'for-cause' and new.ended_on >= kb.today(), true))) then return new; end if;
    if changed <@ array['suspended_at', 'suspended_by'] and not mine and (new.suspended_at is null) = (new.suspended_by is null)
        and coalesce(new.suspended_by, kb.account()) = kb.account() then return new; end if;
    if changed <@ array['answered_on', 'answered_still'] and mine and new.answered_on is not null then return new; end if;
    raise exception 'mandates: not of this person' using errcode = 'insufficient_privilege';
`, `
    changed text[] := ${changedColumns(columns)};
    mine boolean;
`);

/** Who offered takes it back, whom it was offered to says no. That she says yes the product writes, with what comes of it. */
const HANDOVER = guard('handover', 'handovers', `
    if old.state = 'offered' and new.decided_at is not null and ((new.state = 'withdrawn' and old.from_account_id = kb.account())
      or (new.state = 'declined' and old.to_account_id = kb.account())) then return new; end if;
    raise exception 'handovers: no step of this side' using errcode = 'insufficient_privilege';
`);

/** An end and a merger are an administrator's; a federation mends names, places and numbers. */
const ORGANISATION = guard('organisation', 'organisations', `
    if new.version <= old.version then raise exception 'organisations: a change is a new version' using errcode = 'insufficient_privilege'; end if;
    if kb.role() <> 'admin' and (new.ended_on is distinct from old.ended_on or new.merged_into is distinct from old.merged_into) then
      raise exception 'organisations: only an administrator ends or merges one' using errcode = 'insufficient_privilege';
    end if;
    if old.merged_into is not null and (kb.role() <> 'admin' or new.merged_into is null) then
      raise exception 'organisations: what merged stays merged' using errcode = 'insufficient_privilege';
    end if;
    return new;
`);

/** A federation registers clubs of its own: when its transaction is done, a new one is a member of it. */
const NEW_CLUB = `
  create or replace function kb.guard_new_club() returns trigger language plpgsql as $$
  begin
    if current_user <> 'klankbord_person' then return null; end if;
    if kb.role() = 'federation-contact'
        and not exists (select 1 from public.affiliations f where f.club_id = new.id and f.federation_id = kb.organisation()) then
      raise exception 'organisations: a federation registers its own clubs' using errcode = 'insufficient_privilege';
    end if;
    return null;
  end $$;
  drop trigger if exists guard_new_club on organisations;
  create constraint trigger guard_new_club after insert on organisations deferrable initially deferred for each row execute function kb.guard_new_club();
`;

/** `columnsOf(table)`: as the schema has them, so that a new column is guarded from its first day. */
export const guards = (columnsOf: (table: string) => readonly string[]): string[] => [
  consultGuard(columnsOf('consults')),
  escalationGuard(columnsOf('escalations')),
  FOLLOW_UP,
  ...READ,
  mandateGuard(columnsOf('mandates')),
  HANDOVER,
  HOLD,
  REQUEST,
  ACCOUNT,
  ORGANISATION,
  guard('registration', 'registrations', REGISTRATION_GUARDS.registration),
  guard('invitation', 'invitations', REGISTRATION_GUARDS.invitation),
  NEW_CLUB,
];
