import { describe, expect, it } from '@jest/globals';
import { measure, readCorpus, unmarked } from '../../scripts/lib/identifier-corpus.mjs';
import { findIdentifiers } from '../../src/domain/identifiers.js';

const corpus = readCorpus();
const heldOut = corpus.filter((sentence) => sentence.heldOut);
const bounds = {
  'national-register-number': 0.98,
  phone: 0.98,
  iban: 0.98,
  email: 0.98,
  address: 0.98,
  'birth-date': 0.9,
  handle: 0.9,
  name: 0.9,
};

describe('the corpus', () => {
  it('is large enough to say something, and a third of it was never tuned on', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(420);
    expect(heldOut.length * 3).toBeGreaterThanOrEqual(corpus.length);
    expect(new Set(corpus.map(({ text }) => text)).size).toBe(corpus.length);
  });

  it('says where a person stands', () =>
    expect(unmarked('Bel [[name:Sofie]] op [[phone:0478 12 34 90]].')).toEqual({
      text: 'Bel Sofie op 0478 12 34 90.',
      expected: [{ kind: 'name', start: 4, end: 9 }, { kind: 'phone', start: 13, end: 26 }],
    }));
});

describe('measuring', () => {
  const one = [unmarked('Bel [[name:Sofie]] op [[phone:0478 12 34 90]].')];

  it('a check that finds nothing has no recall', () =>
    expect(measure(one, () => []).kinds).toMatchObject({ name: { expected: 1, found: 0 }, phone: { expected: 1, found: 0 } }));

  it('a check that warns about ordinary words is told so', () =>
    expect(measure(one, () => [{ kind: 'name', start: 0, end: 3 }]).falsePer200Words).toBe(100));
});

describe.each([['the whole corpus', corpus], ['the part held out', heldOut]])('in %s', (_which, sentences) => {
  const { kinds, falsePer200Words } = measure(sentences, findIdentifiers);

  it.each(Object.entries(bounds))('of every %s that somebody typed at least %d is found', (kind, bound) => {
    const { found, expected } = kinds[kind]!;
    expect(found / expected).toBeGreaterThanOrEqual(bound);
  });

  it('ordinary text is interrupted at most once in 200 words', () => expect(falsePer200Words).toBeLessThanOrEqual(1));
});
