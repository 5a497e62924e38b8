/** One running Klankbord to a data folder and a port. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readJson } from './files.mjs';
import { takeLock } from './lock.mjs';
import { isAlive } from './processes.mjs';
import { portTrouble } from './ports.mjs';
import { Refusal } from './refusal.mjs';

/** Takes the folder for us, after a killed predecessor's keeper has cleaned up (some seconds at most). */
export async function claimInstance(dataDir, keeper) {
  const path = join(dataDir, 'instance.lock');
  for (const end = Date.now() + 25_000; ; await sleep(100)) {
    const lock = takeLock(path, { keeper });
    if (lock.release) return lock;
    if (lock.ending && Date.now() < end) continue;
    const { url } = readJson(join(dataDir, 'run.json')) ?? {};
    throw new Refusal(`Klankbord already runs on ${dataDir} (process ${lock.holder.pid}${url ? `, ${url}` : ', still starting'}).`);
  }
}

/** What run.json says of a Klankbord that runs and is ready: { url, databasePort, … }; undefined when none does. */
export function runningInstance(dataDir) {
  const holder = readJson(join(dataDir, 'instance.lock'));
  return isAlive(holder) ? readJson(join(dataDir, 'run.json')) : undefined;
}

const why = {
  EADDRINUSE: 'is already in use by another program',
  EACCES: 'may not be used by this user',
  EADDRNOTAVAIL: 'cannot be used: this machine has no such address',
  ENOTFOUND: 'cannot be used: this host name is not known',
};

/** Refuses when the web process could not listen; waits a moment for a dying predecessor. */
export async function claimPort(port, host) {
  let code;
  for (const end = Date.now() + 2000; Date.now() < end; await sleep(200)) {
    code = await portTrouble(port, host);
    if (code !== 'EADDRINUSE') break;
  }
  if (code) throw new Refusal(`PORT: ${host}:${port} ${why[code] ?? `cannot be used (${code})`}. Set PORT to another one, or to 0 for any free one.`);
}
