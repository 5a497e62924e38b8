/**
 * The keeper: a small process in a session of its own that owns the embedded Postgres and knows
 * every other child's pid. When its channel to the supervisor breaks, by kill -9 or by anything
 * else, it ends them all; so nothing outlives the supervisor. Built-ins only until it is asked
 * for Postgres: it starts before the packages are installed.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { endGroups, identify, isAlive, signal } from './processes.mjs';

const groups = new Map();
const postgresPids = new Map();
const litter = new Set();
let postgres;
let leash;
let ending;

const tell = (message) => {
  if (process.connected) process.send(message, () => {});
};

const handlers = {
  adopt: ({ pid }) => groups.set(pid, identify(pid)),
  release: ({ pid }) => groups.delete(pid),
  /** Files and folders to remove at the end, however that comes. */
  litter: ({ path }) => litter.add(path),
  postgres: ({ options }) => start(options),
  stop: ({ force }) => end({ fast: force ? 0 : 5000, patience: 0 }),
};

process.on('message', (message) => handlers[message.type]?.(message));
process.on('disconnect', () => end({ fast: 5000, patience: 5000 }));
// Sent to us alone: end in good order; the supervisor sees it and ends too. Ctrl-C is its business.
process.on('SIGTERM', () => end({ fast: 5000, patience: 5000 }));
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});

async function start(options) {
  try {
    const { startPostgres } = await import('./embedded-postgres.mjs');
    postgres = await startPostgres({ ...options, onSpawn: watch });
    if (options.temporary && postgres.base !== options.dataDir) litter.add(postgres.base);
    holdLeash();
    postgres.child.once('exit', () => died());
    if (postgres.child.exitCode !== null || postgres.child.signalCode !== null) return died();
    const { env, adminUrl, postmaster, data, base } = postgres;
    tell({ type: 'postgres', env, adminUrl, postmaster, data, base });
  } catch (error) {
    tell({ type: 'postgres-failed', refusal: error.constructor.name === 'Refusal', message: error.message, stack: error.stack });
  }
}

function watch(child) {
  postgresPids.set(child.pid, identify(child.pid));
  child.once('exit', () => postgresPids.delete(child.pid));
  // If the end began while we were starting, this one must not slip through.
  if (ending) child.kill('SIGQUIT');
}

function died() {
  if (ending) return;
  tell({ type: 'postgres-died' });
}

/**
 * For when we are killed ourselves together with the supervisor: a shell that waits for our end
 * of its pipe to close and then asks Postgres to stop.
 */
function holdLeash() {
  if (ending) return;
  const pid = String(postgres.postmaster.pid);
  leash = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$0"', pid], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: '/' });
  leash.on('error', () => {});
  leash.stdin.on('error', () => {});
  leash.once('exit', () => {
    if (!ending && isAlive(postgres.postmaster)) holdLeash();
  });
}

function end(options) {
  ending ??= finish(options);
  if (options.fast === 0) for (const who of postgresPids.values()) signal(who, 'SIGQUIT');
}

async function finish({ fast, patience }) {
  // A start that is under way: stop what it has spawned; its result no longer matters.
  const starting = postgres ? [] : [...postgresPids.values()];
  for (const who of starting) signal(who, 'SIGQUIT');
  await endGroups([...groups.values()], patience);
  leash?.kill('SIGKILL');
  await postgres?.stop({ fast });
  if (starting.length > 0) await endGroups(starting, 2000);
  for (const path of litter) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  process.exit(0);
}
