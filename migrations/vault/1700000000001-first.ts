import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One wrapped data key per record. Losing a row here makes its record unreadable for good. */
export class FirstVault1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table data_keys (
        record_id uuid primary key,
        version integer not null default 1,
        kek_id text not null,
        wrapped bytea not null,
        created_at timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table data_keys');
  }
}
