import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compare, encode, FIRST_HEAD, follows, macOf, marksOf, sealOver, type AuditRow } from './seal-chain.js';

const key = Buffer.alloc(32, 7);
const text = fc.option(fc.string({ unit: 'binary', maxLength: 12 }));
const row = fc.record({
  id: fc.uuid(),
  at: fc.bigInt({ min: 0n, max: 4_000_000_000_000_000n }).map(String),
  xid: fc.bigInt({ min: 3n, max: 2n ** 64n - 1n }).map(String),
  epoch: fc.integer({ min: 1, max: 9 }),
  account_id: fc.option(fc.uuid()),
  mandate_id: fc.option(fc.uuid()),
  action: fc.string(),
  record_kind: text,
  record_id: fc.option(fc.uuid()),
  result: fc.string(),
}) as unknown as fc.Arbitrary<AuditRow>;
const rows = fc.uniqueArray(row, { minLength: 2, maxLength: 8, selector: ({ id }) => id });
const over = (some: AuditRow[], number = 1, before: Buffer = FIRST_HEAD) => sealOver(key, before, { epoch: 1, number }, some);

describe('the chain of seals', () => {
  it('writes no two lists of values alike, wherever one value ends and the next begins', () => {
    fc.assert(
      fc.property(fc.array(text), fc.array(text), (a, b) => {
        expect(encode(a).equals(encode(b))).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    expect(encode(['ab', 'c'])).not.toEqual(encode(['a', 'bc']));
    expect(encode([null])).not.toEqual(encode(['']));
  });

  it('gives a row another mark when any of its columns is another', () => {
    fc.assert(
      fc.property(row, fc.constantFrom('at', 'account_id', 'action', 'record_kind', 'result'), fc.string(), (one, column, other) => {
        fc.pre(one[column as keyof AuditRow] !== other);
        expect(macOf(key, { ...one, [column]: other })).not.toEqual(macOf(key, one));
      }),
    );
  });

  it('has another head when a row is left out, added, changed or in another place, and under another key', () => {
    fc.assert(
      fc.property(rows, row, fc.nat(), (all, another, at) => {
        const seal = over(all);
        const index = at % all.length;
        const heads = [
          over(all.toSpliced(index, 1)),
          over(all.toSpliced(index, 0, another)),
          over(all.with(index, { ...all[index]!, result: `${all[index]!.result}!` })),
          over([...all.slice(1), all[0]!]),
          over(all, 2),
          over(all, 1, Buffer.alloc(32, 1)),
          sealOver(Buffer.alloc(32, 8), FIRST_HEAD, { epoch: 1, number: 1 }, all),
        ].map(({ head }) => head.toString('hex'));
        expect(heads).not.toContain(seal.head.toString('hex'));
        expect(follows(key, FIRST_HEAD, seal)).toBe(true);
      }),
    );
  });

  it('knows each row that it was made over', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const marks = marksOf(over(all));
        expect([...marks.keys()]).toEqual(all.map(({ id }) => id));
        for (const one of all) expect(marks.get(one.id)).toEqual(macOf(key, one));
      }),
    );
  });

  it('puts transaction ids in the order of their numbers, not of their digits', () => {
    const at = (epoch: number, xid: string) => ({ epoch, xid, id: '00000000-0000-0000-0000-000000000000' });
    expect(compare(at(1, '9'), at(1, '10'))).toBeLessThan(0);
    expect(compare(at(1, '18446744073709551615'), at(2, '3'))).toBeLessThan(0);
    expect(compare(at(1, '9'), at(1, '9'))).toBe(0);
  });
});
