import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatReference, formatRequestNumber, normaliseReference } from './references.js';

const fourBytes = fc.uint8Array({ minLength: 4, maxLength: 4 });

describe('a reference', () => {
  it('is eight signs with a dash, easy to read out', () => {
    fc.assert(fc.property(fourBytes, (bytes) => /^[2-9FJKMPQRX]{4}-[2-9FJKMPQRX]{4}$/.test(formatReference(bytes))));
  });

  it('uses each sign equally often', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      for (const sign of formatReference(Uint8Array.of(byte, byte, byte, byte)).slice(0, 2)) {
        counts.set(sign, (counts.get(sign) ?? 0) + 1);
      }
    }
    expect([counts.size, new Set(counts.values())]).toEqual([16, new Set([32])]);
  });

  it('differs for different bytes', () => {
    fc.assert(fc.property(fourBytes, fourBytes, (a, b) => (formatReference(a) === formatReference(b)) === (a.join() === b.join())));
  });

  it('needs four bytes', () => {
    expect(() => formatReference(new Uint8Array(3))).toThrow(RangeError);
  });

  it.each([
    ['7K3M-PQ92', '7K3M-PQ92'],
    ['7k3mpq92', '7K3M-PQ92'],
    ['  7k3m pq92. ', '7K3M-PQ92'],
    ['7 k 3 m – p q 9 2', '7K3M-PQ92'],
    ['7K3M-PQ9', null],
    ['7K3M-PQ922', null],
    ['7K3M-PO92', null],
    ['', null],
  ])('heard as "%s" is %s', (text, expected) => {
    expect(normaliseReference(text)).toBe(expected);
  });

  it('comes back from however it was written', () => {
    fc.assert(
      fc.property(fourBytes, (bytes) => {
        const reference = formatReference(bytes);
        return normaliseReference(reference.toLowerCase().replace('-', ' ')) === reference;
      }),
    );
  });
});

describe('the number of a request', () => {
  it('is four signs of the same kind, and no reference of a consult', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 2 }), (bytes) => {
        const number = formatRequestNumber(bytes);
        return /^VB-[2-9FJKMPQRX]{4}$/.test(number) && normaliseReference(number) === null;
      }),
    );
    expect(() => formatRequestNumber(new Uint8Array(1))).toThrow(RangeError);
  });
});
