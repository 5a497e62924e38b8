import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { LOOK_LIMITS, secondsUntilFree, stillCounting } from './looks.js';
import { askedWords, normalPhone, readablePhone, spelledEmail } from './public-contacts.js';
import { answersAt } from './service-hours.js';

describe('what somebody looks for', () => {
  it.each(['gen', '9000', 'K.V.C. Élan', 'fc gent'])('is enough with a word of three letters: %s', (text) => expect(askedWords(text)).not.toBeNull());
  it.each(['', 'ab', 'a b c d', '%%%', '___', '  \t ', '<b>', "'--"])('is not enough without one: %j', (text) => expect(askedWords(text)).toBeNull());

  it('has no sign in it that a search by LIKE would take for another, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      for (const word of askedWords(text) ?? []) expect(word).not.toMatch(/[%_\\\0]/);
    }));
  });
});

describe('how somebody is reached', () => {
  it('is kept as one number, however it is written', () => {
    for (const text of ['0470 12 34 56', '+32470123456', '0470/12.34.56', '0032 470 12 34 56']) expect(normalPhone(text)).toBe('+32470123456');
    expect([readablePhone('+32470123456'), readablePhone('+31201234567')]).toEqual(['0470 12 34 56', '+31 20 123 4567']);
  });

  it.each(['', '12', 'bel mij', '0470 12 34 56 78 90', '<b>0470123456</b>x', '0470 12 34 56 ext 7'])('is no number: %s', (text) => expect(normalPhone(text)).toBeNull());

  it('is spelled so that no program finds an address in it, and a person can put it together', () => {
    expect(spelledEmail('griet.de-wit@club.be').map(({ text }) => text).join(' ')).toBe('griet punt de streepje wit apenstaartje club punt be');
    fc.assert(fc.property(fc.emailAddress(), (email) => expect(spelledEmail(email).map(({ text }) => text).join('')).not.toContain('@')));
  });
});

describe('a network that looks often', () => {
  const { reach } = LOOK_LIMITS;
  const minutes = (some: number[]) => some.map((minute) => minute * 60_000);

  it('waits until the oldest of too many is past', () => {
    const quick = minutes(Array.from({ length: 15 }, (_, minute) => minute));
    expect(secondsUntilFree(quick.slice(1), 14 * 60_000, reach)).toBe(0);
    expect(secondsUntilFree(quick, 14 * 60_000, reach)).toBe(60);
    expect(secondsUntilFree(quick, 15 * 60_000, reach)).toBe(0);
  });

  it('does not get round the limit of a day by being slow', () => {
    const slow = minutes(Array.from({ length: 60 }, (_, nth) => nth * 10));
    expect(secondsUntilFree(slow, 60 * 10 * 60_000, reach)).toBe(86_400 - 60 * 10 * 60);
  });

  it('is never kept waiting for longer than what counts', () => {
    fc.assert(fc.property(fc.array(fc.nat(200_000_000), { maxLength: 200 }), fc.nat(200_000_000), (some, now) => {
      const looks = some.filter((at) => at <= now).sort((a, b) => a - b);
      const wait = secondsUntilFree(looks, now, reach);
      expect(secondsUntilFree(stillCounting(looks, now, reach), now, reach)).toBe(wait);
      expect(secondsUntilFree(looks, now + wait * 1000, reach)).toBe(0);
    }));
  });
});

describe('a helpline', () => {
  const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Brussels]`).toInstant();
  const awel = '16-22, not on Sundays and public holidays';

  it.each([
    ['24/7', '2026-12-25T03:00', true],
    [awel, '2026-10-13T16:00', true],
    [awel, '2026-10-13T21:59', true],
    [awel, '2026-10-13T22:00', false],
    [awel, '2026-10-18T17:00', false],
    [awel, '2026-12-25T17:00', false],
    ['16-22', '2026-10-18T17:00', true],
    ['22-16', '2026-10-13T17:00', null],
    ['see opening hours', '2026-10-13T17:00', null],
    [undefined, '2026-10-13T17:00', null],
  ])('with hours %s at %s answers: %s', (hours, moment, answers) => expect(answersAt(hours, at(moment))).toBe(answers));
});
