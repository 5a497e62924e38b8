/**
 * Roles and databases of the embedded server. Every statement may be said again, so a first
 * start that was cut off half-way is simply finished by the next.
 * klankbord_owner owns both schemas and runs migrations; the app's two roles own nothing, and
 * the role of one database cannot connect to the other. In the main database the app has no rights
 * but to act as one of the narrow roles (src/platform/database/roles.ts).
 */
const databases = [
  { name: 'klankbord', app: 'klankbord_app' },
  { name: 'klankbord_vault', app: 'klankbord_vault' },
];

/** As src/platform/database/roles.ts has them: a test holds the three lists together. */
export const actingRoles = ['person', 'sign_in', 'public', 'relay', 'schedules', 'seed', 'sealer', 'report'].map((name) => `klankbord_${name}`);

/** `passwords`: { owner, app, vault }; `url(user, password, database)` makes an address. */
export async function ensureRoles({ adminUrl, passwords }) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: adminUrl });
  // A server that is stopped meanwhile fails the query in hand; as an event it would be a raw stack.
  client.on('error', () => {});
  await client.connect();
  try {
    const roles = { klankbord_owner: passwords.owner, klankbord_app: passwords.app, klankbord_vault: passwords.vault };
    const known = (await client.query('SELECT rolname FROM pg_roles')).rows.map((row) => row.rolname);
    for (const [role, password] of Object.entries(roles)) {
      if (!known.includes(role)) await client.query(`CREATE ROLE ${role}`);
      await client.query(
        `ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)}`,
      );
    }
    for (const role of actingRoles) {
      if (!known.includes(role)) await client.query(`CREATE ROLE ${role} NOLOGIN`);
      await client.query(`GRANT ${role} TO klankbord_app WITH INHERIT FALSE, SET TRUE`);
    }
    const present = (await client.query('SELECT datname FROM pg_database')).rows.map((row) => row.datname);
    for (const { name, app } of databases) {
      if (!present.includes(name)) await client.query(`CREATE DATABASE ${name} OWNER klankbord_owner`);
      await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
      await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${app}`);
    }
    await client.query('REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC');
  } finally {
    await client.end();
  }
}

/** The addresses under the names the app reads. */
export function databaseEnv(port, passwords) {
  const url = (user, password, database) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    DATABASE_URL: url('klankbord_app', passwords.app, 'klankbord'),
    MIGRATION_DATABASE_URL: url('klankbord_owner', passwords.owner, 'klankbord'),
    VAULT_DATABASE_URL: url('klankbord_vault', passwords.vault, 'klankbord_vault'),
    VAULT_MIGRATION_DATABASE_URL: url('klankbord_owner', passwords.owner, 'klankbord_vault'),
  };
}
