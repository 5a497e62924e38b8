/**
 * Where the embedded database's files lie, and as whom Postgres runs. Postgres refuses to run
 * as root, so root gives it another uid; that uid must be able to walk to the files, which a
 * checkout below a 0700 home does not allow. Then they lie below /var/lib/klankbord, and a
 * text file in the data folder says where.
 */
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { randomText, sha256, writeWhole } from './files.mjs';
import { Refusal } from './refusal.mjs';

const nobody = 65534;
const isRoot = () => process.getuid?.() === 0;

/** May `uid` walk to this folder? Groups are left out: then we are too strict, never too loose. */
export function reachableBy(folder, uid) {
  if (uid === undefined) return true;
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    const { mode, uid: owner } = statSync(at);
    if (((owner === uid ? mode >> 6 : mode) & 1) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * { base, data, uid }: `data` is the cluster's folder below `base`; `uid` is undefined unless we
 * are root. Existing data stay where they are and with whom they are.
 */
export function postgresFolder(dataDir) {
  const home = realpathSync(dataDir);
  const base = pointedAt(home) ?? (needsMove(home) ? moveAway(home) : home);
  const data = join(base, 'postgres');
  return { base, data, uid: ownerOf(data) };
}

const pointer = (home) => join(home, 'postgres-location.txt');

function ownerOf(data) {
  if (!isRoot()) return undefined;
  const owner = existsSync(data) ? statSync(data).uid : nobody;
  return owner === 0 ? nobody : owner;
}

const needsMove = (home) =>
  isRoot() && !reachableBy(existsSync(join(home, 'postgres')) ? join(home, 'postgres') : home, ownerOf(join(home, 'postgres')));

function pointedAt(home) {
  if (!existsSync(pointer(home))) return undefined;
  const base = readFileSync(pointer(home), 'utf8').split('\n', 1)[0];
  if (!existsSync(base)) {
    throw new Refusal(`The database of ${home} lies in ${base} (says ${pointer(home)}), and that folder is gone. Restore it, or remove ${home} to begin anew.`);
  }
  const claim = join(base, 'belongs-to.txt');
  const owner = existsSync(claim) ? readFileSync(claim, 'utf8').trim() : home;
  // A data folder may be moved; a copy must not run on the original's database.
  if (owner !== home && existsSync(pointer(owner)) && readFileSync(pointer(owner), 'utf8').split('\n', 1)[0] === base) {
    throw new Refusal(`${home} is a copy of ${owner}: its database in ${base} belongs to that one.`);
  }
  if (owner !== home) writeWhole(claim, `${home}\n`);
  return base;
}

function moveAway(home) {
  const base = join(sharedFolder(), `${sha256(home).slice(0, 10)}-${randomText(3)}`);
  mkdirSync(base, { mode: 0o711 });
  chmodSync(base, 0o711);
  writeWhole(join(base, 'belongs-to.txt'), `${home}\n`);
  writeWhole(pointer(home), `${base}\nThe embedded database lies there: Postgres may not run as root, and the user it runs as cannot enter this folder.\n`);
  process.stderr.write(`Klankbord: the database lies in ${base}, since ${home} is closed to the user that Postgres runs as\n`);
  return base;
}

/** For root: a folder that everyone can enter and only root can change. */
export function sharedFolder() {
  for (const folder of ['/var/lib/klankbord', join(tmpdir(), 'klankbord-root')]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      const { mode, uid } = lstatSync(folder);
      if (uid === 0 && (mode & 0o22) === 0 && reachableBy(folder, nobody)) return folder;
    } catch {
      // Read-only or not ours: the next one.
    }
  }
  throw new Refusal('As root, Klankbord needs a folder that other users can enter for its embedded database: start it as an ordinary user, or set KLANKBORD_DATA to a folder outside a private home.');
}

/** Gives a file or folder to the user Postgres runs as. */
export const giveTo = (path, uid) => uid !== undefined && chownSync(path, uid, nobody);

/** The options of spawn() that make a child run as that user. */
export const asUser = (uid) => (uid === undefined ? {} : { uid, gid: nobody });
