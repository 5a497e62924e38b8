import { mandateScopesOf } from '../../domain/mandate-permissions.js';
import { scopesOf } from '../../domain/permissions.js';
import type { Held } from '../../domain/mandates.js';
import { ROLES } from '../../domain/vocabulary.js';
import type { DbRole } from '../../platform/database/roles.js';
import { scopeConditions } from '../consults/consult-scope.js';
import { mandateScopeConditions } from '../mandates/mandate-scope.js';
import { ANNOUNCES_REGISTRATION, MANDATE_BEGINS, REGISTRATION_TABLES } from './registration-rights.js';
import { PUBLIC, RELAY, REPORT, RETENTION, SCHEDULES, SEALER, SEED, SIGN_IN } from './system-rights.js';
import { EVERY, READS, type TableRights } from './table-rights.js';

const ADMIN = `(select kb.role()) = 'admin'`;
/** Holding the mandate still: of one that ended nothing is left but one's own open consults. */
const IN_OFFICE = '(select kb.in_office())';
const FEDERATION = `((select kb.role()) = 'federation-contact' and ${IN_OFFICE})`;
const OFFICER = `(select kb.role()) = 'privacy-officer'`;
const CONTACT = `(select kb.role()) in ('club-contact', 'federation-contact')`;

/**
 * Seeing a consult: the very scopes that the product's lists use. In parentheses of its own, "(select …)", what depends on the
 * actor alone is asked once a statement: no policy looks into another table row by row where a list would feel it.
 */
const SCOPES = scopeConditions({
  consult: 'consults',
  account: '(select kb.account())',
  organisation: '(select kb.organisation())',
  team: '(select kb.team())',
  level: `(select case kb.role() when 'federation-contact' then 'federation' else 'club' end)`,
  teamIsOf: (kinds) => `consults.team_code = any ((select kb.teams_of(array['${kinds.join(`', '`)}']))::text[])`,
  knowsOrganisation: '(consults.organisation_id = any ((select kb.known_organisations())::uuid[]))',
  isShared: 'consults.id = any ((select kb.shared_with_me())::uuid[])',
});
const seesConsult = (standing: Held): string => `case (select kb.role()) ${ROLES.map((role) => ({ role, scopes: scopesOf('consult.see', role, standing) }))
  .filter(({ scopes }) => scopes.length > 0)
  .map(({ role, scopes }) => `when '${role}' then ${scopes.map((scope) => SCOPES[scope]).join(' or ')}`)
  .join(' ')} else false end`;
const SEES_CONSULT = `case when ${IN_OFFICE} then ${seesConsult('active')} when (select kb.standing()) = 'ended' then ${seesConsult('ended')} else false end`;

/** Of what belongs to a consult: whoever reads it, reads that (functions.ts). */
const ofConsult = (table: string, condition: string): string =>
  `exists (select 1 from consults c where c.id = ${table}.consult_id and ${condition})`;
const isNoNoteOfOthers = (table: string): string =>
  `(${table}.kind <> 'internal-note' or (${table}.team_code = (select kb.team()) and not (${CONTACT})))`;

/** On its asker's word: a draft, or what she withdrew and nobody ever claimed. */
const mayGo = (consult: string): string => `(kb.may(${consult}, array['discard']) or (kb.may(${consult}, array['destroy'])
  and not exists (select 1 from consult_events e where e.consult_id = ${consult}.id and e.kind in ('claimed', 'assigned'))))`;

const SEES_NOTICE = `mandate_id = (select kb.mandate()) and (consult_id is null or kb.sees(consult_id))
  and (escalation_id is null or kb.sees_escalation(escalation_id))`;

/** What a person tells of, in her own name, is what she sees; the rest of the outbox the product sets itself. */
const ANNOUNCES = `dedupe_key is null and not_before is null and done_at is null and dead_at is null
  and (event = 'ledger.reference' or payload->>'by' = kb.account()::text)
  and case when event = 'consult.step' then false
    when event like 'consult.%' then kb.sees((payload->>'consultId')::uuid)
    when event like 'escalation.%' then kb.sees_escalation((payload->>'escalationId')::uuid)
    when event like 'registration.%' or event = 'invitation.mail' then ${ANNOUNCES_REGISTRATION}
    when event like 'handover.%' then exists (select 1 from kb.handovers_in_sight s where s.id = (payload->>'handoverId')::uuid)
    when event = 'mandate.step' then false
    when event like 'mandate.%' then kb.changes_mandate((payload->>'mandateId')::uuid)
    when event like 'recovery.%' then kb.sees_recovery((payload->>'requestId')::uuid)
    when event = 'ledger.reference' then kb.is_own((payload->>'consultId')::uuid)
    when event like 'data-subject-request.%' and event <> 'data-subject-request.step' then ${OFFICER} else false end`;

