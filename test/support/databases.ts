import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { secureRows } from '../../src/features/row-security/secure-rows.js';
import { seedDemoPeople } from '../../src/features/seed/demo-people.js';
import { seedReferenceData } from '../../src/features/seed/reference-sets.js';
import { SEED_ENTITIES } from '../../src/features/seed/seed.module.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { dataSourceOptions } from '../../src/platform/database/data-source.js';
import { migrate, migrationUrls } from '../../src/platform/database/migrations.js';
import { createTestDatabases } from '../../scripts/lib/test-database.mjs';

/** Named after what it is made from: on a server that outlives one run, a changed schema makes a new one. */
const made = ['migrations', 'reference-data', 'src/features/seed', 'src/features/row-security'].flatMap((folder) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => /\.(ts|json)$/.test(path))
    .sort()
    .map((path) => readFileSync(join(folder, path))),
);
const version = createHash('sha256').update(Buffer.concat(made)).digest('hex').slice(0, 12);
const TEMPLATE = { main: `template_${version}`, vault: `template_${version}_vault` };

/** Databases of this test file's own: migrated, with reference data and the demo people, without consults. */
export async function ownDatabases(): Promise<{ env: Record<string, string>; drop: () => Promise<void> }> {
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_ADMIN_URL });
  await admin.connect();
  try {
    // The first test file makes the template; others wait for it, and copies are made one at a time.
    await admin.query('select pg_advisory_lock(17121)');
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [TEMPLATE.main]);
    if (!rowCount) await makeTemplate(admin);
    return await createTestDatabases(process.env.TEST_DATABASE_ADMIN_URL, { template: TEMPLATE });
  } finally {
    await admin.end();
  }
}

async function makeTemplate(admin: pg.Client): Promise<void> {
  const { env } = await createTestDatabases(process.env.TEST_DATABASE_ADMIN_URL);
  await migrate(migrationUrls(env), secureRows);
  const options = { ...dataSourceOptions(env.DATABASE_URL!, 'main', 2), entities: SEED_ENTITIES };
  const source = await new DataSource(options).initialize();
  const database = new Database(source, new Clock({ mode: 'test' } as never));
  await database.asSystem('seed', async (tx) => {
    await seedReferenceData(tx);
    await seedDemoPeople(tx);
  });
  await source.destroy();
  const rename = (url: string, to: string) =>
    admin.query(`alter database ${admin.escapeIdentifier(new URL(url).pathname.slice(1))} rename to ${to}`);
  await rename(env.VAULT_DATABASE_URL!, TEMPLATE.vault);
  await rename(env.DATABASE_URL!, TEMPLATE.main);
}

/** The same database, as the server's administrator. */
export function asAdmin(databaseUrl: string): string {
  const url = new URL(process.env.TEST_DATABASE_ADMIN_URL!);
  url.pathname = new URL(databaseUrl).pathname;
  return url.href;
}
