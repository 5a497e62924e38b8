import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Under which name a provider of single sign-on knows whose account: one of each at one provider. */
export class AccountIdentities1700000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table account_identities (
        issuer text not null check (length(issuer) <= 500),
        subject text not null check (subject ~ '^(vo_id|sub):.' and length(subject) <= 262),
        account_id uuid not null references accounts,
        linked_at timestamptz not null,
        primary key (issuer, subject),
        unique (account_id, issuer)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table account_identities');
  }
}
