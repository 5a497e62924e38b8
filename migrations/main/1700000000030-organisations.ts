import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Organisations with their numbers, their end and what they went into, found by parts of words; affiliations that do not overlap.
 * Both extensions come with Postgres and are trusted: the owner of the database may make them.
 */
export class Organisations1700000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists pg_trgm;
      create extension if not exists btree_gist;

      -- Twin of plainText in domain/plain-search.ts. The collation is named: what is stored depends on no system's locale.
      create function plain_search(written text) returns text language sql immutable strict parallel safe return
        btrim(regexp_replace(regexp_replace(
          lower(regexp_replace(normalize(written, NFKD), '[\\u0300-\\u036f]', '', 'g') collate pg_c_utf8),
          '[.''’]', '', 'g'), '[\\u0001-/:-@\\[-\`{-\\u009f]+', ' ', 'g'));

      alter table organisations
        add kbo text check (kbo ~ '^[01][0-9]{9}$'),
        add vcode text check (vcode ~ '^V[0-9]{7,9}$'),
        add place text,
        add ended_on date,
        add merged_into uuid references organisations,
        add version integer not null default 1,
        add search text generated always as (plain_search(
          name || ' ' || coalesce(postal_code, '') || ' ' || coalesce(place, '') || ' ' || coalesce(kbo, '') || ' ' || coalesce(vcode, ''))) stored,
        add check (merged_into <> id),
        add check (merged_into is null or ended_on is not null);
      -- What merged keeps its number; what it went into may take it over.
      create unique index organisations_kbo on organisations (kbo) where merged_into is null;
      create unique index organisations_vcode on organisations (vcode) where merged_into is null;
      -- Without a list of what is still to be indexed: a search right after an import is as fast as any.
      create index organisations_search on organisations using gin (search gin_trgm_ops) with (fastupdate = off);
      create index organisations_list on organisations (search collate "C", id) where merged_into is null;
      create index organisations_merged on organisations (merged_into) where merged_into is not null;

      alter table affiliations
        add check (valid_to >= valid_from),
        add constraint affiliations_once exclude using gist
          (club_id with =, federation_id with =, daterange(valid_from, valid_to, '[]') with &&),
        add constraint affiliations_one_verifies exclude using gist
          (club_id with =, daterange(valid_from, valid_to, '[]') with &&) where (verifies);
      create index affiliations_federation on affiliations (federation_id, club_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Before this, both tables stood outside row security (features/row-security).
      do $$ declare policy record; begin
        for policy in select policyname, tablename from pg_policies where schemaname = 'public' and tablename in ('organisations', 'affiliations') loop
          execute format('drop policy %I on %I', policy.policyname, policy.tablename);
        end loop;
      end $$;
      alter table organisations disable row level security, no force row level security;
      alter table affiliations disable row level security, no force row level security;
      drop trigger if exists guard_organisation on organisations;
      drop index affiliations_federation;
      alter table affiliations drop constraint affiliations_one_verifies, drop constraint affiliations_once,
        drop constraint affiliations_check;
      drop index organisations_list;
      alter table organisations drop search, drop version, drop merged_into, drop ended_on, drop place, drop vcode, drop kbo;
      drop function plain_search;
      drop extension btree_gist;
      drop extension pg_trgm;
    `);
  }
}
