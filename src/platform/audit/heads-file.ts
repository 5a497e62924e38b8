import { Inject, Injectable } from '@nestjs/common';
import { AppendOnlyFile } from '../append-only-file.js';
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
  private readonly file: AppendOnlyFile;

  constructor(@Inject(CONFIG) config: Config) {
    this.file = new AppendOnlyFile(config.auditHeadsFile);
  }

  get path(): string {
    return this.file.path;
  }

  exists(): boolean {
    return this.file.exists();
  }

  size(): number {
    return this.file.size();
  }

  /** On the disk when this returns. */
  append(head: Head): void {
    this.file.append(lineOf(head));
  }

  /** The newest head, if there is any. */
  last(): Head | null {
    return this.file.tail().map(parseLine).findLast((head) => head !== null) ?? null;
  }

  /** All heads in the file's first bytes, with the number of their line. */
  async *heads(size: number): AsyncGenerator<Head & { line: number }> {
    for await (const { text, line } of this.file.lines(size)) {
      const head = parseLine(text);
      if (head) yield { ...head, line };
    }
  }
}
