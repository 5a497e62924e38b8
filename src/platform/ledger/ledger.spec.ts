import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { Ledger } from './ledger.js';

const at = Temporal.Instant.from('2028-10-13T07:00:00Z');
const id = (last: number): string => `0199d8a0-0000-7000-8000-00000000000${last}`;

describe('the ledger', () => {
  let folder: string;
  let path: string;
  let ledger: Ledger;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'klankbord-ledger-'));
    path = join(folder, 'kept', 'ledger.log');
    ledger = new Ledger({ ledgerFile: path } as never);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('holds nothing before there was anything', async () => {
    expect(await ledger.read()).toEqual({ tombstones: [], sent: [] });
  });

  it('is a file of lines that only its owner reads', () => {
    ledger.enter({ at, reference: 'ABCD-EFGH', consultId: id(1), accountId: id(2) });
    ledger.bury([{ at, kind: 'consult', id: id(1), rule: 'retention' }, { at, kind: 'escalation', id: id(3), rule: 'retention' }]);
    expect(readFileSync(path, 'utf8').split('\n')).toEqual([
      `reference 2028-10-13T07:00:00Z ABCD-EFGH ${id(1)} ${id(2)}`,
      `tombstone 2028-10-13T07:00:00Z consult ${id(1)} retention`,
      `tombstone 2028-10-13T07:00:00Z escalation ${id(3)} retention`,
      '',
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('gives back each record once, as it was first', async () => {
    const tombstone = { at, kind: 'consult', id: id(1), rule: 'asked' };
    ledger.bury([tombstone]);
    ledger.bury([{ ...tombstone, at: at.add({ hours: 1 }), rule: 'retention' }]);
    const sent = { at, reference: 'ABCD-EFGH', consultId: id(1), accountId: id(2) };
    ledger.enter(sent);
    ledger.enter(sent);
    expect(await ledger.read()).toEqual({ tombstones: [tombstone], sent: [sent] });
  });

  it('passes over a line that a crash cut off, and begins anew after it', async () => {
    ledger.bury([{ at, kind: 'consult', id: id(1), rule: 'retention' }]);
    appendFileSync(path, 'tombstone 2028-10-13T07:00:00Z cons');
    ledger.bury([{ at, kind: 'consult', id: id(2), rule: 'retention' }]);
    expect((await ledger.read()).tombstones.map((one) => one.id)).toEqual([id(1), id(2)]);
  });
});
