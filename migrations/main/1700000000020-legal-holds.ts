import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a privacy officer keeps from destruction: while a hold stands and has not ended, its record's retention waits. */
export class LegalHolds1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table legal_holds (
        id uuid primary key,
        record_kind text not null,
        record_id uuid not null,
        reason_ct bytea not null,
        set_by uuid not null references accounts,
        set_at timestamptz not null,
        ends_on date not null,
        lifted_by uuid references accounts,
        lifted_at timestamptz
      );
      create index legal_holds_standing on legal_holds (record_id, ends_on) where lifted_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table legal_holds');
  }
}
