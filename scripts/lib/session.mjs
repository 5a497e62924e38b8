/**
 * What `npm start`, `npm test` and the like have in common: children that never outlive us,
 * signals that end everything in good order from the first moment on, one exit code.
 */
import { fork, spawn } from 'node:child_process';
import { endGroups, identify, isAlive, npmAncestors, signal } from './processes.mjs';
import { holdKeeper } from './keeper-link.mjs';
import { Refusal } from './refusal.mjs';

/**
 * Runs `main(session)`; its return value is the exit code (default 0). A session gives
 *   run(command, args, options) -> { code, signal, output, out }: a child that is waited for;
 *     `quiet` keeps what it writes for the answer (`out`: on stdout alone) instead of showing it;
 *     `atOnce`: at the end it is killed and not asked, since it takes long to listen and leaves nothing to mend
 *   launch(file, options) -> ChildProcess: a Node child with a channel, in a group of its own
 *   startPostgres(options), keeper
 *   onEnd(fn): before everything is stopped (fn is awaited); ended: a promise of the end
 *   end(code, message): ends all, from anywhere
 */
export async function session(main) {
  const groups = new Map();
  const killedAtOnce = new Set();
  const atEnd = [];
  let ending;
  let announceEnd;
  const ended = new Promise((done) => (announceEnd = done));
  const keeper = holdKeeper((what) => end(1, `Klankbord stops: ${what}.`));

  const own = (child, { atOnce = false } = {}) => {
    if (!child.pid) return child;
    if (atOnce) killedAtOnce.add(child.pid);
    groups.set(child.pid, identify(child.pid));
    keeper.adopt(child.pid);
    child.once('exit', () => {
      // Its group may still have members; they are ended with it.
      const who = groups.get(child.pid);
      void endGroups([who], 2000).then(() => {
        groups.delete(child.pid);
        killedAtOnce.delete(child.pid);
        keeper.release(child.pid);
      });
    });
    if (ending) child.kill('SIGKILL');
    return child;
  };

  function end(code, message) {
    ending ??= (async () => {
      if (message) process.stderr.write(`${message}\n`);
      announceEnd();
      for (const pid of killedAtOnce) signal(groups.get(pid), 'SIGKILL', { group: true });
      await endGroups([...groups.values()], 6000);
      for (const fn of atEnd) await fn();
      await keeper.stop();
      flushAndExit(code);
    })();
    return ending;
  }

  async function force() {
    await endGroups([...groups.values()], 0);
    await keeper.stop({ force: true });
    process.exit(1);
  }

  watchSignals(end, force);

  const api = { keeper, end, ended, isEnding: () => Boolean(ending), onEnd: (fn) => atEnd.push(fn) };
  api.startPostgres = (options) => keeper.startPostgres(options);
  api.run = (command, args, options) => run(own, command, args, options);
  api.launch = (file, { args = [], ...options } = {}) =>
    own(fork(file, args, { detached: true, execArgv: ['--import', new URL('./tether.mjs', import.meta.url).href], ...options }));

  try {
    const code = await main(api);
    await end(code ?? 0);
  } catch (error) {
    // While ending, children fail because we stop them: that is no news.
    await end(1, ending ? undefined : error instanceof Refusal ? error.message : (error.stack ?? String(error)));
  }
}

function run(own, command, args, { quiet = false, atOnce = false, input, ...options } = {}) {
  return new Promise((done, fail) => {
    const shown = quiet ? 'pipe' : 'inherit';
    const child = own(spawn(command, args, { detached: true, stdio: [input === undefined ? 'ignore' : 'pipe', shown, shown], ...options }), { atOnce });
    let output = '';
    let out = '';
    child.stdout?.on('data', (text) => ((output += text), (out += text)));
    child.stderr?.on('data', (text) => (output += text));
    child.once('error', (error) => fail(new Refusal(`${command} does not start: ${error.message}`)));
    child.once('close', (code, signal) => done({ code, signal, output: output.trimEnd(), out }));
    child.stdin?.end(input);
  });
}

function watchSignals(end, force) {
  let first = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => {
      // One Ctrl-C arrives twice: from the terminal and, a moment later, passed on by npm.
      if (first === 0) first = Date.now();
      else if (Date.now() - first > 700) return void force();
      void end(0);
    });
  }
  // The terminal or a pipe may be gone before we are.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const parents = npmAncestors();
  if (parents.length === 0) return;
  setInterval(() => {
    if (!parents.every(isAlive)) void end(1);
  }, 400).unref();
}

/** Writes to a pipe may still be on their way; exit follows them. */
function flushAndExit(code) {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
  setTimeout(() => process.exit(code), 500);
}
