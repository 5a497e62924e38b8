/**
 * `npm run admin`, `npm run audit:verify` and their like: a command of ours (src/cli.ts) on the databases and keys of one
 * Klankbord: the external ones of the environment, else the embedded one of KLANKBORD_DATA, running or not.
 */
import { join } from 'node:path';
import { environment } from './lib/environment.mjs';
import { hasDatabase } from './lib/embedded-postgres.mjs';
import { root } from './lib/files.mjs';
import { claimInstance, runningInstance } from './lib/instance.mjs';
import { databaseEnv } from './lib/postgres-roles.mjs';
import { prepare } from './lib/prepare.mjs';
import { Refusal } from './lib/refusal.mjs';
import { session } from './lib/session.mjs';
import { openDataDir, secrets, settings } from './lib/settings.mjs';
import { runToEnd } from './lib/supervisor.mjs';

const program = (name) => join(root, 'dist/src', `${name}.js`);
const words = process.argv.slice(2);
const restores = words[0] === 'restore';
/** Reads or writes a file, and no database. */
const isOffline = words[0] === 'backup' && words.some((word) => /^--(verify|new-key)(=|$)/.test(word));

await session(async (s) => {
  const wanted = settings();
  openDataDir(wanted.dataDir);
  await prepare(s);
  const known = secrets(wanted.dataDir);
  const env = await environment(wanted, known);
  if (!isOffline) Object.assign(env, await databases(s, wanted, known, env));
  const { code } = await s.run(process.execPath, [program('cli'), ...words], { cwd: process.cwd(), env });
  return code ?? 1;
});

/** Addresses of the embedded server; nothing when the environment names another. */
async function databases(s, { embedded, dataDir }, known, env) {
  if (!embedded) return {};
  const running = runningInstance(dataDir);
  if (running && restores) throw new Refusal(`Klankbord runs on ${dataDir} (process ${running.pid}): stop it first.`);
  if (running) return databaseEnv(running.databasePort, known);
  if (!restores && !hasDatabase(dataDir)) throw new Refusal(`KLANKBORD_DATA: there is no Klankbord in ${dataDir} yet; start it once with npm start.`);
  const lock = await claimInstance(dataDir, s.keeper.self);
  s.onEnd(() => lock.release());
  const { env: addresses } = await s.startPostgres({ dataDir, passwords: known });
  // The data may be of an older version than this program; what is put back brings its own schema.
  if (!restores) {
    await runToEnd(s, { name: 'migrate', file: program('migrate'), env: { ...env, ...addresses }, log: join(dataDir, 'klankbord.log') });
  }
  return addresses;
}
