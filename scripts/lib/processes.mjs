/**
 * Processes by identity. A pid alone is not one: it is reused, and a zombie still
 * answers to kill(pid, 0). So a process is its pid and the moment it started.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const linux = process.platform === 'linux';

/** Fields of /proc/PID/stat from the state on; the name before it may hold spaces and brackets. */
function procStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** When the process started, as a text to compare with; undefined when it is gone or a zombie. */
export function startedAt(pid) {
  if (linux) {
    const stat = procStat(pid);
    if (!stat || stat[0] === 'Z' || stat[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
    return `${boot}:${stat[19]}`;
  }
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}

export const identify = (pid) => ({ pid, started: startedAt(pid) });

export const isAlive = (who) =>
  Boolean(who?.pid && who.started) && startedAt(who.pid) === who.started;

/** Signals a process, or with `group` its whole process group; a process that is gone is no error. */
export function signal(who, name, { group = false } = {}) {
  if (!group && !isAlive(who)) return;
  try {
    process.kill(group ? -who.pid : who.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error;
  }
}

/** Is anything left of the process group? Its leader may be dead while grandchildren live. */
export function groupAlive(who) {
  if (!linux) return isAlive(who);
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false;
    const stat = procStat(name);
    return stat !== undefined && stat[0] !== 'Z' && Number(stat[2]) === who.pid;
  });
}

/** Waits until `gone()` holds; false when it does not within `ms`. */
export async function within(ms, gone) {
  const end = Date.now() + ms;
  while (!gone()) {
    if (Date.now() > end) return false;
    await sleep(20);
  }
  return true;
}

/** SIGTERM to whole groups, SIGKILL to what is left after `ms`. */
export async function endGroups(groups, ms) {
  for (const who of groups) signal(who, 'SIGTERM', { group: true });
  if (await within(ms, () => !groups.some(groupAlive))) return;
  for (const who of groups) if (groupAlive(who)) signal(who, 'SIGKILL', { group: true });
  await within(1000, () => !groups.some(groupAlive));
}

/** Processes whose working folder is `folder`: a postmaster and all its children sit in their data. */
export function processesIn(folder) {
  if (!linux) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder && /postgres/.test(readlinkSync(`/proc/${pid}/exe`));
      } catch {
        return false;
      }
    })
    .map((pid) => identify(Number(pid)))
    .filter(isAlive);
}

/** Our parents up to and including npm, when npm started us: they must outlive nothing of ours. */
export function npmAncestors() {
  if (!process.env.npm_lifecycle_event) return [];
  const chain = [identify(process.ppid)];
  while (linux && chain.length < 4) {
    const last = chain.at(-1);
    if (isNpm(last.pid)) return chain;
    const parent = Number(procStat(last.pid)?.[1]);
    if (!(parent > 1)) break;
    chain.push(identify(parent));
  }
  return chain.slice(0, 1);
}

function isNpm(pid) {
  try {
    return /\bnpm\b/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, 2).join(' ')) &&
      !/^(ba|da|z)?sh$/.test(readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
  } catch {
    return false;
  }
}