/** Names are public: everybody who is somebody reads them. An administrator writes, and the federation that verifies a club. */
const ORGANISATIONS: Record<string, TableRights> = {
  organisations: {
    grant: 'select, insert, update (name, postal_code, place, kbo, vcode, ended_on, merged_into, version)',
    select: EVERY,
    insert: `kind <> 'team' and ended_on is null and merged_into is null and (${ADMIN} or (${FEDERATION} and kind = 'club'))`,
    update: `kind <> 'team' and (${ADMIN} or (${FEDERATION} and exists (select 1 from affiliations f
      where f.club_id = organisations.id and f.federation_id = kb.organisation() and f.verifies
        and f.valid_from <= kb.today() and (f.valid_to is null or f.valid_to >= kb.today()))))`,
  },
  affiliations: {
    grant: 'select, insert, update (valid_to, verifies)',
    select: EVERY,
    // A federation tells which clubs are its members from today; what ends, and who verifies from then, an administrator says.
    insert: `${ADMIN} or (${FEDERATION} and federation_id = kb.organisation() and valid_from = kb.today() and valid_to is null)`,
    update: ADMIN,
  },
};

const MANDATES = mandateScopeConditions({ mandate: 'mandates', account: '(select kb.account())', organisation: '(select kb.organisation())', today: 'kb.today()' });
const MAY_END = `${IN_OFFICE} and case (select kb.role()) ${ROLES.map((role) => `when '${role}' then ${mandateScopesOf('mandate.end', role).map((scope) => MANDATES[scope]).join(' or ')}`).join(' ')} else false end`;
const SEES_HANDOVER = 'exists (select 1 from kb.handovers_in_sight s where s.id = handovers.id)';

