/** A Klankbord of its own, as `npm start` makes it, with a log that says all it can, a mail server of ours, and Redis when asked. */
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readJson, root } from '../files.mjs';
import { hermetic } from '../hermetic.mjs';
import { postgresFolder } from '../postgres-folder.mjs';
import { startRedis } from '../redis-server.mjs';
import { Refusal } from '../refusal.mjs';
import { Databases } from './databases.mjs';
import { startMailSink } from './mail-sink.mjs';
import { Redis } from './redis.mjs';

/** In `folder`, which others may pass through. `queue`: postgres or redis. */
export async function startInstance(s, { folder, queue }) {
  const place = (name) => {
    mkdirSync(join(folder, name), { recursive: true, mode: 0o711 });
    return join(folder, name);
  };
  const dataDir = place('data');
  const sink = await startMailSink(place('mails'));
  const redis = queue === 'redis' ? await Redis.connect(await startRedis(s, place('redis')), place('redis')) : undefined;
  const env = {
    ...hermetic(process.env),
    KLANKBORD_MODE: 'demo',
    KLANKBORD_DATA: dataDir,
    PORT: '0',
    LOG_LEVEL: 'debug',
    SMTP_URL: sink.url,
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  const output = join(folder, 'start.log');
  const { child, ended, run } = await start(s, env, output);
  const { data, base } = postgresFolder(dataDir);
  if (base !== dataDir) s.keeper.litter(base);
  const databases = await Databases.connect(run.databasePort, readJson(join(dataDir, 'secrets.json')).superuser);
  return {
    url: run.url, folder, dataDir, postgres: data, env, sink, redis, databases, place,
    logs: [join(dataDir, 'klankbord.log'), join(dataDir, 'postgres.log'), output],
    /** In good order; what it wrote stays. */
    async stop() {
      await databases.close();
      child.kill('SIGTERM');
      await ended;
      await redis?.stop();
      await sink.stop();
    },
  };
}

/** Between choosing a free port and listening on it a busy machine may give it away: then once more. */
async function start(s, env, output, tries = 3) {
  const fd = openSync(output, 'a', 0o600);
  const child = s.launch(join(root, 'scripts/start.mjs'), { env, stdio: ['ignore', fd, fd, 'ipc'] });
  closeSync(fd);
  let running = true;
  const ended = new Promise((done) => child.once('exit', done)).then(() => (running = false));
  for (; running; await sleep(50)) {
    const run = readJson(join(env.KLANKBORD_DATA, 'run.json'));
    if (run) return { child, ended, run };
  }
  const said = readFileSync(output, 'utf8');
  if (tries > 1 && said.includes('EADDRINUSE')) return start(s, env, output, tries - 1);
  throw new Refusal(`A Klankbord of the canary's own did not start:\n${said}`);
}
