import { closeSync, createReadStream, existsSync, fsyncSync, fstatSync, mkdirSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import type { Position, Seal } from './seal-chain.js';

/** What the file remembers of a seal. */
export interface Head {
  epoch: number;
  number: number;
  last: Position;
  count: number;
  head: string;
}

const LINE = /^(\d+) (\d+) (\d+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d+) ([0-9a-f]{64})$/;
/** More than any line of ours. */
const TAIL = 512;

export const headOfSeal = ({ epoch, number, last, count, head }: Seal): Head => ({ epoch, number, last, count, head: head.toString('hex') });

export const sameHead = (a: Head, b: Head): boolean => lineOf(a) === lineOf(b);

export const lineOf = ({ epoch, number, last, count, head }: Head): string =>
  `${epoch} ${number} ${last.xid} ${last.id} ${count} ${head}`;

/** Null for what is no whole line: a write that a crash cut off. */
export function parseLine(line: string): Head | null {
  const [, epoch, number, xid, id, count, head] = LINE.exec(line) ?? [];
  if (!head) return null;
  return { epoch: Number(epoch), number: Number(number), last: { epoch: Number(epoch), xid: xid!, id: id! }, count: Number(count), head };
}

/**
 * The heads of all seals outside the database, one a line, only ever added to: who cuts off the end of the record, seals
 * and all, does not reach this.
 */
@Injectable()
export class HeadsFile {
  readonly path: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.path = config.auditHeadsFile;
  }

  exists(): boolean {
    return existsSync(this.path);
  }

  size(): number {
    return this.exists() ? statSync(this.path).size : 0;
  }

  /** On the disk when this returns. */
  append(head: Head): void {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const file = openSync(this.path, 'a+', 0o600);
    try {
      const unfinished = tailOf(file).at(-1) !== '';
      writeSync(file, `${unfinished ? '\n' : ''}${lineOf(head)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  /** The newest head, if there is any. */
  last(): Head | null {
    if (!this.exists()) return null;
    const file = openSync(this.path, 'r');
    try {
      return tailOf(file).map(parseLine).findLast((head) => head !== null) ?? null;
    } finally {
      closeSync(file);
    }
  }

  /** All heads in the file's first bytes, with the number of their line. */
  async *heads(size: number): AsyncGenerator<Head & { line: number }> {
    if (!size) return;
    let line = 0;
    for await (const text of createInterface({ input: createReadStream(this.path, { end: size - 1 }), crlfDelay: Infinity })) {
      line += 1;
      const head = parseLine(text);
      if (head) yield { ...head, line };
    }
  }
}

/** The last lines; the very last is '' when the file ends as it should, or is empty. */
function tailOf(file: number): string[] {
  const { size } = fstatSync(file);
  const bytes = Buffer.alloc(Math.min(size, TAIL));
  readSync(file, bytes, 0, bytes.length, size - bytes.length);
  return bytes.toString('latin1').split('\n');
}
