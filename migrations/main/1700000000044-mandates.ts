import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes of a mandate after it began: its end, its suspension, the yearly question, and what its holder hands over. */
export class Mandates1700000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table mandates
        add ended_on date,
        add ending_reason text check (ending_reason in ('left', 'replaced', 'organisation-ended', 'for-cause', 'other')),
        add ended_by uuid references accounts,
        add suspended_by uuid references accounts,
        -- "Ben je nog aanspreekpunt?": when it was asked, when answered, and what.
        add asked_on date,
        add answered_on date,
        add answered_still boolean,
        add check ((ended_on is null) = (ending_reason is null)),
        add check ((answered_on is null) = (answered_still is null));
      create index mandates_ended on mandates (ended_on) where ended_on is not null;
      create index mandates_asked on mandates (asked_on) where asked_on is not null;

      create table handovers (
        id uuid primary key,
        record_kind text not null check (record_kind in ('consult')),
        consult_id uuid references consults on delete cascade,
        organisation_id uuid not null references organisations,
        from_account_id uuid not null references accounts,
        from_mandate_id uuid not null references mandates,
        to_account_id uuid not null references accounts,
        to_mandate_id uuid not null references mandates,
        -- An administrator, of what nobody could offer any more.
        placed_by uuid references accounts,
        state text not null check (state in ('offered', 'accepted', 'declined', 'withdrawn')),
        offered_at timestamptz not null,
        decided_at timestamptz,
        check ((record_kind = 'consult') = (consult_id is not null)),
        check (from_account_id <> to_account_id),
        check ((state = 'offered') = (decided_at is null))
      );
      create unique index handovers_offered on handovers (consult_id) where state = 'offered';
      create index handovers_consult on handovers (consult_id);
      create index handovers_from on handovers (from_account_id, id desc);
      create index handovers_to on handovers (to_account_id, id desc);

      -- "Niet naar deze opvolger": never offered to, never shared with.
      create table handover_exclusions (
        consult_id uuid not null references consults on delete cascade,
        account_id uuid not null references accounts,
        created_at timestamptz not null,
        primary key (consult_id, account_id)
      );

      -- Who was told that an organisation has no contact any more.
      create table organisations_without_contact (
        organisation_id uuid primary key references organisations,
        since date not null,
        federation_told_on date,
        admin_told_on date
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger if exists guard_mandate on mandates;
      -- With the views and policies that look at them: those are said again after every step.
      drop table organisations_without_contact, handover_exclusions, handovers cascade;
      alter table mandates drop ended_on, drop ending_reason, drop ended_by, drop suspended_by, drop asked_on, drop answered_on, drop answered_still;
    `);
  }
}
