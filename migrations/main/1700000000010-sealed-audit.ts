import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit record by month, and its seals. A month can leave as a whole when its ten years are over. `epoch` counts the
 * clusters that wrote here: transaction ids of one say nothing about those of another.
 */
export class SealedAudit1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function audit_is_insert_only() returns trigger language plpgsql as $$
        begin raise exception '% is insert-only', tg_table_name; end $$;
      alter table audit_events rename to audit_events_before;
      alter table audit_events_before drop constraint audit_events_pkey;
      drop index audit_events_record, audit_events_account;

      create table audit_events (
        id uuid not null,
        at timestamptz not null default clock_timestamp(),
        xid xid8 not null default pg_current_xact_id(),
        epoch integer not null default 1,
        account_id uuid,
        mandate_id uuid,
        action text not null,
        record_kind text,
        record_id uuid,
        result text not null,
        constraint audit_events_pkey primary key (id, at)
      ) partition by range (at);
      create index audit_events_record on audit_events (record_id, id);
      create index audit_events_account on audit_events (account_id, id);
      create index audit_events_order on audit_events (epoch, xid, id);
      create table audit_events_default partition of audit_events default;
      create trigger audit_is_insert_only before update or delete or truncate on audit_events
        for each statement execute function audit_is_insert_only();
      create trigger audit_is_insert_only before update or delete or truncate on audit_events_default
        for each statement execute function audit_is_insert_only();

      -- A table that is attached holds up nobody who writes; one that is made as a partition would.
      create function audit_partition(month date) returns void language plpgsql
        set search_path = public, pg_temp set lock_timeout = '2s' as $$
        declare partition text := to_char(month, '"audit_events_"YYYY_MM');
        begin
          if to_regclass(partition) is not null then return; end if;
          execute format('create table %I (like audit_events including defaults including constraints)', partition);
          execute format('create trigger audit_is_insert_only before update or delete or truncate on %I
            for each statement execute function audit_is_insert_only()', partition);
          execute format('alter table audit_events attach partition %I for values from (%L) to (%L)', partition,
            month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
        end $$;
      create function audit_partitions_ahead() returns void language plpgsql security definer
        set search_path = public, pg_temp as $$
        declare this_month date := date_trunc('month', now() at time zone 'UTC');
        begin
          perform pg_advisory_xact_lock(1712, 2);
          for ahead in 0..2 loop
            begin
              perform audit_partition((this_month + make_interval(months => ahead))::date);
            exception when check_violation then
              -- Rows of this month fell into the default partition already: they stay there, and their month with them.
              null;
            end;
          end loop;
        end $$;
      revoke execute on function audit_partition, audit_partitions_ahead from public;

      select audit_partition(month::date) from generate_series(
        (select date_trunc('month', min(at) at time zone 'UTC') from audit_events_before),
        date_trunc('month', now() at time zone 'UTC'), interval '1 month') month;
      select audit_partitions_ahead();
      insert into audit_events (id, at, xid, account_id, mandate_id, action, record_kind, record_id, result)
        select id, at, xid, account_id, mandate_id, action, record_kind, record_id, result from audit_events_before;
      drop table audit_events_before;

      -- marks: of each row its id and an HMAC, so that a verification can say which row. head: an HMAC over all of it and the head before.
      create table audit_seals (
        epoch integer not null,
        number bigint not null,
        first_xid xid8 not null,
        first_id uuid not null,
        last_xid xid8 not null,
        last_id uuid not null,
        count integer not null,
        marks bytea not null,
        head bytea not null,
        at timestamptz not null default clock_timestamp(),
        primary key (epoch, number)
      );
      -- What was left of the record after a month went: where it is verified from, under an HMAC.
      create table audit_detached (
        month text primary key,
        epoch integer not null,
        number bigint not null,
        last_xid xid8 not null,
        last_id uuid not null,
        count bigint not null,
        head bytea not null,
        mac bytea not null,
        at timestamptz not null default clock_timestamp()
      );
      create trigger audit_is_insert_only before update or delete or truncate on audit_seals
        for each statement execute function audit_is_insert_only();
      create trigger audit_is_insert_only before update or delete or truncate on audit_detached
        for each statement execute function audit_is_insert_only();

      create table sign_in_networks (
        event_id uuid primary key,
        prefix cidr not null,
        at timestamptz not null default clock_timestamp()
      );
      create index sign_in_networks_age on sign_in_networks (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table sign_in_networks, audit_detached, audit_seals;
      drop function audit_partitions_ahead, audit_partition;
      alter table audit_events rename to audit_events_after;
      alter table audit_events_after drop constraint audit_events_pkey;
      drop index audit_events_record, audit_events_account;
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
      insert into audit_events select id, at, xid, account_id, mandate_id, action, record_kind, record_id, result from audit_events_after;
      drop table audit_events_after;
      create index audit_events_record on audit_events (record_id, id);
      create index audit_events_account on audit_events (account_id, id);
      create or replace function audit_is_insert_only() returns trigger language plpgsql as $$
        begin raise exception 'audit_events is insert-only'; end $$;
      create trigger audit_is_insert_only before update or delete or truncate on audit_events
        for each statement execute function audit_is_insert_only();
    `);
  }
}
