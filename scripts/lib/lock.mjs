/**
 * A lock file that survives kill -9: it names its holder by pid and start time, so a
 * dead holder's lock is seen for what it is. Taken by link(2), which is atomic.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { identify, isAlive } from './processes.mjs';

let serial = 0;

const read = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Takes the lock for this process. `keeper` is who cleans up after us when we are killed.
 * Returns { release } or { holder } when it is held; a holder whose keeper still cleans up holds it.
 */
export function takeLock(path, { keeper } = {}) {
  const mine = `${path}.${process.pid}.${++serial}`;
  const self = { ...identify(process.pid), ...(keeper ? { keeper } : {}) };
  writeFileSync(mine, JSON.stringify(self), { mode: 0o600, flush: true });
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      try {
        linkSync(mine, path);
        return { release: () => release(path, self) };
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = read(path);
      if (isAlive(holder)) return { holder };
      if (isAlive(holder?.keeper)) return { holder, ending: true };
      dropStale(path, mine, holder);
    }
    throw new Error(`Cannot take the lock ${path}`);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Moves the stale lock aside, and puts it back when it turns out to be a newer one than we judged. */
function dropStale(path, mine, judged) {
  const aside = `${mine}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (JSON.stringify(read(aside)) !== JSON.stringify(judged)) {
    try {
      linkSync(aside, path);
    } catch {
      // Someone else took it meanwhile: theirs stands.
    }
  }
  rmSync(aside, { force: true });
}

function release(path, self) {
  const holder = read(path);
  if (holder?.pid === self.pid && holder.started === self.started) rmSync(path, { force: true });
}
