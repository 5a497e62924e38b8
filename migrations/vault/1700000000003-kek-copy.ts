import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a person said that a copy of this KEK is kept where the databases are not. */
export class KekCopy1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table keks add copy_confirmed_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table keks drop copy_confirmed_at');
  }
}
