import { closeSync, createReadStream, existsSync, fsyncSync, fstatSync, mkdirSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** More than any line of ours. */
const TAIL = 512;

/** Lines outside the database, only ever added to. A line that a crash cut off stays, and the next one begins anew. */
export class AppendOnlyFile {
  constructor(readonly path: string) {}

  exists(): boolean {
    return existsSync(this.path);
  }

  size(): number {
    return this.exists() ? statSync(this.path).size : 0;
  }

  /** On the disk when this returns. One write, so that the lines of several processes do not mix. */
  append(...lines: string[]): void {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const file = openSync(this.path, 'a+', 0o600);
    try {
      const unfinished = tailOf(file).at(-1) !== '';
      writeSync(file, `${unfinished ? '\n' : ''}${lines.join('\n')}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  /** @throws when it cannot be opened to add to. A full disk is seen only by writing. */
  refuseUnwritable(): void {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    closeSync(openSync(this.path, 'a', 0o600));
  }

  /** The last lines, the very last '' when the file ends as it should. */
  tail(): string[] {
    if (!this.exists()) return [];
    const file = openSync(this.path, 'r');
    try {
      return tailOf(file);
    } finally {
      closeSync(file);
    }
  }

  /** All lines in the file's first bytes, with their number. */
  async *lines(size = this.size()): AsyncGenerator<{ text: string; line: number }> {
    if (!size) return;
    let line = 0;
    for await (const text of createInterface({ input: createReadStream(this.path, { end: size - 1 }), crlfDelay: Infinity })) {
      line += 1;
      yield { text, line };
    }
  }
}

/** '' alone for a file that is empty. */
function tailOf(file: number): string[] {
  const { size } = fstatSync(file);
  const bytes = Buffer.alloc(Math.min(size, TAIL));
  readSync(file, bytes, 0, bytes.length, size - bytes.length);
  return bytes.toString('latin1').split('\n');
}
