import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { RecordKey, type Place } from './vault.js';

const key = randomBytes(32);
const record = new RecordKey('record', key, 1);
const place: Place = { table: 'consults', column: 'question_ct', rowId: 'row' };

describe('a sealed text', () => {
  it('opens where it was sealed, whatever it says', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => record.unseal(place, record.seal(place, text)) === text));
  });

  it('is never the same twice', () => {
    const all = Array.from({ length: 500 }, () => record.seal(place, 'hetzelfde').toString('hex'));
    expect(new Set(all.map((sealed) => sealed.slice(0, 24))).size).toBe(500);
  });

  it.each([
    ['another table', { ...place, table: 'messages' }, record],
    ['another column', { ...place, column: 'narrative_ct' }, record],
    ['another row', { ...place, rowId: 'other' }, record],
    ['another record', place, new RecordKey('other', key, 1)],
    ['another version of the key', place, new RecordKey('record', key, 2)],
    ['another key', place, new RecordKey('record', randomBytes(32), 1)],
  ])('does not open in %s', (_where, there, by) => {
    const sealed = record.seal(place, 'iets');
    expect(() => by.unseal(there, sealed)).toThrow();
  });

  it('does not open with one bit changed, anywhere', () => {
    const sealed = record.seal(place, 'iets dat iemand schreef');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => record.unseal(place, changed)).toThrow();
    }
  });

  it('does not open with a tag cut to any length, four bytes among them', () => {
    const sealed = record.seal(place, '');
    for (let tag = 0; tag < 16; tag += 1) {
      expect(() => record.unseal(place, sealed.subarray(0, 12 + tag))).toThrow();
    }
    expect(() => record.unseal(place, sealed.subarray(0, 5))).toThrow();
  });
});
