import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Row security asks of a name whether its holder shows herself to the team: few questions do. */
export class ShownAskers1700000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index consults_shown on consults (asker_account_id, team_code) where show_asker');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index consults_shown');
  }
}
