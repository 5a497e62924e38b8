import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How somebody comes to a mandate: registrations, the links that were sent for them, the mails with those links (of a link its
 * SHA-256 only), and who said yes or no.
 */
export class Registrations1700000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table registrations (
        id uuid primary key,
        state text not null check (state in
          ('prepared', 'requested', 'invited', 'accepted', 'active', 'renewal', 'refused', 'withdrawn', 'expired')),
        role text not null,
        organisation_id uuid not null references organisations,
        email text not null,
        name text,
        account_id uuid references accounts,
        mandate_id uuid references mandates,
        created_by uuid references accounts,
        created_at timestamptz not null,
        wave_id uuid,
        accepted_at timestamptz,
        decided_at timestamptz,
        refusal_reason text,
        -- Each time that it is looked at anew, two people look.
        round integer not null default 1,
        training_code text,
        training_on date,
        training_valid_to date,
        extract_checked_on date,
        statement_version text,
        statement_on date,
        is_board_member boolean,
        version integer not null default 1,
        check ((account_id is null) = (state in ('prepared', 'requested', 'invited', 'expired')) or state = 'withdrawn'),
        check ((mandate_id is not null) = (state in ('active', 'renewal')))
      );
      create index registrations_organisation on registrations (organisation_id, id);
      create index registrations_account on registrations (account_id) where account_id is not null;
      create unique index registrations_mandate on registrations (mandate_id) where mandate_id is not null;
      -- One at a time for an address; what somebody typed without proving that it is hers stands in nobody's way.
      create unique index registrations_under_way on registrations (organisation_id, role, lower(email))
        where state in ('prepared', 'invited', 'expired', 'accepted');

      create table invitations (
        id uuid primary key,
        registration_id uuid not null references registrations on delete cascade,
        kind text not null check (kind in ('candidate', 'request', 'board-member')),
        email text not null,
        -- Of a board member.
        name text,
        function text,
        state text not null check (state in ('waiting', 'accepted', 'declined', 'withdrawn', 'bounced', 'expired')),
        sent_by uuid references accounts,
        sent_at timestamptz not null,
        expires_at timestamptz not null,
        answered_at timestamptz
      );
      create index invitations_registration on invitations (registration_id, id);
      create unique index invitations_waiting on invitations (registration_id, (kind = 'board-member')) where state = 'waiting';
      create index invitations_sent on invitations (sent_at) where state = 'waiting';

      create table registration_mails (
        id uuid primary key,
        registration_id uuid not null references registrations on delete cascade,
        invitation_id uuid references invitations on delete cascade,
        template text not null,
        token_hash bytea unique,
        state text not null check (state in ('waiting', 'sent', 'skipped', 'refused')),
        created_at timestamptz not null,
        sent_at timestamptz
      );
      create index registration_mails_registration on registration_mails (registration_id);
      create index registration_mails_invitation on registration_mails (invitation_id);

      create table registration_approvals (
        id uuid primary key,
        registration_id uuid not null references registrations on delete cascade,
        round integer not null,
        account_id uuid references accounts,
        mandate_id uuid references mandates,
        invitation_id uuid references invitations,
        capacity text not null check (capacity in ('contact', 'board-member', 'federation', 'counsellor', 'team-lead', 'coordinator', 'admin')),
        approved boolean not null,
        at timestamptz not null,
        check ((account_id is null) = (capacity = 'board-member')),
        check ((account_id is null) = (mandate_id is null)),
        check ((account_id is null) = (invitation_id is not null)),
        unique (registration_id, round, account_id),
        unique (registration_id, round, invitation_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table registration_approvals, registration_mails, invitations, registrations cascade;
      drop function if exists kb.guard_registration, kb.guard_invitation, kb.registration_organisations, kb.is_twice_approved, kb.sees_registration cascade;
    `);
  }
}
