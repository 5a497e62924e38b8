import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an integrity contact agreed to show of herself to anybody who looks for her, under one mandate. */
export class PublicContacts1700000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table public_contacts (
        mandate_id uuid primary key references mandates on delete cascade,
        -- What strangers name her by: another one when she agrees anew.
        id uuid not null unique,
        name text not null check (length(name) between 1 and 100),
        phone text check (phone ~ '^\\+[0-9]{6,15}$'),
        email text check (length(email) <= 254),
        agreed_at timestamptz not null,
        version integer not null default 1,
        check (phone is not null or email is not null)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function if exists kb.shown_contacts(uuid[]);
      drop function if exists kb.reach_of_contact(uuid);
      drop table public_contacts;
    `);
  }
}
