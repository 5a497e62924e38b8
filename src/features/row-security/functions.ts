import { heldOn } from '../consults/consult-retention.js';
import { federationSees } from '../consults/escalation-scope.js';
import { REGISTRATION_FUNCTIONS } from './registration-rights.js';

/** Runs as the owner of the schema. Unless it is named last, a session's temporary table stands before the product's own. */
const AS_OWNER = 'security definer set search_path = public, pg_temp';

/** Who acts, as the transaction said. An empty or absent setting is nobody: comparisons with null see nothing. */
const ACTOR = `
  create schema if not exists kb;
  create or replace function kb.account() returns uuid language sql stable
    return nullif(current_setting('klankbord.account', true), '')::uuid;
  create or replace function kb.mandate() returns uuid language sql stable
    return nullif(current_setting('klankbord.mandate', true), '')::uuid;
  create or replace function kb.organisation() returns uuid language sql stable
    return nullif(current_setting('klankbord.organisation', true), '')::uuid;
  create or replace function kb.role() returns text language sql stable
    return nullif(current_setting('klankbord.role', true), '');
  create or replace function kb.team() returns text language sql stable
    return nullif(current_setting('klankbord.team', true), '');
`;

/** The day in Belgium, by the clock of a demo or a test where it stands still. */
const TODAY = `
  create or replace function kb.today() returns date language sql stable
    return (coalesce((select stands_at from dev.clock), now()) at time zone 'Europe/Brussels')::date;
`;

/** Which parties the actor is to a consult: twin of partiesOf in domain/consult-lifecycle.ts, held together by a test. */
const PARTIES = `
  -- By the newest mandate in the team, as the desk reads it. To that team alone: to another it is nobody's.
  create or replace function kb.is_volunteer(account uuid, team text) returns boolean language sql stable ${AS_OWNER}
    as $$ select 'volunteer' = (select m.role from mandates m join teams t on t.organisation_id = m.organisation_id
      where m.account_id = account and t.code = team and team = kb.team() order by m.valid_from desc, m.id desc limit 1) $$;
  create or replace function kb.parties(c consults) returns text[] language sql stable return array_remove(array[
    case when c.asker_account_id = kb.account() and kb.role() in ('club-contact', 'federation-contact') then 'asker' end,
    case when c.asker_account_id = kb.account() and kb.role() = 'club-contact' then 'club-asker' end,
    case when c.team_code = kb.team() and kb.role() in ('counsellor', 'team-lead') then 'team' end,
    case when c.team_code = kb.team() and kb.role() in ('counsellor', 'team-lead')
      and c.assignee_account_id = kb.account() then 'assignee' end,
    case when c.team_code = kb.team() and kb.role() = 'team-lead' then 'team-lead' end,
    case when c.team_code = kb.team() and kb.role() = 'volunteer' and c.urgency in ('normal', 'low') then 'volunteer' end,
    case when c.team_code = kb.team() and kb.role() = 'volunteer' and c.assignee_account_id = kb.account() then 'assigned-volunteer' end,
    case when c.team_code = kb.team() and c.assignee_account_id <> kb.account() and (kb.role() = 'team-lead'
      or (kb.role() = 'counsellor' and kb.is_volunteer(c.assignee_account_id, c.team_code))) then 'relief' end,
    case when kb.role() = 'coordinator' and c.team_code = any (kb.teams_of(array['line1712', 'coordination1712'])) then 'coordinator' end
  ], null);

  create table if not exists kb.consult_writes (
    action text not null, party text not null, from_status text not null, to_status text not null,
    needs text[] not null, may text[] not null,
    primary key (from_status, to_status, action, party)
  );
  create or replace function kb.may(c consults, actions text[]) returns boolean language sql stable
    return exists (select 1 from kb.consult_writes w
      where w.from_status = c.status and w.action = any (actions) and w.party = any (kb.parties(c)));
`;