const PERSON: Record<string, TableRights> = {
  ...ORGANISATIONS,
  ...REGISTRATION_TABLES,
  accounts: {
    grant: 'select (id, name, suspended_at, mail_rhythm, mail_refused_at), update (mail_rhythm, mail_refused_at)',
    // Herself, who holds a mandate that she may know of, and an asker who shows herself to the team that reads.
    select: `id = (select kb.account()) or kb.knows_account(id)`,
    update: `id = (select kb.account()) or (select kb.role()) = 'admin'`,
  },
  mandates: {
    grant: `select, insert (id, account_id, role, organisation_id, valid_from, valid_to),
      update (valid_to, ended_on, ending_reason, ended_by, suspended_at, suspended_by, answered_on, answered_still)`,
    insert: MANDATE_BEGINS.insert,
    select: `account_id = (select kb.account()) or organisation_id = any ((select kb.organisations_in_sight())::uuid[]) or (select kb.role()) = 'admin'`,
    // Her own, and those that she vouches for; which of the two may do what is the trigger's.
    update: `(${MAY_END}) or (${MANDATE_BEGINS.update})`,
  },
  // What she herself agreed to show of this mandate.
  public_contacts: {
    grant: 'select, insert, update (name, phone, email, agreed_at, version), delete',
    select: 'mandate_id = (select kb.mandate())',
    insert: `${CONTACT} and mandate_id = kb.mandate()`,
    update: `${CONTACT} and mandate_id = (select kb.mandate())`,
    delete: `${CONTACT} and mandate_id = (select kb.mandate())`,
  },
  consults: {
    grant: 'select, insert, update, delete',
    select: SEES_CONSULT,
    insert: `${CONTACT} and ${IN_OFFICE} and asker_account_id = kb.account() and asker_mandate_id = kb.mandate() and organisation_id = kb.organisation()
      and status in ('draft', 'submitted') and assignee_account_id is null and answered_at is null and team_rating_ct is null`,
    // In sight; what may change is the trigger's, by the action that changes it.
    update: SEES_CONSULT,
    delete: mayGo('consults'),
  },
  consult_shares: {
    grant: 'select, insert, delete',
    select: `(account_id = (select kb.account()) and ${IN_OFFICE}) or kb.is_own(consult_id)`,
    insert: `kb.may_share(consult_id) and exists (select 1 from mandates m
      where m.account_id = consult_shares.account_id and m.organisation_id = kb.organisation() and m.role = kb.role())
      and not exists (select 1 from handover_exclusions x where x.consult_id = consult_shares.consult_id and x.account_id = consult_shares.account_id)`,
    delete: 'kb.is_own(consult_id)',
  },
  // Which organisations have nobody, for who can do something about it.
  organisations_without_contact: {
    grant: 'select (organisation_id, since)',
    select: `${ADMIN} or (${FEDERATION} and exists (select 1 from affiliations f where f.club_id = organisations_without_contact.organisation_id
      and f.federation_id = kb.organisation() and f.verifies and f.valid_from <= kb.today() and (f.valid_to is null or f.valid_to >= kb.today())))`,
  },
  handovers: {
    grant: 'select, insert, update (state, decided_at)',
    select: SEES_HANDOVER,
    insert: `from_account_id = kb.account() and from_mandate_id = kb.mandate() and organisation_id = kb.organisation()
      and state = 'offered' and placed_by is null and record_kind = 'consult' and kb.may_hand_over(consult_id, to_mandate_id)
      and exists (select 1 from mandates m where m.id = to_mandate_id and m.account_id = to_account_id)`,
    update: SEES_HANDOVER,
    check: 'true',
  },
  handover_exclusions: {
    grant: 'select, insert, delete',
    select: 'kb.is_own(consult_id)',
    insert: `kb.is_own(consult_id) and account_id <> kb.account() and exists (select 1 from mandates m
      where m.account_id = handover_exclusions.account_id and m.organisation_id = kb.organisation() and m.role = kb.role())`,
    delete: 'kb.is_own(consult_id)',
  },
  messages: {
    grant: 'select, insert, update (read_at)',
    select: `${isNoNoteOfOthers('messages')} and kb.reads(consult_id)`,
    insert: `author_account_id = kb.account() and read_at is null and ${ofConsult('messages', `case
      when messages.side = 'contact' then messages.team_code is null and messages.kind = 'message' and ${CONTACT} and kb.may(c, array['message', 'reply'])
      else messages.team_code = kb.team()
        and kb.may(c, array[case messages.kind when 'information-request' then 'request-information' else messages.kind end]) end`)}`,
    // Reading marks what the other side wrote; a colleague who reads along marks nothing.
    update: `side = case when ${CONTACT} then 'team' else 'contact' end
      and kb.reads(consult_id) and ${ofConsult('messages', `(not (${CONTACT}) or c.asker_account_id = kb.account())`)}`,
  },
  follow_ups: {
    grant: 'select, insert, update (outcome_ct, completed_at, next_reminder_at)',
    select: 'kb.reads(consult_id)',
    insert: `created_by = kb.account() and completed_at is null and outcome_ct is null and ${ofConsult('follow_ups', `kb.may(c, array['follow-up'])`)}`,
    update: 'kb.reads(consult_id)',
  },
  consult_events: {
    grant: 'select, insert',
    select: `case when kind = 'internal-note' then ${isNoNoteOfOthers('consult_events')} and kb.reads(consult_id) else kb.sees(consult_id) end`,
    insert: `kb.sees(consult_id) and ((side = 'team' and consult_events.team_code = kb.team()) or (side = 'contact' and kb.is_own(consult_id)))`,
  },
  escalations: {
    grant: 'select, insert, update',
    select: 'kb.sees_escalation(id)',
    // To who verifies her club, and to nobody else.
    insert: `state = 'asked' and ${ofConsult('escalations', `kb.may(c, array['escalate']) and not ('federation' = any (c.hidden_from))`)}
      and exists (select 1 from affiliations f where f.club_id = kb.organisation() and f.federation_id = escalations.federation_id and f.verifies)`,
    update: 'kb.sees_escalation(id)',
  },
  notifications: { grant: 'select, update (read_at)', select: SEES_NOTICE, update: SEES_NOTICE },
  idempotency_keys: {
    grant: 'select, insert, update (body_hmac, record_id, created_at)',
    select: 'mandate_id = (select kb.mandate())',
    insert: 'mandate_id = kb.mandate()',
    update: 'mandate_id = (select kb.mandate())',
  },
  outbox: {
    grant: 'select, insert, update (dead_at, attempts, lease_until, running_until)',
    // An admin what failed for good; anybody the cause of a notice of her own that cannot be told without. Of others it names who did it.
    select: `((select kb.role()) = 'admin' and last_error is not null)
      or ((event in ('address.refused', 'service.restored', 'registration.new-colleague') or event like 'organisation.%'
         or event like 'data-subject-request.%' or event like 'mandate.%' or event like 'reminder.still%') and kb.is_told(id))`,
    insert: ANNOUNCES,
    update: `(select kb.role()) = 'admin'`,
  },
  deliveries: {
    grant: 'select (id, account_id, state, sent_with), update (state, sent_at)',
    select: `(select kb.role()) = 'admin'`,
    update: `(select kb.role()) = 'admin' and state = 'refused'`,
    check: `state = 'waiting'`,
  },
  // Looked over and confirmed once; what they say is changed by a new set.
  reference_sets: {
    grant: 'select, update (confirmed_by, confirmed_on)',
    select: EVERY,
    update: `(select kb.role()) in ('admin', 'coordinator') and confirmed_by is null`,
    check: 'confirmed_by = kb.account()',
  },
  legal_holds: {
    grant: 'select, insert, update (ends_on, version, lifted_by, lifted_at)',
    select: OFFICER,
    insert: `${OFFICER} and set_by = kb.account() and lifted_at is null`,
    update: OFFICER,
  },
  legal_hold_prolongations: { grant: 'select, insert', select: OFFICER, insert: `${OFFICER} and by_account_id = kb.account()` },
  recovery_requests: {
    grant: `select (id, account_id, state, asked_by, asked_as, asked_at, approved_by, approved_at, ripe_at), insert (id, account_id, state, asked_by, asked_as, asked_at),
      update (state, approved_by, approved_at, ripe_at, closed_at)`,
    select: 'kb.vouches(account_id)',
    insert: `state = 'asked' and asked_by = kb.account() and asked_as = kb.role() and kb.vouches(account_id)`,
    update: `state = 'asked' and kb.vouches(account_id)`,
    check: `kb.vouches(account_id) and (state = 'refused' or (state = 'approved' and approved_by = kb.account() and asked_by <> kb.account()))`,
  },
  // Everybody is told that something may be lost.
  restore_gaps: READS,
  data_subject_requests: {
    grant: `select, insert, update (state, due_on, extension_reason, told_on, organisation_id, put_at, refusal_reason, closed_on, note_ct, version)`,
    select: OFFICER,
    insert: `${OFFICER} and created_by = kb.account() and state = 'open'`,
    update: OFFICER,
  },
  // Written before the rows go, so that it is seen whose they are.
  tombstones: {
    grant: 'insert',
    insert: `case kind when 'consult' then exists (select 1 from consults c where c.id = record_id and ${mayGo('c')})
      else exists (select 1 from kb.escalations_in_sight e join consults c on c.id = e.consult_id where e.id = record_id and ${mayGo('c')}) end`,
  },
  audit_events: {
    grant: 'select, insert',
    select: `${OFFICER} or account_id = (select kb.account())`,
    insert: 'account_id = kb.account() and mandate_id = kb.mandate()',
  },
};

