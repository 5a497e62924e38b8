import { MANDATE_BEGINS_BY_LINK, REGISTRATION_SCHEDULES, REGISTRATION_SIGN_IN, REGISTRATION_TELLS } from './registration-rights.js';
import { all, AUDITS, EVERY, READS, type TableRights } from './table-rights.js';

/** What the product does by itself: each kind of work its own tables and columns (platform/database/roles.ts). */
const READS_ORGANISATIONS = { organisations: READS, affiliations: READS };

export const SIGN_IN: Record<string, TableRights> = {
  ...READS_ORGANISATIONS,
  ...REGISTRATION_SIGN_IN,
  accounts: {
    grant: 'select, insert (id, email, name), update (password_hash, enrolled_at)',
    select: EVERY,
    insert: EVERY,
    update: EVERY,
  },
  mandates: { grant: 'select, insert (id, account_id, role, organisation_id, valid_from, valid_to)', select: EVERY, ...MANDATE_BEGINS_BY_LINK },
  sessions: all('select, insert, update, delete'),
  sign_in_failures: { grant: 'select, insert, delete', select: EVERY, insert: EVERY, delete: EVERY },
  passkeys: all('select, insert, update (counter, last_used_at), delete'),
  authenticators: all('select, insert, update (last_step, confirmed_at), delete'),
  recovery_codes: all('select, insert, update (confirmed_at, used_at), delete'),
  recovery_requests: { grant: 'select, update (state, closed_at)', select: EVERY, update: EVERY },
  sign_in_networks: { grant: 'select, insert', select: EVERY, insert: EVERY },
  account_identities: { grant: 'select, insert, delete', select: EVERY, insert: EVERY, delete: EVERY },
  // What tells the account's owner of a sign-in, and others of a registration.
  outbox: { grant: 'insert', insert: `event like 'account.%' or ${REGISTRATION_TELLS}` },
  reference_sets: READS,
  // A refused attempt is put on record in the name of who tried.
  audit_events: { grant: 'select, insert', select: `action = 'session.open'`, insert: `account_id is null or result <> 'ok'` },
};

/**
 * Anybody, without a sign-in: names of organisations, which are public, and published data. Who is a contact there, and how she is reached,
 * is told by functions that know what she agreed to.
 */
export const PUBLIC: Record<string, TableRights> = {
  organisations: { grant: 'select (id, kind, name, postal_code, place, ended_on, merged_into, search)', select: EVERY },
  affiliations: READS,
  reference_sets: READS,
};

export const RELAY: Record<string, TableRights> = {
  outbox: { grant: 'select, insert, update', select: EVERY, insert: EVERY, update: EVERY },
  audit_events: AUDITS,
};

const HOLDS: TableRights = { grant: 'select (id, record_id, set_at, ends_on, lifted_at)', select: EVERY };

/** Planning, telling, releasing, closing, pruning: states, dates and ids, and never a thread. */
export const SCHEDULES: Record<string, TableRights> = {
  ...READS_ORGANISATIONS,
  ...REGISTRATION_SCHEDULES,
  accounts: { grant: 'select (id, email, suspended_at, mail_refused_at, mail_rhythm), update (mail_refused_at)', select: EVERY, update: EVERY },
  mandates: { grant: 'select, update (asked_on)', select: EVERY, update: EVERY },
  consults: {
    grant: `select, update (status, version, assignee_account_id, claimed_at, team_wrote_at, queued_at, closed_at, outcome_ct, contact_ct,
      clock_started_at, clock_minutes, clock_left, answer_due, announced_due, asked_at, unread_since, answer_read_at, next_reminder_at,
      destroy_on, kept_until, keep_reason_ct, warned_at, warning_seen_at, asker_account_id, asker_mandate_id, show_asker)`,
    select: EVERY,
    update: EVERY,
  },
  consult_events: { grant: 'insert', insert: `side = 'system'` },
  follow_ups: { grant: 'select (id, consult_id, owner, due_on, completed_at, next_reminder_at), update (next_reminder_at)', select: EVERY, update: EVERY },
  escalations: { grant: 'select (id, consult_id, federation_id, state)', select: EVERY },
  // A consult that was handed over is no longer shared with who took it over.
  consult_shares: { grant: 'select, delete', select: EVERY, delete: EVERY },
  handovers: { grant: 'select, insert, update (state, decided_at)', select: EVERY, insert: 'placed_by is not null', update: EVERY },
  handover_exclusions: READS,
  organisations_without_contact: all('select, insert, update, delete'),
  notifications: { grant: 'select (outbox_id, mandate_id), insert', select: EVERY, insert: EVERY },
  deliveries: { grant: 'select, insert, update (state, sent_at, sent_with)', select: EVERY, insert: EVERY, update: EVERY },
  outbox: { grant: 'select (id, event, payload, dedupe_key), insert', select: EVERY, insert: EVERY },
  legal_holds: HOLDS,
  idempotency_keys: { grant: 'select (created_at), delete', select: EVERY, delete: EVERY },
  sessions: { grant: 'select (account_id, expires_at, last_seen_at, idle_minutes), delete', select: EVERY, delete: EVERY },
  sign_in_failures: { grant: 'select (at), delete', select: EVERY, delete: EVERY },
  data_subject_requests: { grant: 'select (id, state, due_on)', select: EVERY },
  authenticators: { grant: 'select (id)', select: EVERY },
  recovery_requests: { grant: 'select, update (stop_hash, link_hash, link_until)', select: EVERY, update: EVERY },
  restore_gaps: { grant: 'select, insert', select: EVERY, insert: EVERY },
  reference_sets: READS,
  audit_events: AUDITS,
};