/** What an actor may know, as lists: asked once a statement. They run as the owner of the schema, and tell of the actor only. */
const IN_SIGHT = `
  create or replace function kb.known_organisations() returns uuid[] language sql stable ${AS_OWNER}
    as $$ select coalesce(array_agg(organisation_id), '{}') from mandates where account_id = kb.account() $$;
  create or replace function kb.shared_with_me() returns uuid[] language sql stable ${AS_OWNER}
    as $$ select coalesce(array_agg(consult_id), '{}') from consult_shares where account_id = kb.account() $$;
  create or replace function kb.teams_of(kinds text[]) returns text[] language sql stable ${AS_OWNER}
    as $$ select coalesce(array_agg(code), '{}') from teams where kind = any (kinds) $$;
  create or replace function kb.organisations_in_sight() returns uuid[] language sql stable ${AS_OWNER}
    as $$ select coalesce(array_agg(id), '{}') from (
      select kb.organisation() as id
      union all select club_id from affiliations where kb.role() = 'federation-contact' and federation_id = kb.organisation()
        and verifies and valid_from <= kb.today() and (valid_to is null or valid_to >= kb.today())
      union all select organisation_id from teams where kb.role() = 'coordinator' and kind in ('line1712', 'coordination1712')) o $$;
  -- An asker who shows herself to the team that reads her question.
  create or replace function kb.shows_herself(asker uuid) returns boolean language sql stable ${AS_OWNER}
    as $$ select exists (select 1 from consults c where c.asker_account_id = asker and c.show_asker and c.team_code = kb.team()
      and c.status not in ('draft', 'withdrawn') and not (c.organisation_id = any (kb.known_organisations()))
      and (kb.role() in ('counsellor', 'team-lead') or (kb.role() = 'volunteer' and c.assignee_account_id = kb.account()))) $$;
`;

/**
 * What nobody sees by row, answered as yes, no or a role: these run as the owner of the schema. Of a team only to the team;
 * to an asker, who may reopen, of the one who answered her.
 */
const ASKED = `
  create or replace function kb.is_own(consult uuid) returns boolean language sql stable ${AS_OWNER}
    as $$ select exists (select 1 from consults c where c.id = consult and c.asker_account_id = kb.account() and c.organisation_id = kb.organisation()) $$;
  create or replace function kb.may_share(consult uuid) returns boolean language sql stable ${AS_OWNER}
    as $$ select exists (select 1 from consults c where c.id = consult and kb.may(c, array['share'])) $$;
  create or replace function kb.role_in_team(account uuid, team text, askers_organisation uuid, day date)
    returns text language sql stable ${AS_OWNER}
    as $$ select m.role from mandates m join teams t on t.organisation_id = m.organisation_id join accounts a on a.id = m.account_id
      where m.account_id = account and t.code = team and m.role in ('counsellor', 'team-lead', 'volunteer')
        and (team = kb.team() or exists (select 1 from consults c
          where c.asker_account_id = kb.account() and c.assignee_account_id = account and c.team_code = team))
        and m.valid_from <= day and (m.valid_to is null or m.valid_to >= day)
        and m.suspended_at is null and a.suspended_at is null
        and not exists (select 1 from mandates k where k.account_id = account and k.organisation_id = askers_organisation)
      limit 1 $$;
`;

/** Which team read her consult and when, for its asker: of the record she sees nothing else. */
const OPENINGS = `
  create or replace function kb.openings(consult uuid) returns table (at timestamptz, team_code text)
    language sql stable ${AS_OWNER}
    as $$ select e.at, t.code from audit_events e join mandates m on m.id = e.mandate_id join teams t on t.organisation_id = m.organisation_id
      where e.record_id = consult and e.action in ('consult.read', 'consult.read-messages') and e.result = 'ok' and kb.is_own(consult) $$;
`;

/**
 * Who sets a hold sees no consult: its reference gives the id, and no more. The lock keeps the record from being destroyed
 * between this look and the hold. A draft is its writer's alone, to throw away as well: there is nothing to hold yet.
 */
const HOLDS = `
  create or replace function kb.hold_target(wanted text) returns uuid language sql volatile ${AS_OWNER}
    as $$ select id from consults where reference = wanted and status <> 'draft' and kb.role() = 'privacy-officer' for key share $$;
  -- To its asker: what is held does not go on her word. By whom, why and how long is not hers to know.
  create or replace function kb.is_held(consult uuid, day date) returns boolean language sql stable ${AS_OWNER}
    as $$ select kb.is_own(consult) and exists (select 1 from consults c where c.id = consult and ${heldOn('day')}) $$;
`;

/**
 * Whether somebody answers for an organisation: contacts of a club or a federation, the lead of a team, the coordinator. Asked
 * by who puts a request to them. Twin of 'responsible' in features/notifications.
 */
const ANSWERED_FOR = `
  create or replace function kb.is_answered_for(organisation uuid, day date) returns boolean language sql stable ${AS_OWNER}
    as $$ select exists (select 1 from mandates m join accounts a on a.id = m.account_id
      where kb.role() = 'privacy-officer' and m.organisation_id = organisation and m.role in ('club-contact', 'federation-contact', 'team-lead', 'coordinator')
        and m.suspended_at is null and a.suspended_at is null and m.valid_from <= day and (m.valid_to is null or m.valid_to >= day)) $$;
`;

