import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatKbo, normalKbo, normalVCode } from './organisation-numbers.js';

/** Any number of the register: eight digits, the first 0 or 1, and what makes it right modulo 97. */
const anyKbo = fc.integer({ min: 1, max: 19_999_999 }).map((number) => {
  const front = String(number).padStart(8, '0');
  return `${front}${String(97 - (number % 97)).padStart(2, '0')}`;
});

describe('a KBO number', () => {
  it.each(['0403170701', '0403.170.701', 'BE 0403.170.701', 'BE0403170701', 'be 0403 170 701', ' 403170701 ', '0403-170-701'])(
    'written as %s is the same number',
    (written) => expect(normalKbo(written)).toBe('0403170701'),
  );

  it.each(['', '0403170702', '2403170701', '04031707011', 'BE', 'NL0403170701', '0403170701x', 'V0001001', '0403170701 0403170701'])(
    'is not: %s',
    (written) => expect(normalKbo(written)).toBeNull(),
  );

  it('is read back however it is shown', () =>
    fc.assert(
      fc.property(anyKbo, fc.constantFrom('', 'BE', 'BE ', 'be'), (digits, before) => {
        expect(normalKbo(before + formatKbo(digits))).toBe(digits);
        expect(normalKbo(before + digits)).toBe(digits);
      }),
    ));

  it('with one digit wrong is no number', () =>
    fc.assert(
      fc.property(anyKbo, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (digits, place, more) => {
        const other = String((Number(digits[place]) + more) % 10);
        expect(normalKbo(digits.slice(0, place) + other + digits.slice(place + 1))).toBeNull();
      }),
    ));
});

describe('a vCode', () => {
  it.each([['V0001001', 'V0001001'], [' v0001001', 'V0001001'], ['V 0001001', 'V0001001'], ['V12345678', 'V12345678']])('%s is %s', (written, code) =>
    expect(normalVCode(written)).toBe(code));

  it.each(['', 'V001001', 'OVO001001', '0001001', 'V000100A', 'V0001001001'])('is not: %s', (written) => expect(normalVCode(written)).toBeNull());
});
