import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who chose a daily digest gets what may wait in one mail: the other deliveries of that morning go with the first. */
export class MailRhythm1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table accounts add mail_rhythm text not null default 'at-once' check (mail_rhythm in ('at-once', 'daily'));
      alter table deliveries add gathered_for timestamptz, add sent_with uuid references deliveries;
      create index deliveries_gathered on deliveries (account_id, gathered_for) where gathered_for is not null and state = 'waiting';
      create index deliveries_sent_with on deliveries (sent_with) where sent_with is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table deliveries drop sent_with, drop gathered_for;
      alter table accounts drop mail_rhythm;
    `);
  }
}
