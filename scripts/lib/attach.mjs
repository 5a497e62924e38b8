/**
 * A running Klankbord for commands that act on one: KLANKBORD_URL, else the instance of
 * KLANKBORD_DATA, else a temporary one on a free port with data that goes away.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readJson, root } from './files.mjs';
import { Refusal } from './refusal.mjs';

/** Gives { url, stop() }. */
export async function attach(env = process.env) {
  if (env.KLANKBORD_URL) return { url: env.KLANKBORD_URL.replace(/\/+$/, ''), stop: async () => {} };
  const running = readJson(join(resolve(root, env.KLANKBORD_DATA || '.klankbord'), 'run.json'));
  if (running && (await answers(running.url))) return { url: running.url, stop: async () => {} };
  return startTemporary(env);
}

/** One of its own, whatever else runs: for what measures or attacks. A signal ends it, and us with `code`. */
export async function startTemporary(env = process.env, { port = 0, code = 1 } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'klankbord-temporary-'));
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    env: { ...env, PORT: String(port), KLANKBORD_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop().then(() => process.exit(code)));
  const url = await Promise.race([
    new Promise((ready) => {
      let output = '';
      child.stdout.on('data', (text) => {
        output += text;
        const found = output.match(/Klankbord is ready: (\S+)/);
        if (found) ready(found[1]);
      });
    }),
    ended.then(() => undefined),
  ]);
  if (!url) {
    rmSync(dataDir, { recursive: true, force: true });
    throw new Refusal('A temporary Klankbord did not start; its message is above.');
  }
  return { url, stop };
}

async function answers(url) {
  try {
    return (await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
