import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainText, searchWords } from './plain-search.js';

describe('what is compared in a search', () => {
  it.each([
    ['Zwemclub Élan', 'zwemclub elan'],
    ['K.V.C. De Panne', 'kvc de panne'],
    ['d’Hoppe & Vrienden (jeugd)', 'dhoppe vrienden jeugd'],
    ['Sint-Niklaas', 'sint niklaas'],
    ['  ', ''],
  ])('of %s is "%s"', (text, plain) => expect(plainText(text)).toBe(plain));

  it('is the same again, and has no capitals, accents or signs of ASCII', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = plainText(text);
        expect(plainText(plain)).toBe(plain);
        expect(plain).not.toMatch(/[A-Z.,;:!?'"()-]/);
        expect(plain).not.toMatch(/[\u0300-\u036f]/);
      }),
    ));

  it('are words, and of a whole page only the first', () => {
    expect(searchWords('Gent, turnkring')).toEqual(['gent', 'turnkring']);
    expect(searchWords('a '.repeat(100))).toHaveLength(8);
  });
});
