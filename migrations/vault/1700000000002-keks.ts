import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * keks: every key-encryption key that was ever current, by the start of its hash; `sealed` opens with it alone. A retired
 * one wraps no new key. restores: when either database was last put back; it holds the sweep of orphan keys.
 */
export class Keks1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table keks (
        kek_id text primary key,
        created_at timestamptz not null default now(),
        retired_at timestamptz,
        sealed bytea
      );
      insert into keks (kek_id, created_at) select kek_id, min(created_at) from data_keys group by kek_id;
      alter table data_keys add disabled_at timestamptz, add foreign key (kek_id) references keks;
      create index data_keys_kek on data_keys (kek_id, record_id);
      create table restores (
        id bigint generated always as identity primary key,
        restored_at timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table restores;
      drop index data_keys_kek;
      alter table data_keys drop constraint data_keys_kek_id_fkey, drop disabled_at;
      drop table keks;
    `);
  }
}