/**
 * The owner looks through its own functions and views, and locks; it changes no row (migrations may, table by table). It adds to
 * the audit record: epochs begin and months leave by its hand.
 */
const OWNER: TableRights = { grant: '', select: EVERY, update: EVERY, check: 'false', insert: 'false' };
const OWNER_ADDS = ['audit_events', 'audit_seals', 'audit_detached'];
export const ownerOf = (table: string): TableRights => (OWNER_ADDS.includes(table) ? { ...OWNER, insert: EVERY } : OWNER);

/**
 * The second net (domain 12): what each role of the database may do with each table, people here, the product itself in
 * system-rights.ts. `grant` are its rights, the rest are conditions on rows; a command without a condition touches no row. Who
 * is not named has no right at all.
 */
export const RIGHTS: Record<DbRole, Record<string, TableRights>> = {
  klankbord_person: PERSON,
  klankbord_sign_in: SIGN_IN,
  klankbord_public: PUBLIC,
  klankbord_relay: RELAY,
  klankbord_schedules: SCHEDULES,
  klankbord_retention: RETENTION,
  klankbord_seed: SEED,
  klankbord_sealer: SEALER,
  klankbord_report: REPORT,
};

const READERS =
  'klankbord_person, klankbord_sign_in, klankbord_public, klankbord_schedules, klankbord_retention, klankbord_seed, klankbord_report';

/** Tables without a tenant: who may read or fill them. */
export const SHARED: Record<string, Record<string, string>> = {
  teams: { [READERS]: 'select', klankbord_seed: 'insert' },
};
