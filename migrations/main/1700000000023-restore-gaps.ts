import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each time the database was put back from a backup: what happened between these moments was lost, and everybody is told. */
export class RestoreGaps1700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table restore_gaps (
        id uuid primary key,
        lost_from timestamptz not null,
        lost_to timestamptz not null,
        at timestamptz not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table restore_gaps');
  }
}