/** The end of what had its time, of the mail log and of networks: states, dates and ids. */
export const RETENTION: Record<string, TableRights> = {
  ...READS_ORGANISATIONS,
  accounts: { grant: 'select (id, suspended_at)', select: EVERY },
  mandates: { grant: 'select', select: EVERY },
  consults: {
    grant: `select (id, reference, status, asker_account_id, organisation_id, submitted_at, destroy_on, warned_at, warning_seen_at),
      update (destroy_on, warned_at, warning_seen_at, next_reminder_at), delete`,
    select: EVERY,
    update: EVERY,
    delete: EVERY,
  },
  escalations: { grant: 'select (id, consult_id), delete', select: EVERY, delete: EVERY },
  legal_holds: { ...HOLDS, grant: `${HOLDS.grant}, delete`, delete: EVERY },
  data_subject_requests: { grant: 'select (id, closed_on), delete', select: EVERY, delete: EVERY },
  tombstones: { grant: 'select, insert', select: EVERY, insert: EVERY },
  outbox: { grant: 'select (id, event, payload, dedupe_key, done_at, dead_at), delete', select: EVERY, delete: EVERY },
  deliveries: { grant: 'select (id, outbox_id, state), delete', select: EVERY, delete: EVERY },
  sign_in_networks: { grant: 'select (at), delete', select: EVERY, delete: EVERY },
  public_contacts: { grant: 'select (mandate_id), delete', select: EVERY, delete: EVERY },
  reference_sets: READS,
  // A privacy officer's word stands in her name; she herself sees no consult.
  audit_events: { grant: 'insert', insert: `account_id is null or action = 'retention.confirm'` },
};

/** Filling an empty database with reference data and, in the demo, its world. */
export const SEED: Record<string, TableRights> = {
  organisations: { grant: 'select, insert', select: EVERY, insert: EVERY },
  affiliations: { grant: 'select, insert', select: EVERY, insert: EVERY },
  accounts: { grant: 'select, insert', select: EVERY, insert: EVERY },
  mandates: { grant: 'select, insert', select: EVERY, insert: EVERY },
  outbox: { grant: 'select, update (done_at)', select: EVERY, update: EVERY },
  reference_sets: { grant: 'select, insert', select: EVERY, insert: EVERY },
  audit_events: AUDITS,
};

/** Chains the record, and verifies it. */
export const SEALER: Record<string, TableRights> = {
  audit_events: READS,
  audit_seals: { grant: 'select, insert', select: EVERY, insert: EVERY },
  audit_detached: READS,
};

/** An account that fell into wrong hands: what it opened, whom to tell, and its end; and what is kept of an account, for who it is of. */
export const REPORT: Record<string, TableRights> = {
  ...READS_ORGANISATIONS,
  audit_events: { grant: 'select, insert', select: EVERY, insert: 'account_id is null' },
  sign_in_networks: READS,
  consults: {
    grant: `select (id, reference, status, asker_account_id, organisation_id, created_at, submitted_at, answered_at, closed_at)`,
    select: EVERY,
  },
  escalations: { grant: 'select (id, consult_id)', select: EVERY },
  accounts: {
    grant: 'select (id, email, name, created_at, suspended_at, mail_refused_at, mail_rhythm), update (suspended_at)',
    select: EVERY,
    update: EVERY,
  },
  mandates: READS,
  registrations: READS,
  public_contacts: READS,
  passkeys: { grant: 'select (account_id, device, created_at, last_used_at)', select: EVERY },
  authenticators: { grant: 'select (account_id, confirmed_at)', select: EVERY },
  recovery_codes: { grant: 'select (account_id, confirmed_at, used_at)', select: EVERY },
  sessions: { grant: 'select (account_id, created_at, last_seen_at, expires_at), delete', select: EVERY, delete: EVERY },
  account_identities: READS,
  deliveries: { grant: 'select (id, account_id, template, state, created_at, sent_at)', select: EVERY },
};
