import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadsFile, type Head } from './heads-file.js';

const head = (number: number): Head => ({
  epoch: 1,
  number,
  last: { epoch: 1, xid: '900', id: '019a0000-0000-7000-8000-000000000000' },
  count: 3,
  head: 'ab'.repeat(32),
});

describe('the heads file', () => {
  let folder: string;
  let file: HeadsFile;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'klankbord-heads-'));
    file = new HeadsFile({ auditHeadsFile: join(folder, 'kept', 'heads.log') } as never);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const all = async () => {
    const heads = [];
    for await (const one of file.heads(file.size())) heads.push([one.line, one.number]);
    return heads;
  };

  it('is not there until something is sealed, and then nobody else reads it', () => {
    expect([file.exists(), file.last()]).toEqual([false, null]);
    file.append(head(1));
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    expect(readFileSync(file.path, 'utf8')).toBe(`1 1 900 019a0000-0000-7000-8000-000000000000 3 ${'ab'.repeat(32)}\n`);
  });

  it('only grows, and knows its last line', async () => {
    for (let number = 1; number <= 40; number += 1) file.append(head(number));
    expect(file.last()).toEqual(head(40));
    expect(await all()).toEqual(Array.from({ length: 40 }, (_, i) => [i + 1, i + 1]));
  });

  it('passes over a line that a crash cut off, and goes on below it', async () => {
    file.append(head(1));
    appendFileSync(file.path, '1 2 900 019a');
    expect(file.last()).toEqual(head(1));
    file.append(head(2));
    expect(file.last()).toEqual(head(2));
    expect(await all()).toEqual([[1, 1], [3, 2]]);
  });
});
