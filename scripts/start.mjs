/** `npm start`: installs, builds, starts what is missing, migrates, runs web and worker until told to stop. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from './lib/environment.mjs';
import { root, writeWhole } from './lib/files.mjs';
import { claimInstance, claimPort } from './lib/instance.mjs';
import { prepare } from './lib/prepare.mjs';
import { session } from './lib/session.mjs';
import { openDataDir, secrets, settings } from './lib/settings.mjs';
import { keepRunning, rotateLog, runToEnd } from './lib/supervisor.mjs';

const program = (name) => join(root, 'dist/src', `${name}.js`);

await session(async (s) => {
  const wanted = settings();
  const { dataDir } = wanted;
  openDataDir(dataDir);
  const lock = await claimInstance(dataDir, s.keeper.self);
  s.onEnd(() => lock.release());
  await claimPort(wanted.port, wanted.host);
  await prepare(s);

  const known = secrets(dataDir);
  const env = await environment(wanted, known);
  let databasePort;
  if (wanted.embedded) {
    const postgres = await s.startPostgres({ dataDir, passwords: known });
    Object.assign(env, postgres.env);
    databasePort = Number(new URL(postgres.adminUrl).port);
  }

  // In production the log belongs on the container's output; in the demo it would bury the one line that matters.
  const log = wanted.mode === 'production' ? undefined : join(dataDir, 'klankbord.log');
  if (log) rotateLog(log);
  await runToEnd(s, { name: 'migrate', file: program('migrate'), env, log });
  const [web] = await Promise.all([
    keepRunning(s, { name: 'web', file: program('main'), env, log, again: ({ url }) => ({ PORT: new URL(url).port || env.PORT }) }),
    keepRunning(s, { name: 'worker', file: program('worker'), env, log }),
  ]);

  announce(s, dataDir, { ...web, databasePort, kekFile: env.KEK_FILE, isCopied: await isKekCopied(web.url) });
  await s.ended;
});

function announce(s, dataDir, { url, databasePort, accounts = [], password, kekFile, isCopied }) {
  const runFile = join(dataDir, 'run.json');
  s.keeper.litter(runFile);
  s.onEnd(() => rmSync(runFile, { force: true }));
  writeWhole(runFile, `${JSON.stringify({ pid: process.pid, url, databasePort, startedAt: new Date().toISOString() })}\n`);
  const width = Math.max(0, ...accounts.map(({ email }) => email.length));
  const table = accounts.map(({ email, role }) => `  ${email.padEnd(width)}  ${role}\n`).join('');
  process.stdout.write(`Klankbord is ready: ${url}\n${table && `\nDemo accounts, all with the password ${password}:\n${table}`}`);
  if (!isCopied) {
    process.stdout.write(`\nWhat is written here opens with ${kekFile} only. Keep a copy elsewhere, then: npm run admin -- kek confirm-copy\n`);
  }
}

/** Also true when nobody can say: it is no news of this moment. */
async function isKekCopied(url) {
  try {
    return (await (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) })).json()).kekCopy === 'up';
  } catch {
    return true;
  }
}
