import { randomBytes } from 'node:crypto';
import { closeSync, fchownSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '../cli/commands.js';
import { kekIdOf } from './key-file.js';

/** Puts a new KEK on the first line. @returns its id */
export function addKek(path: string): string {
  const kek = randomBytes(32);
  writeLines(path, [kek.toString('base64'), ...linesOf(path)]);
  return kekIdOf(kek);
}

/** Takes KEKs out. @param ids of those that go */
export function removeKeks(path: string, ids: readonly string[]): void {
  writeLines(path, linesOf(path).filter((line) => !ids.includes(kekIdOf(Buffer.from(line, 'base64')))));
}

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').split('\n').map((line) => line.trim()).filter(Boolean);

/** Whole or not at all, on disk before anything is wrapped by what it holds; its owner stays who it was. */
function writeLines(path: string, lines: readonly string[]): void {
  try {
    const target = realpathSync(path);
    const temporary = `${target}.${process.pid}.tmp`;
    const { uid, gid } = statSync(target);
    rmSync(temporary, { force: true });
    synced(openSync(temporary, 'wx', 0o600), (fd) => {
      fchownSync(fd, uid, gid);
      writeSync(fd, `${lines.join('\n')}\n`);
    });
    renameSync(temporary, target);
    synced(openSync(dirname(target), 'r'));
  } catch (error) {
    throw new Refusal(cannotWrite((error as NodeJS.ErrnoException).code ?? 'unknown'));
  }
}

function synced(fd: number, work: (fd: number) => void = () => undefined): void {
  try {
    work(fd);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

const cannotWrite = (code: string): string =>
  `KEK_FILE cannot be written from here (${code}); it may be read-only, a mounted secret, or kept by something else.
To bring in a new KEK, change the file where it is kept:
  1. add a line of \`openssl rand -base64 32\` after the others, and see that every process has that file;
  2. make it the first line, likewise;
  3. npm run vault:rotate, which then makes no KEK and wraps every key again by the first one;
  4. take out the old lines, and keep a copy of the old file for as long as backups of the vault exist.`;
