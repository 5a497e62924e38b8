/**
 * Databases for one test file: a main and a vault database under random names, owned and
 * granted as in real life. Give `template` to copy migrated ones instead of beginning empty.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';

const names = {
  DATABASE_URL: 'main',
  MIGRATION_DATABASE_URL: 'main',
  VAULT_DATABASE_URL: 'vault',
  VAULT_MIGRATION_DATABASE_URL: 'vault',
};

/**
 * `template`: { main, vault } database names nobody is connected to. Gives { env, drop() }: env has
 * the four addresses; drop() ends their connections too. Reads TEST_DATABASE_URL and its kin, which npm test sets.
 */
export async function createTestDatabases(adminUrl = process.env.TEST_DATABASE_ADMIN_URL, { template } = {}) {
  const id = randomBytes(6).toString('hex');
  const database = { main: `t_${id}`, vault: `t_${id}_vault` };
  await asAdmin(adminUrl, async (client) => {
    for (const [kind, app] of [['main', 'klankbord_app'], ['vault', 'klankbord_vault']]) {
      // As files: the default writes every page of the template to the WAL as well.
      const copy = template ? ` TEMPLATE ${client.escapeIdentifier(template[kind])} STRATEGY FILE_COPY` : '';
      await client.query(`CREATE DATABASE ${database[kind]} OWNER klankbord_owner${copy}`);
      await client.query(`REVOKE ALL ON DATABASE ${database[kind]} FROM PUBLIC`);
      await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${database[kind]} TO ${app}`);
    }
  });
  const env = Object.fromEntries(
    Object.entries(names).map(([key, kind]) => {
      const url = new URL(process.env[`TEST_${key}`]);
      url.pathname = `/${database[kind]}`;
      return [key, url.href];
    }),
  );
  const drop = () =>
    asAdmin(adminUrl, async (client) => {
      for (const name of Object.values(database)) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
  return { env, drop };
}

async function asAdmin(connectionString, work) {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
