#!/bin/bash
# Roles and databases on a new Postgres, as scripts/lib/postgres-roles.mjs makes them in the
# embedded one: the owner for migrations, one role for the app, another for the vault, which
# cannot reach each other's database. Passwords come in by environment and leave by psql's
# variables, quoted. Runs once, by the image's entrypoint; for a server of your own, run it with
# PGHOST, PGUSER and PGPASSWORD of an administrator.
set -euo pipefail
: "${DB_OWNER_PASSWORD:?}" "${DB_APP_PASSWORD:?}" "${DB_VAULT_PASSWORD:?}"

# Passwords are read by psql from the environment: its arguments everyone can see.
psql --no-psqlrc --quiet -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-${PGUSER:-postgres}}" --dbname postgres <<'SQL'
\getenv owner DB_OWNER_PASSWORD
\getenv app DB_APP_PASSWORD
\getenv vault DB_VAULT_PASSWORD
SELECT 'CREATE ROLE ' || name FROM unnest(ARRAY['klankbord_owner', 'klankbord_app', 'klankbord_vault']) AS name
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
-- As whom the app acts; it inherits nothing from them (src/platform/database/roles.ts).
SELECT 'CREATE ROLE ' || name || ' NOLOGIN' FROM unnest(ARRAY['klankbord_person', 'klankbord_sign_in', 'klankbord_public',
    'klankbord_relay', 'klankbord_schedules', 'klankbord_seed', 'klankbord_sealer', 'klankbord_report']) AS name
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
GRANT klankbord_person, klankbord_sign_in, klankbord_public, klankbord_relay, klankbord_schedules, klankbord_seed,
  klankbord_sealer, klankbord_report
  TO klankbord_app WITH INHERIT FALSE, SET TRUE;
ALTER ROLE klankbord_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner';
ALTER ROLE klankbord_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app';
ALTER ROLE klankbord_vault LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'vault';
SELECT 'CREATE DATABASE ' || name || ' OWNER klankbord_owner' FROM unnest(ARRAY['klankbord', 'klankbord_vault']) AS name
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = name) \gexec
REVOKE ALL ON DATABASE klankbord, klankbord_vault FROM PUBLIC;
GRANT CONNECT ON DATABASE klankbord TO klankbord_app;
GRANT CONNECT ON DATABASE klankbord_vault TO klankbord_vault;
REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;
SQL
