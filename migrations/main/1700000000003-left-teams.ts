import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams that a consult was kept from by a conflict with the team itself: it never comes back to one of them. */
export class LeftTeams1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table consults add left_teams text[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table consults drop left_teams');
  }
}
