import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Columns ending in _ct hold ciphertext only (platform/vault). Coded columns in clear text are those
 * that lists, scopes and deadlines need: team, level, region, urgency, status, conflict levels, dates.
 */
export class First1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organisations (
        id uuid primary key,
        kind text not null check (kind in ('federation', 'club', 'team', 'authority')),
        name text not null,
        postal_code text,
        created_at timestamptz not null default now()
      );
      create table affiliations (
        club_id uuid not null references organisations,
        federation_id uuid not null references organisations,
        verifies boolean not null default false,
        valid_from date not null,
        valid_to date,
        primary key (club_id, federation_id, valid_from)
      );
      create table teams (
        code text primary key,
        organisation_id uuid not null unique references organisations,
        kind text not null check (kind in ('line1712', 'vk', 'caw', 'coordination1712')),
        name text not null,
        phone text
      );

      create table accounts (
        id uuid primary key,
        email text not null,
        name text not null,
        password_hash text,
        created_at timestamptz not null default now(),
        suspended_at timestamptz,
        mail_refused_at timestamptz
      );
      create unique index accounts_email on accounts (lower(email));
      create table mandates (
        id uuid primary key,
        account_id uuid not null references accounts,
        role text not null,
        organisation_id uuid not null references organisations,
        valid_from date not null,
        valid_to date,
        suspended_at timestamptz,
        created_at timestamptz not null default now()
      );
      create index mandates_account on mandates (account_id);
      create index mandates_organisation on mandates (organisation_id, role);
      create index mandates_ending on mandates (valid_to) where valid_to is not null;
      create table sessions (
        id_hash bytea primary key,
        account_id uuid references accounts,
        data jsonb not null,
        created_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        expires_at timestamptz not null
      );
      create index sessions_account on sessions (account_id, last_seen_at) where account_id is not null;
      create index sessions_expiry on sessions (expires_at);
      create table sign_in_failures (
        id bigint generated always as identity primary key,
        subject bytea not null,
        at timestamptz not null default now()
      );
      create index sign_in_failures_subject on sign_in_failures (subject, at);

      create table reference_sets (
        id uuid primary key,
        kind text not null,
        scope text not null default '',
        valid_from date not null,
        content jsonb not null,
        confirmed_by uuid references accounts,
        confirmed_on date,
        created_at timestamptz not null default now()
      );
      create unique index reference_sets_kind on reference_sets (kind, scope, valid_from, created_at);

      create table consults (
        id uuid primary key,
        reference text not null unique,
        status text not null,
        urgency text,
        level text not null,
        region text,
        team_code text references teams,
        policy text,
        asker_account_id uuid not null references accounts,
        asker_mandate_id uuid not null references mandates,
        organisation_id uuid not null references organisations,
        assignee_account_id uuid references accounts,
        hidden_from text[] not null default '{}',
        show_asker boolean not null default false,
        question_ct bytea,
        narrative_ct bytea,
        facts_ct bytea,
        contact_ct bytea,
        routing_ct bytea,
        receipt_ct bytea,
        outcome_ct bytea,
        team_rating_ct bytea,
        contact_rating_ct bytea,
        beside_id uuid references consults on delete set null,
        escalation_id uuid,
        version integer not null default 1,
        clock_started_at timestamptz,
        clock_minutes double precision,
        clock_left double precision,
        answer_due timestamptz,
        announced_due timestamptz,
        created_at timestamptz not null,
        touched_at timestamptz not null,
        submitted_at timestamptz,
        queued_at timestamptz,
        claimed_at timestamptz,
        team_wrote_at timestamptz,
        asked_at timestamptz,
        answered_at timestamptz,
        unread_since timestamptz,
        answer_read_at timestamptz,
        closed_at timestamptz,
        next_reminder_at timestamptz
      );
      create index consults_asker on consults (asker_account_id, id desc);
      create index consults_team on consults (team_code, status, id desc);
      create index consults_open_team on consults (team_code, answer_due, id)
        where status in ('submitted', 'in-progress', 'waiting-for-contact', 'answered');
      create index consults_assignee on consults (assignee_account_id, id desc) where assignee_account_id is not null;
      create index consults_reminder on consults (next_reminder_at) where next_reminder_at is not null;
      create index consults_beside on consults (beside_id) where beside_id is not null;
      create table escalations (
        id uuid primary key,
        consult_id uuid not null references consults on delete cascade,
        federation_id uuid not null references organisations,
        state text not null check (state in ('asked', 'accepted', 'declined', 'withdrawn')),
        extract_ct bytea not null,
        receipt_ct bytea not null,
        reason_ct bytea,
        asked_at timestamptz not null,
        decided_at timestamptz,
        decided_by uuid references accounts,
        withdrawn_at timestamptz
      );
      create index escalations_consult on escalations (consult_id, id);
      create unique index escalations_standing on escalations (consult_id) where state in ('asked', 'accepted');
      create index escalations_federation on escalations (federation_id, id desc);
      alter table consults add foreign key (escalation_id) references escalations on delete set null;
      create index consults_escalation on consults (escalation_id) where escalation_id is not null;
      create table consult_shares (
        consult_id uuid not null references consults on delete cascade,
        account_id uuid not null references accounts,
        created_at timestamptz not null,
        primary key (consult_id, account_id)
      );
      create index consult_shares_account on consult_shares (account_id, consult_id desc);
      create table messages (
        id uuid primary key,
        consult_id uuid not null references consults on delete cascade,
        kind text not null,
        side text not null check (side in ('contact', 'team')),
        author_account_id uuid not null references accounts,
        team_code text references teams,
        text_ct bytea not null,
        at timestamptz not null,
        read_at timestamptz
      );
      create index messages_consult on messages (consult_id, id);
      create index messages_unread on messages (consult_id, side) where read_at is null;
      create table follow_ups (
        id uuid primary key,
        consult_id uuid not null references consults on delete cascade,
        due_on date not null,
        owner text not null check (owner in ('contact', 'assignee')),
        text_ct bytea not null,
        outcome_ct bytea,
        created_by uuid not null references accounts,
        created_at timestamptz not null,
        completed_at timestamptz,
        next_reminder_at timestamptz
      );
      create index follow_ups_consult on follow_ups (consult_id, due_on, id);
      create index follow_ups_reminder on follow_ups (next_reminder_at) where next_reminder_at is not null;
      create table consult_events (
        id uuid primary key,
        consult_id uuid not null references consults on delete cascade,
        at timestamptz not null,
        kind text not null,
        side text not null check (side in ('contact', 'team', 'system')),
        team_code text
      );
      create index consult_events_consult on consult_events (consult_id, id);

      create table idempotency_keys (
        mandate_id uuid not null references mandates,
        route text not null,
        key text not null,
        body_hmac bytea not null,
        status integer not null,
        record_id uuid not null,
        created_at timestamptz not null default now(),
        primary key (mandate_id, route, key)
      );
      create index idempotency_keys_age on idempotency_keys (created_at);

      create table outbox (
        id uuid primary key,
        event text not null,
        payload jsonb not null,
        dedupe_key text unique,
        not_before timestamptz,
        created_at timestamptz not null default now(),
        announced_at timestamptz,
        lease_until timestamptz not null default '-infinity',
        running_until timestamptz not null default '-infinity',
        attempts integer not null default 0,
        done_at timestamptz,
        dead_at timestamptz,
        last_error text
      );
      create index outbox_waiting on outbox (coalesce(not_before, '-infinity'), id)
        where done_at is null and dead_at is null;
      create index outbox_dead on outbox (dead_at, id) where dead_at is not null;
      create table deliveries (
        id uuid primary key,
        outbox_id uuid not null references outbox,
        mandate_id uuid not null references mandates,
        account_id uuid not null references accounts,
        consult_id uuid,
        escalation_id uuid,
        template text not null,
        reason jsonb,
        state text not null default 'waiting' check (state in ('waiting', 'sent', 'skipped', 'refused')),
        created_at timestamptz not null,
        sent_at timestamptz,
        unique (outbox_id, account_id)
      );
      create index deliveries_account on deliveries (account_id, id);
      create table notifications (
        id uuid primary key,
        outbox_id uuid not null references outbox,
        mandate_id uuid not null references mandates,
        consult_id uuid references consults on delete cascade,
        escalation_id uuid references escalations on delete cascade,
        event text not null,
        at timestamptz not null,
        read_at timestamptz,
        unique (outbox_id, mandate_id)
      );
      create index notifications_mandate on notifications (mandate_id, id desc);
      create index notifications_consult on notifications (consult_id);
      create index notifications_escalation on notifications (escalation_id) where escalation_id is not null;

      create table audit_events (
        id uuid primary key,
        at timestamptz not null default clock_timestamp(),
        xid xid8 not null default pg_current_xact_id(),
        account_id uuid,
        mandate_id uuid,
        action text not null,
        record_kind text,
        record_id uuid,
        result text not null
      );
      create index audit_events_record on audit_events (record_id, id);
      create index audit_events_account on audit_events (account_id, id);
      create function audit_is_insert_only() returns trigger language plpgsql as $$
        begin raise exception 'audit_events is insert-only'; end $$;
      create trigger audit_is_insert_only before update or delete or truncate on audit_events
        for each statement execute function audit_is_insert_only();

      create schema dev;
      create table dev.clock (
        single boolean primary key default true check (single),
        stands_at timestamptz not null
      );
      create table dev.mails (
        id bigint generated always as identity primary key,
        recipient text not null,
        subject text not null,
        text text not null,
        message_id text not null,
        sent_at timestamptz not null
      );
      create index mails_recipient on dev.mails (recipient, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop schema dev cascade;
      drop table audit_events, notifications, deliveries, outbox, idempotency_keys, consult_events, follow_ups,
        messages, consult_shares, escalations, consults, reference_sets, sign_in_failures, sessions, mandates, accounts,
        teams, affiliations, organisations;
      drop function audit_is_insert_only;
    `);
  }
}
