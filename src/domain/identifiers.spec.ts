import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { findIdentifiers } from './identifiers.js';
import { isRegisterNumber } from './identifiers/register-number.js';

const found = (text: string) => findIdentifiers(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);
const accepted = (text: string) =>
  findIdentifiers(text).reduceRight((rest, { start, end, suggestion }) => rest.slice(0, start) + suggestion + rest.slice(end), text);

const checked = (base: string, century = '') => base + String(97 - (Number(century + base) % 97)).padStart(2, '0');

describe('a national register number must be replaced', () => {
  const born1985 = '85073003328';
  const born2007 = checked('070512123', '2');
  const bis = checked('852730033');
  const bisKnownSex = checked('054512007', '2');
  const unknownDay = checked('850000001');
  it.each([
    ['of somebody born in 1985', born1985],
    ['with the printed separators', '85.07.30-033.28'],
    ['with spaces', '85 07 30 033 28'],
    ['with slashes', '85/07/30-033/28'],
    ['in two groups', '850730-03328'],
    ['across a line', '85.07.30-\n033.28'],
    ['with a hard space and a long dash', '85.07.30\u00a0\u2013\u00a0033.28'],
    ['with zero-width characters of a copied page', '85.07.30\u200b-033.28'],
    ['of somebody born in 2007', born2007],
    ['of somebody with a bis number', bis],
    ['of somebody with a bis number whose sex is known', bisKnownSex],
    ['of somebody whose day of birth is unknown', unknownDay],
  ])('%s', (_who, number) => {
    const text = `zijn nummer (RR ${number}), denk ik`;
    expect(findIdentifiers(text)).toEqual([
      { kind: 'national-register-number', start: 16, end: 16 + number.length, severity: 'refuse', suggestion: '[rijksregisternummer]' },
    ]);
  });

  it('also when letters touch it', () => expect(found(`rr${born1985}x`)).toEqual([['national-register-number', born1985]]));

  it.each(['85073003329', '85993003328', '850730033281', '+32 470 12 34 56', '0479 12 34 56'])(
    'but %s is none',
    (text) => expect(found(text).map(([kind]) => kind)).not.toContain('national-register-number'),
  );

  it('of anybody whom stdnum accepts', () => {
    const base = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 33 }), fc.integer({ min: 0, max: 999 }));
    const two = (n: number) => String(n).padStart(2, '0');
    fc.assert(
      fc.property(base, fc.constantFrom('', '2'), ([y, m, d, n], century) => {
        const number = checked(two(y) + two(m) + two(d) + String(n).padStart(3, '0'), century);
        if (stdnum.BE?.insz?.validate(number).isValid) expect(isRegisterNumber(number)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(stdnum.BE?.insz?.validate(born1985).isValid).toBe(true);
  });
});

describe('what looks like a person is asked about', () => {
  it.each([
    ['a mobile number', 'bel 0479 12 34 56 even', 'phone', '0479 12 34 56'],
    ['a mobile number with dots and a slash', 'gsm 0479/12.34.56', 'phone', '0479/12.34.56'],
    ['a mobile number abroad', 'of +31 6 12345678.', 'phone', '+31 6 12345678'],
    ['a number with a country code', 'nr +32 479 12 34 56', 'phone', '+32 479 12 34 56'],
    ['a number with a country code and a zero in brackets', 'nr +32 (0)479 12 34 56', 'phone', '+32 (0)479 12 34 56'],
    ['a number with 00', '0032479123456', 'phone', '0032479123456'],
    ['a landline', 'thuis: 09 233 11 11', 'phone', '09 233 11 11'],
    ['a Dutch mobile', '06 12 34 56 78', 'phone', '06 12 34 56 78'],
    ['a mobile without its zero', 'op 479 12 34 56', 'phone', '479 12 34 56'],
    ['an address of mail', 'mail jan.peeters+judo@club-x.be.', 'email', 'jan.peeters+judo@club-x.be'],
    ['an account number', 'op BE68 5390 0754 7034 gestort', 'iban', 'BE68 5390 0754 7034'],
    ['a compact account number', 'op be68539007547034', 'iban', 'be68539007547034'],
    ['an account number abroad', 'NL91ABNA0417164300', 'iban', 'NL91ABNA0417164300'],
    ['a handle', 'hij is @lotte_vdb.', 'handle', '@lotte_vdb'],
    ['a name on Snapchat', 'snap: lottevdb', 'handle', 'lottevdb'],
    ['a name on Instagram', 'via insta lotte.vdb12 zei', 'handle', 'lotte.vdb12'],
    ['a street and number', 'hij woont in de Kerkstraat 12 bus 3', 'address', 'Kerkstraat 12 bus 3'],
    ['a street in small letters', 'hij woont kerkstraat 12a in ons dorp', 'address', 'kerkstraat 12a'],
    ['a street of several words', 'aan de Oude Baan, nr. 4', 'address', 'Oude Baan, nr. 4'],
    ['a square', 'op het Kerkplein 7', 'address', 'Kerkplein 7'],
    ['a date of birth', 'hij is geboren op 12/03/2010 in een ziekenhuis', 'birth-date', '12/03/2010'],
    ['a date of birth in words', 'geb. 3 april 2009', 'birth-date', '3 april 2009'],
    ['a date of birth with a degree sign', '(°12-03-10)', 'birth-date', '12-03-10'],
    ['a date of birth before its word', 'op 12 maart 2010 geboren', 'birth-date', '12 maart 2010'],
    ['a date of birth the other way round', 'geboortedatum: 2010-03-12', 'birth-date', '2010-03-12'],
    ['a name', 'gisteren zei Jan Peeters iets', 'name', 'Jan Peeters'],
    ['a name with particles', 'gisteren zei Kim Van den Broeck iets', 'name', 'Kim Van den Broeck'],
    ['a name outside our list', 'gisteren zei Mbaye Diopsen iets', 'name', 'Mbaye Diopsen'],
    ['a first name', 'gisteren zei Lotte iets', 'name', 'Lotte'],
    ['a name before its trainer', 'de papa van Tibeau belde', 'name', 'Tibeau'],
    ['a name that is told', 'hij heet Bo en', 'name', 'Bo'],
    ['a name without its capital after a cue', 'de mama van jan belde', 'name', 'jan'],
    ['a name before a place', 'gisteren zei Lotte van Gent iets', 'name', 'Lotte'],
    ['a name that owns something', "de bal van Emma's broer", 'name', 'Emma'],
  ])('%s', (_what, text, kind, slice) => {
    expect(found(text)).toEqual([[kind, slice]]);
    expect(findIdentifiers(text)[0]?.severity).toBe('warn');
  });
});

describe('one tap leaves a sentence without the person', () => {
  it.each([
    ['De trainer Jan Peeters zei iets. Jan ging weg.', 'De trainer zei iets. De trainer ging weg.'],
    ['Onze nieuwe jeugdcoach Dries was er.', 'Onze nieuwe jeugdcoach was er.'],
    ['Toen zag trainer Jan het.', 'Toen zag de trainer het.'],
    ['Toen zei mevrouw Peeters iets.', 'Toen zei mevrouw A iets.'],
    ['We zagen Lotte en Emma. Daarna ging Lotte weg.', 'We zagen speelster A en speelster B. Daarna ging speelster A weg.'],
    ['Onze voorzitter, Luc Thys, wil het niet horen. Luc lacht.', 'Onze voorzitter wil het niet horen. De voorzitter lacht.'],
    ['We zagen Jan De Smet en Ann De Smet.', 'We zagen speler A en speelster B.'],
    ['Mevrouw Bouazza zag het. Later belde Bouazza.', 'Mevrouw A zag het. Later belde mevrouw A.'],
    ['Betast door R. Willems. Later zweeg Willems.', 'Betast door persoon A. Later zweeg persoon A.'],
    ['Mevr. Van Eeckhout belde.', 'Mevr. A belde.'],
    ['Gisteren belde Peeters mij.', 'Gisteren belde persoon A mij.'],
    ['Alvast bedankt! Groetjes, Marleen', 'Alvast bedankt! Groetjes, de contactpersoon'],
    ['De mama van Tibeau belde; Tibeau weende.', 'De mama van speler A belde; speler A weende.'],
    ['Bel 0479 12 34 56 of mail a@b.be', 'Bel [telefoonnummer] of mail [e-mailadres]'],
  ])('%s', (text, expected) => expect(accepted(text)).toBe(expected));
});

it('what we suggest is not asked about again', () => {
  const text = 'De trainer, speler A en speelster B zaten bij mevrouw C. Persoon D belde [telefoonnummer] en [adres].';
  expect(found(text)).toEqual([]);
});

describe('ordinary text passes without a question', () => {
  it.each([
    'Een meisje van 14 vertelde gisteren aan de juf dat de trainer haar na de training in de kleedkamer vastpakte.',
    'Bel 112 of 101 bij gevaar, 1712 of 102 voor advies, 106 voor jezelf, 1813 en 116000 of 116 000.',
    'Tele-Onthaal is 106, Awel 102, de nummers 0800 12 345 en 070 245 245 zijn van diensten.',
    'Op 05/06/2024 9 uur en op 12-03-2010 14 spelers; het seizoen 2023-2024, 9000 Gent, 1.250,00 euro.',
    'De wedstrijd van 12 maart 2019 eindigde op 3-2, 06-07-2019 4-1, in de 85e minuut.',
    'De training is op dinsdag en donderdag om 19.30 uur in Gent, niet in Sint-Niklaas.',
    'Ik belde met Sport Vlaanderen, Voetbal Vlaanderen, het Rode Kruis en Kind en Gezin.',
    'Wij zijn een club in Oost-Vlaanderen. Het Vertrouwenscentrum Kindermishandeling kent ons.',
    'De coach. De voorzitter. Meneer, Mevrouw, ik weet het niet.',
    'De trainer van Gent en de ouders van Anderlecht hebben onze voorzitter gebeld.',
    'Ze zwom op baan 4, in zwembaan 2, hij was onderweg 5 minuten, met allerlei 3 keer.',
    'Hij stuurde via snapchat berichten en op insta foto\'s; op TikTok: iemand lachte.',
    'De U12 en de U15 van Club Brugge spelen samen. Beste hulpverlener, graag advies.',
    'Het is heet. Vandaag noemt men dat pesten. Zij heet anders.',
    'Ons ondernemingsnummer is 0417.497.106 en de referentie is KB-2019-00123.',
    'Hij is geboren in 2010. De feiten waren op 12/03/2019 en de klacht kwam op 14/03/2019.',
    'Onze Hoofdtrainer roept, de Ouderraad klaagt, de Technisch Directeur zwijgt in Sporthal De Witte Kaproenen.',
    'Het Decreet Gezond en Ethisch Sporten, de Code van de Gymfederatie, de wet van 5 maart 2012.',
    '@ 20 uur, 3 @ 5 euro, e-mail, a@b en @1712',
  ])('%s', (text) => expect(found(text)).toEqual([]));
});

describe('whatever is typed', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
    fc.array(fc.constantFrom('0479 12 34 56', 'trainer ', 'Jan ', 'Van ', '@', '.be', '85.07.30-033.28', ' ', 'straat 1', '°', '12/03/2010', '\ud800', "'s", 'BE68539007547034', '\n'), { maxLength: 30 }).map((parts) => parts.join('')),
  );

  it('findings lie inside the text, in order, apart, and say what to put there', () => {
    fc.assert(
      fc.property(anything, (text) => {
        let last = 0;
        for (const { start, end, suggestion } of findIdentifiers(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(suggestion).not.toBe('');
          const slice = text.slice(start, end);
          expect(/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(slice)).toBe(false);
          last = end;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('a valid register number is refused in whatever punctuation', () => {
    const part = (max: number, width: number) => fc.integer({ min: 1, max }).map((n) => String(n).padStart(width, '0'));
    const separator = fc.constantFrom('', ' ', '.', '-', '/', '. ', ' - ', '\u00a0', '\u2013', '\n');
    const separators = fc.array(separator, { minLength: 4, maxLength: 4 });
    const birth = fc.tuple(part(99, 2), part(12, 2), part(28, 2), part(997, 3), fc.constantFrom('', '2'), fc.constantFrom(0, 20, 40));
    fc.assert(
      fc.property(birth, separators, ([year, month, day, counter, century, bis], between) => {
        const base = year + String(Number(month) + bis).padStart(2, '0') + day + counter;
        const groups = [base.slice(0, 2), base.slice(2, 4), base.slice(4, 6), counter, checked(base, century).slice(9)];
        const number = groups.map((group, i) => group + (between[i] ?? '')).join('');
        const [finding, ...others] = findIdentifiers(`zijn kaart: ${number}, zei hij`);
        expect(finding).toMatchObject({ kind: 'national-register-number', severity: 'refuse', start: 12, end: 12 + number.length });
        expect(others).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('a text without letters or digits names nobody', () => {
    const neither = fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => text.replace(/[\p{L}\p{N}]/gu, ''));
    fc.assert(fc.property(neither, (text) => expect(findIdentifiers(text)).toEqual([])));
  });

  it('offsets count UTF-16 units, so that a browser cuts in the right place', () => {
    const before = fc.array(fc.constantFrom('😀', 'é', 'e\u0301', ' ', '👩‍👧'), { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(before, (emoji) => {
        const text = `${emoji} bel 0478 12 34 90`;
        expect(found(text)).toEqual([['phone', '0478 12 34 90']]);
      }),
    );
  });

  // On an idle core the worst of these takes 40 ms; time that grows with the square of the length takes seconds.
  it('the contact does not wait for 20,000 characters, however they are chosen', () => {
    const parts = [
      'a', '1', '0', '04', '0479 12 34 56 ', '0 4 7 ', '+32', '+32 4 ', '(', '-.', '12-34/5 ', '12/03/10 ', '@', 'a@', 'a@b.', 'a.', '@a', 'BE68', 'BE68 ', 'BE68 5390 0754 7034 ', 'snap: ', 'insta ',
      '° ', 'geboren ', 'geboren 12/03/2010 ', 'Kerkstraat 1 ', 'Aa ', 'Aa Van ', 'van de ', 'trainer Jan ', 'Jan ', "a'", 'a-', 'straat', '\ud83d', '\ud83d\ude00', '\n', ' ', 'é', 'e\u0301', '85.07.30-033.28 ', '8 5 0 ', 'mevr. ', '\u200b', 'De trainer zei dat Jan Peeters gisteren belde. ',
    ];
    findIdentifiers(parts.map((part) => part.repeat(20)).join(' '));
    // Processor time, not the clock's: a busy machine makes nothing slower.
    const best = (text: string) => Math.min(...[1, 2, 3, 4, 5].map(() => {
      const start = process.cpuUsage();
      findIdentifiers(text);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    }));
    const filled = (part: string, length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
    const slow = parts.map((part) => [part, Math.round(best(filled(part, 20_000)))]);
    expect(slow.filter(([, milliseconds]) => Number(milliseconds) > 400)).toEqual([]);
    // Ten times the text in ten times the time; below a millisecond a measurement says nothing.
    const growing = parts.map((part) => [part, best(filled(part, 20_000)) / Math.max(1, best(filled(part, 2_000)))]);
    expect(growing.filter(([, ratio]) => Number(ratio) > 40)).toEqual([]);
  });
});
