/** The supervisor's side of the keeper. */
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stopPostmaster } from './postgres-stop.mjs';
import { identify, isAlive, within } from './processes.mjs';
import { Refusal } from './refusal.mjs';

/** Starts the keeper. `onLost(message)` is called when it, or its Postgres, is gone unasked. */
export function holdKeeper(onLost) {
  const child = fork(fileURLToPath(new URL('./keeper.mjs', import.meta.url)), [], {
    detached: true,
    cwd: '/',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const self = identify(child.pid);
  let stopping = false;
  let postgres;
  const litter = new Set();
  const send = (message) => child.connected && child.send(message, () => {});

  child.on('exit', (_code, signalName) => {
    if (!stopping) onLost(`the keeper process ended (${signalName ?? 'by itself'})`);
  });
  child.on('message', ({ type }) => {
    if (type === 'postgres-died' && !stopping) onLost('the embedded database ended unexpectedly; your data is safe, start again');
  });

  return {
    self,
    adopt: (pid) => send({ type: 'adopt', pid }),
    release: (pid) => send({ type: 'release', pid }),
    /** A file or folder to remove at the very end, whoever is left to do it. */
    litter(path) {
      litter.add(path);
      send({ type: 'litter', path });
    },

    startPostgres: (options) =>
      new Promise((done, fail) => {
        child.once('exit', () => fail(new Refusal('The keeper process ended.')));
        child.on('message', (message) => {
          if (message.type === 'postgres') done((postgres = message));
          if (message.type === 'postgres-failed') {
            fail(message.refusal ? new Refusal(message.message) : Object.assign(new Error(message.message), { stack: message.stack }));
          }
        });
        send({ type: 'postgres', options });
      }),

    /** Stops Postgres and the keeper; when the keeper is no more, stops Postgres by its pid. */
    async stop({ force = false } = {}) {
      stopping = true;
      send({ type: 'stop', force });
      await within(force ? 2500 : 9000, () => child.exitCode !== null || child.signalCode !== null || !isAlive(self));
      child.kill('SIGKILL');
      if (postgres) await stopPostmaster(postgres.postmaster, postgres.data, { fast: force ? 0 : 3000 });
      for (const path of litter) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
