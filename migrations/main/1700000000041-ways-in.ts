import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ways in of an account: passkeys, an authenticator, printed codes; when two of them were set; and coming in again
 * without any. A session knows how long it may rest and has a name that its owner ends it by. Accounts of before are in.
 */
export class WaysIn1700000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table accounts add enrolled_at timestamptz;
      alter table accounts no force row level security;
      update accounts set enrolled_at = created_at;
      alter table accounts force row level security;

      alter table sessions
        add id uuid not null default gen_random_uuid(),
        add idle_minutes integer not null default 30;
      create unique index sessions_id on sessions (id);
      alter table sign_in_failures add attempt uuid;
      create index sign_in_failures_attempt on sign_in_failures (attempt) where attempt is not null;

      create table passkeys (
        id uuid primary key,
        account_id uuid not null references accounts,
        credential_id bytea not null unique,
        public_key bytea not null,
        counter bigint not null,
        transports text[] not null,
        device text not null,
        created_at timestamptz not null default now(),
        last_used_at timestamptz
      );
      create index passkeys_account on passkeys (account_id);
      create table authenticators (
        id uuid primary key,
        account_id uuid not null references accounts,
        secret_ct bytea not null,
        last_step bigint,
        created_at timestamptz not null default now(),
        confirmed_at timestamptz
      );
      create index authenticators_account on authenticators (account_id);
      create table recovery_codes (
        id uuid primary key,
        account_id uuid not null references accounts,
        code_hash bytea not null,
        created_at timestamptz not null default now(),
        confirmed_at timestamptz,
        used_at timestamptz
      );
      create index recovery_codes_account on recovery_codes (account_id);
      create table recovery_requests (
        id uuid primary key,
        account_id uuid not null references accounts,
        state text not null check (state in ('asked', 'approved', 'refused', 'stopped', 'used')),
        asked_by uuid not null references accounts,
        asked_as text not null,
        asked_at timestamptz not null,
        approved_by uuid references accounts check (approved_by <> asked_by),
        approved_at timestamptz,
        ripe_at timestamptz,
        stop_hash bytea,
        link_hash bytea,
        link_until timestamptz,
        closed_at timestamptz
      );
      create unique index recovery_requests_open on recovery_requests (account_id) where state in ('asked', 'approved');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table recovery_requests, recovery_codes, authenticators, passkeys;
      drop index sign_in_failures_attempt;
      alter table sign_in_failures drop attempt;
      drop index sessions_id;
      alter table sessions drop idle_minutes, drop id;
      alter table accounts drop enrolled_at;
    `);
  }
}
