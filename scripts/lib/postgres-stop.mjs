/** Ending a Postgres server, also one that an earlier, killed start left behind. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive, processesIn, signal, within } from './processes.mjs';

/** Fast shutdown, then immediate (the next start replays the log: nothing is lost), then kill. */
export async function stopPostmaster(postmaster, data, { fast = 5000, immediate = 1500 } = {}) {
  const gone = () => !isAlive(postmaster) && processesIn(data).length === 0;
  if (fast > 0) {
    signal(postmaster, 'SIGINT');
    // Backends of a postmaster that was killed see its death themselves, when they next wait.
    if (await within(fast, gone)) return;
  }
  for (const who of [postmaster, ...processesIn(data)]) signal(who, 'SIGQUIT');
  if (await within(immediate, gone)) return;
  for (const who of [postmaster, ...processesIn(data)]) signal(who, 'SIGKILL');
  await within(1000, gone);
}

/**
 * Makes the way free for a start: waits for, or stops, what still runs on this folder, and drops
 * a postmaster.pid whose number now belongs to a stranger or a zombie, at which Postgres would balk.
 */
export async function recover(data) {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file) && processesIn(data).length === 0) return;
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n', 1)[0]) : 0;
  const claimed = pid > 0 ? identify(pid) : undefined;
  const ours = processesIn(data);
  if (ours.length > 0) {
    const postmaster = ours.find((who) => who.pid === pid) ?? ours[0];
    process.stderr.write('Klankbord: an earlier start left its database running; stopping it …\n');
    await stopPostmaster(postmaster, data, { fast: 20_000 });
  } else if (process.platform !== 'linux' && isAlive(claimed)) {
    // No /proc to tell whose it is: leave the decision to Postgres.
    return;
  }
  if (existsSync(file)) rmSync(file, { force: true });
}
