import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Holds that are put on a consult by its reference and prolonged, and the register of what data subjects ask. */
export class PrivacyOffice1700000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What the officer typed; the consult itself is never read for a list of holds.
      alter table legal_holds add reference text not null default '', add version integer not null default 1;
      create index legal_holds_ending on legal_holds (ends_on) where lifted_at is null;
      create table legal_hold_prolongations (
        id uuid primary key,
        hold_id uuid not null references legal_holds on delete cascade,
        ended_on date not null,
        ends_on date not null,
        reason_ct bytea not null,
        by_account_id uuid not null references accounts,
        at timestamptz not null
      );
      create index legal_hold_prolongations_hold on legal_hold_prolongations (hold_id, id);

      create table data_subject_requests (
        id uuid primary key,
        number text not null unique,
        kind text not null check (kind in ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection')),
        state text not null check (state in ('open', 'put', 'answered', 'refused')),
        received_on date not null,
        due_on date not null,
        extension_reason text check (extension_reason in ('complex', 'many-requests')),
        told_on date,
        organisation_id uuid references organisations,
        put_at timestamptz,
        refusal_reason text check (refusal_reason in
          ('not-identified', 'unfounded', 'excessive', 'rights-of-others', 'legal-obligation', 'legal-claims')),
        closed_on date,
        note_ct bytea,
        created_by uuid not null references accounts,
        created_at timestamptz not null,
        version integer not null default 1,
        check ((extension_reason is null) = (told_on is null)),
        check ((state in ('answered', 'refused')) = (closed_on is not null)),
        check ((state = 'refused') = (refusal_reason is not null))
      );
      create index data_subject_requests_due on data_subject_requests (due_on) where state in ('open', 'put');

      update reference_sets set content = content
          || '{"legalHold": {"daysBefore": [7], "at": "09:00"}, "dataSubjectRequest": {"daysBefore": [14, 7, 0], "at": "09:00"}}'
        where kind = 'reminders' and not content ? 'legalHold';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table data_subject_requests;
      drop table legal_hold_prolongations;
      drop index legal_holds_ending;
      alter table legal_holds drop version, drop reference;
    `);
  }
}
