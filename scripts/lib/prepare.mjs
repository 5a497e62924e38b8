/** Install, then build, by one process at a time: `npm start` and `npm test` may begin together. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isBuilt } from './build.mjs';
import { root } from './files.mjs';
import { install, isInstalled } from './install.mjs';
import { takeLock } from './lock.mjs';
import { Refusal } from './refusal.mjs';

export async function prepare({ run }) {
  if (isInstalled() && isBuilt()) return;
  const lock = await buildLock();
  try {
    await install(run);
    if (isBuilt()) return;
    const { code, output } = await run(process.execPath, [join(root, 'scripts/build.mjs'), '--only'], { quiet: true, cwd: root });
    if (code !== 0) throw new Refusal(`${output}\nThe build failed; its message is above.`);
  } finally {
    lock.release();
  }
}

async function buildLock() {
  try {
    return await waitForLock();
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EPERM' && error.code !== 'EROFS') throw error;
    throw new Refusal(`${root} has to be installed or built first, and this user may not write there: run "npm run build" as its owner, or clone it for yourself.`);
  }
}

async function waitForLock() {
  // 0711, as the data folder of the same name: Postgres, run by root under another uid, passes through it.
  mkdirSync(join(root, '.klankbord'), { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  for (let told = false; ; told = true) {
    const lock = takeLock(join(root, '.klankbord', 'build.lock'));
    if (lock.release) return lock;
    if (!told) process.stderr.write(`Klankbord: waiting for process ${lock.holder.pid}, which is installing or building …\n`);
    await sleep(200);
  }
}