/** For whom the actor vouches, never oneself: an admin for all, a lead for the team, the coordinator for 1712, a federation for its contacts. */
const VOUCHES = `
  create or replace function kb.vouches(who uuid) returns boolean language sql stable ${AS_OWNER}
    as $$ select who <> kb.account() and exists (select 1 from accounts a left join mandates m on m.account_id = a.id
        and m.suspended_at is null and m.valid_from <= kb.today() and (m.valid_to is null or m.valid_to >= kb.today())
      where a.id = who and case kb.role() when 'admin' then true
        when 'team-lead' then m.organisation_id = kb.organisation()
        when 'coordinator' then exists (select 1 from teams t where t.organisation_id = m.organisation_id and t.kind in ('line1712', 'coordination1712'))
        when 'federation-contact' then (m.role = 'federation-contact' and m.organisation_id = kb.organisation())
          or (m.role = 'club-contact' and exists (select 1 from affiliations f where f.club_id = m.organisation_id and f.federation_id = kb.organisation()
            and f.verifies and f.valid_from <= kb.today() and (f.valid_to is null or f.valid_to >= kb.today())))
        else false end) $$;
`;

/** Escalations as either side may know of them: to the federation of the club's consult reference, dates and outcome, not who asked. */
const ESCALATIONS = `
  create or replace view kb.escalations_in_sight with (security_barrier) as
    select e.*, o.name as federation_name, c.reference, c.submitted_at, c.answered_at, c.closed_at, c.outcome_ct,
      case when kb.role() = 'club-contact' then c.asker_account_id end as asker_account_id,
      case when kb.role() = 'club-contact' then c.organisation_id end as organisation_id, c.hidden_from,
      exists (select 1 from mandates k where k.account_id = kb.account() and k.organisation_id = c.organisation_id) as knows_organisation
    from escalations e join consults c on c.id = e.consult_id join organisations o on o.id = e.federation_id
    where (kb.role() = 'club-contact' and c.asker_account_id = kb.account() and c.organisation_id = kb.organisation())
      or (kb.role() = 'federation-contact' and ${federationSees('kb.account()', 'kb.organisation()')});

  create or replace view kb.consults_opened with (security_barrier) as
    select o.escalation_id, o.id, o.reference, o.submitted_at, o.answered_at, o.closed_at, o.outcome_ct, o.hidden_from, o.asker_account_id
    from consults o join escalations e on e.id = o.escalation_id join consults c on c.id = e.consult_id
    where o.status <> 'draft' and ((c.asker_account_id = kb.account() and c.organisation_id = kb.organisation() and not ('club' = any (o.hidden_from)))
      or o.asker_account_id = kb.account());

  create or replace function kb.lock_consult_behind(escalation uuid) returns void language sql volatile ${AS_OWNER}
    as $$ select 1 from consults where id = (select e.consult_id from kb.escalations_in_sight e where e.id = escalation) for no key update $$;
`;

/**
 * What belongs to something is seen with it. Under the caller's own policies, whose plan a function keeps: inside a policy
 * they would be planned anew for every statement.
 */
const seen = (name: string, argument: string, where: string): string => `
  create or replace function kb.${name}(${argument} uuid) returns boolean language plpgsql stable
    as $$ begin return ${where}; end $$;`;

/** Twin of 'consult.read-content' for a consult that is seen. */
const READS_CONTENT = `case kb.role() when 'club-contact' then true when 'federation-contact' then true
  when 'counsellor' then c.status <> 'withdrawn' when 'team-lead' then c.status <> 'withdrawn'
  when 'volunteer' then c.status <> 'withdrawn' and c.assignee_account_id = kb.account() else false end`;

const SEEN = [
  seen('sees', 'consult', 'exists (select 1 from public.consults c where c.id = consult)'),
  seen('reads', 'consult', `exists (select 1 from public.consults c where c.id = consult and ${READS_CONTENT})`),
  seen('sees_registration', 'registration', 'exists (select 1 from public.registrations r where r.id = registration)'),
  seen('sees_escalation', 'escalation', 'exists (select 1 from kb.escalations_in_sight e where e.id = escalation)'),
  seen('knows_account', 'account', 'exists (select 1 from public.mandates m where m.account_id = account) or kb.shows_herself(account)'),
  seen('sees_recovery', 'request', 'exists (select 1 from public.recovery_requests r where r.id = request)'),
  seen('is_told', 'cause', 'exists (select 1 from public.notifications n where n.outbox_id = cause)'),
];

export const FUNCTIONS = [ACTOR, TODAY, IN_SIGHT, PARTIES, ASKED, OPENINGS, HOLDS, ANSWERED_FOR, VOUCHES, ESCALATIONS, REGISTRATION_FUNCTIONS(AS_OWNER), ...SEEN];
