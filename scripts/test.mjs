/**
 * `npm test [jest arguments]`: one temporary embedded Postgres for the whole run, in which every
 * test file makes databases of its own. `--redis` runs the queue stories against a real Redis.
 */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { randomText, root } from './lib/files.mjs';
import { hermetic } from './lib/hermetic.mjs';
import { prepare } from './lib/prepare.mjs';
import { startRedis } from './lib/redis-server.mjs';
import { session } from './lib/session.mjs';

const redis = process.argv.includes('--redis');
const args = process.argv.slice(2).filter((argument) => argument !== '--redis');

await session(async (s) => {
  await prepare(s);
  const folder = mkdtempSync(join(tmpdir(), 'klankbord-test-'));
  s.keeper.litter(folder);
  if (process.getuid?.() === 0) chmodSync(folder, 0o711);
  const passwords = Object.fromEntries(['superuser', 'owner', 'app', 'vault'].map((name) => [name, randomText()]));
  const postgres = await s.startPostgres({ dataDir: folder, passwords, durable: false, maxConnections: 200, temporary: true });

  const env = {
    ...hermetic(process.env),
    NODE_ENV: 'test',
    NODE_NO_WARNINGS: '1',
    // Between the sentences of the tests it is noise; LOG_LEVEL=warn npm test shows it.
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    TEST_DATABASE_ADMIN_URL: postgres.adminUrl,
    ...Object.fromEntries(Object.entries(postgres.env).map(([key, value]) => [`TEST_${key}`, value])),
  };
  if (redis) env.REDIS_URL = await startRedis(s, folder);

  const hooks = pathToFileURL(join(root, 'test/support/jest/register.mjs')).href;
  const jest = ['--import', hooks, join(root, 'node_modules/jest/bin/jest.js')];
  const reporters = ['--reporters=default', `--reporters=${join(root, 'scripts/lib/jest-counts.mjs')}`];
  const which = redis ? ['test/stories/.*queue'] : [];
  // Jest reports on stderr; its summary is this command's result, so it goes to stdout.
  const { code } = await s.run(process.execPath, [...jest, ...args, ...which, ...reporters], { cwd: root, env, stdio: ['ignore', 1, 1] });
  return code ?? 1;
});
