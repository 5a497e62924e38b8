import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { secureRows } from '../../src/features/row-security/secure-rows.js';
import { migrate, migrationUrls } from '../../src/platform/database/migrations.js';
import { ownDatabases } from '../support/databases.js';

describe('the schema of the queue', () => {
  let databases: Awaited<ReturnType<typeof ownDatabases>>;
  let owner: pg.Client;

  beforeAll(async () => {
    databases = await ownDatabases();
    owner = new pg.Client({ connectionString: databases.env.MIGRATION_DATABASE_URL });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await databases?.drop();
  });

  const versions = async () => (await owner.query('select count(*)::int as count from bullmq.migration')).rows[0].count;

  it('migrates again without a change', async () => {
    const before = await versions();
    await migrate(migrationUrls(databases.env), secureRows);
    expect(await versions()).toBe(before);
  });

  it('is made anew when somebody emptied every table of it, its ledger too', async () => {
    const before = await versions();
    await owner.query('truncate bullmq.migration');
    await migrate(migrationUrls(databases.env), secureRows);
    expect(await versions()).toBe(before);
    const app = new pg.Client({ connectionString: databases.env.DATABASE_URL });
    await app.connect();
    expect((await app.query('select count(*)::int as jobs from bullmq.job')).rows).toEqual([{ jobs: 0 }]);
    await app.end();
  });
});
