/** Web and worker: started, watched, started again when they die, given up when they keep dying. */
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from './refusal.mjs';

const readyWithin = 90_000;
const tooManyDeaths = 5;
const aMinute = 60_000;

/**
 * Keeps `file` running. Resolves with its first `ready` message; refuses, with what the process
 * said, when it ends before that. `again(message)` changes the env for later starts (the port).
 */
export function keepRunning(session, { name, file, env, log, again = () => ({}) }) {
  const deaths = [];
  let extra = {};
  return new Promise((firstReady, refuse) => {
    let everReady = false;

    const start = () => {
      const { child, story } = launch(session, { file, env: { ...env, ...extra }, log });
      const late = setTimeout(() => child.kill('SIGKILL'), readyWithin);
      child.on('message', (message) => {
        if (message?.type !== 'ready') return;
        clearTimeout(late);
        everReady = true;
        extra = again(message);
        firstReady(message);
      });
      child.once('exit', (code, signal) => {
        clearTimeout(late);
        if (session.isEnding()) return;
        if (!everReady) refuse(new Refusal(`${line(story())}The ${name} process ended before it was ready (${signal ?? `exit ${code}`}).`));
        else void died(code, signal);
      });
    };

    const died = async (code, signal) => {
      const now = Date.now();
      deaths.push(now);
      while (now - deaths[0] > aMinute) deaths.shift();
      if (deaths.length >= tooManyDeaths) {
        return session.end(1, `Klankbord stops: the ${name} process ended ${deaths.length} times within a minute (${signal ?? `exit ${code}`}).`);
      }
      process.stderr.write(`Klankbord: the ${name} process ended (${signal ?? `exit ${code}`}); starting it again\n`);
      await sleep(100 * 2 ** deaths.length);
      if (!session.isEnding()) start();
    };

    start();
  });
}

/** Runs a program of ours to its end; refuses with what it said when it fails. */
export async function runToEnd(session, { name, file, env, log }) {
  const { child, story } = launch(session, { file, env, log });
  const code = await new Promise((done) => child.once('exit', (number, signal) => done(signal ?? number)));
  if (code !== 0) throw new Refusal(`${line(story())}The ${name} step failed (${code}).`);
}

const line = (text) => text && `${text}\n`;

/** `story()` tells why it ended: its own `failed` message, else the end of what it logged. */
function launch(session, { file, env, log }) {
  const from = log && existsSync(log) ? statSync(log).size : 0;
  const fd = log ? openSync(log, 'a', 0o600) : 'inherit';
  const child = session.launch(file, { env, stdio: ['ignore', fd, fd, 'ipc'] });
  if (log) closeSync(fd);
  let failure;
  child.on('message', (message) => {
    if (message?.type === 'failed') failure = message.message;
  });
  const logged = () => readFileSync(log).subarray(from).toString('utf8').trimEnd().split('\n').slice(-25).join('\n');
  return { child, story: () => failure ?? (log ? logged() : '') };
}

/** One older log is kept. */
export function rotateLog(log) {
  if (existsSync(log) && statSync(log).size > 5_000_000) renameSync(log, `${log}.1`);
}
