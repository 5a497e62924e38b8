/**
 * The embedded Postgres: initdb on first use, start, stop. It listens on loopback on a free
 * port with random passwords, whatever the machine's locale, user or home folder.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomText } from './files.mjs';
import { freePort } from './ports.mjs';
import { postgresBinaries } from './postgres-binaries.mjs';
import { asUser, giveTo, postgresFolder, sharedFolder } from './postgres-folder.mjs';
import { databaseEnv, ensureRoles } from './postgres-roles.mjs';
import { recover, stopPostmaster } from './postgres-stop.mjs';
import { identify } from './processes.mjs';
import { Refusal } from './refusal.mjs';

// Nothing of the caller's PG* or locale settings reaches the server.
const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/** Does this data folder hold a database already? */
export const hasDatabase = (dataDir) =>
  existsSync(join(dataDir, 'postgres')) || existsSync(join(dataDir, 'postgres-location.txt'));

/**
 * Starts the server of `dataDir`, which exists. `passwords`: { superuser, owner, app, vault }.
 * `durable: false` gives up fsync and the slowness of passwords: for tests. `onSpawn(child)` hears of every process at once.
 * Gives { env, adminUrl, child, postmaster: { pid, started }, data, base, stop(options) }.
 */
export async function startPostgres({ dataDir, passwords, durable = true, maxConnections = 100, onSpawn = () => {} }) {
  const { base, data, uid } = postgresFolder(dataDir);
  const copyBelow = () => (uid === undefined ? dataDir : sharedFolder());
  const native = postgresBinaries({ uid, copyBelow });
  const place = { base, data, uid, native, log: join(dataDir, 'postgres.log'), onSpawn };
  for (const name of readdirSync(base)) {
    if (name.startsWith('postgres.init-')) rmSync(join(base, name), { recursive: true, force: true });
  }
  rotate(place.log);
  if (!existsSync(data)) await initialise(place, passwords.superuser, durable);
  await recover(data);
  const { child, port } = await launch(place, durable, maxConnections);
  const postmaster = identify(child.pid);
  const adminUrl = `postgres://postgres:${passwords.superuser}@127.0.0.1:${port}/postgres`;
  try {
    await ensureRoles({ adminUrl, passwords });
  } catch (error) {
    await stopPostmaster(postmaster, data);
    if (error.code !== '28P01') throw error;
    throw new Refusal(`The passwords in ${join(dataDir, 'secrets.json')} are not those of the database in ${data}: put the right secrets.json back.`);
  }
  return { env: databaseEnv(port, passwords), adminUrl, child, postmaster, data, base, stop: (options) => stopPostmaster(postmaster, data, options) };
}

/** initdb into a folder of its own and rename: a cluster is there whole or not at all. */
async function initialise({ base, data, uid, native, log, onSpawn }, password, durable) {
  const id = randomText(4);
  const folder = join(base, `postgres.init-${id}`);
  const pwfile = join(base, `postgres.init-${id}.pw`);
  mkdirSync(folder, { mode: 0o700 });
  giveTo(folder, uid);
  writeFileSync(pwfile, `${password}\n`, { mode: 0o600 });
  giveTo(pwfile, uid);
  const args = ['-D', folder, '-U', 'postgres', `--pwfile=${pwfile}`, '--auth=scram-sha-256', '--data-checksums', '--no-instructions'];
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--text-search-config=simple'];
  try {
    const child = run(join(native, 'bin/initdb'), [...args, ...locale, ...(durable ? [] : ['--no-sync'])], { uid, log, onSpawn });
    const code = await new Promise((done) => child.once('close', done).once('error', done));
    if (code !== 0) throw new Refusal(`The embedded database could not be made (initdb: ${code}).\n${tail(log)}`);
    renameSync(folder, data);
  } finally {
    rmSync(pwfile, { force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

const settings = (port, durable, maxConnections) => ({
  listen_addresses: '127.0.0.1',
  port,
  unix_socket_directories: '',
  max_connections: maxConnections,
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log must not repeat what people wrote: no statements, no DETAIL with key values.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', scram_iterations: 1 }),
});

async function launch({ data, uid, native, log, onSpawn }, durable, maxConnections) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const options = Object.entries(settings(port, durable, maxConnections)).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    const child = run(join(native, 'bin/postgres'), ['-D', data, ...options], { uid, log, onSpawn });
    if (await ready(child, data)) return { child, port };
    // Somebody took the port between asking and using it, or backends of a killed server linger.
    if (attempt === 3) throw new Refusal(`The embedded database does not start; its log (${log}) ends:\n${tail(log)}`);
    await sleep(300 * attempt);
  }
}

/** postmaster.pid says "ready" on line 8 once connections are accepted, also after a long recovery. */
async function ready(child, data) {
  let ended = false;
  child.once('exit', () => (ended = true)).once('error', () => (ended = true));
  while (!ended) {
    try {
      const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    } catch {
      // Not written yet.
    }
    await sleep(20);
  }
  return false;
}

function run(program, args, { uid, log, onSpawn }) {
  const fd = openSync(log, 'a', 0o600);
  const child = spawn(program, args, { ...asUser(uid), cwd: '/', env, detached: true, stdio: ['ignore', fd, fd] });
  closeSync(fd);
  child.on('error', (error) => writeFileSync(log, `${program}: ${error.message}\n`, { flag: 'a' }));
  if (child.pid) onSpawn(child);
  return child;
}

const tail = (log) => readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');

function rotate(log) {
  if (existsSync(log) && statSync(log).size > 5_000_000) renameSync(log, `${log}.1`);
}
