import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import { DigitRuns } from './characters.js';
import { type Finding, leaveOut } from './finding.js';

const SEPARATORS = new Set(' ./()-\u00a0\u202f\u2010\u2011\u2012\u2013\u2014\u2015');
const DATE = /^\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)/;
// Lines of services, not of people: freephone, shared cost, premium. 112, 1712, 106 and 116 000 are too short anyway.
const SERVICE = /^0(?:800|70|78|90\d)/;

/**
 * A look-up is slow, and libphonenumber's own search through a text takes half a second on a hostile one and sees a phone
 * number in "2024 1250". So candidates are picked here, and after this many look-ups in one text the shape is enough.
 */
const MOST_LOOKUPS = 100;

const SHORTEST = 8;
const LONGEST = 17;

/** Belgian numbers, Dutch and French mobiles, and any number with +, 00 or a bare 32 before it. */
export function findPhones(text: string): Finding[] {
  const found: Finding[] = [];
  let lookups = 0;
  let past = 0;
  const isPhone = (number: string, countries: CountryCode[]): boolean =>
    countries.some((country) => {
      lookups += 1;
      return lookups > MOST_LOOKUPS || parsePhoneNumberFromString(number, country)?.isValid() === true;
    });

  const runs = new DigitRuns(text, SEPARATORS);
  for (const k of runs.groupStarts()) {
    const start = runs.start(k);
    const plus = text[start - 1] === '+';
    if (start < past || isInsideNumber(text, start, past) || !(plus || '034'.includes(text[start]!)) || DATE.test(text.slice(start, start + 11))) continue;
    for (let length = LONGEST; length >= SHORTEST; length -= 1) {
      const end = runs.end(k, length);
      if (end === null) continue;
      const [number, ...countries] = candidate(runs.digits.slice(k, k + length), plus);
      if (number === '' || !isPhone(number, countries)) continue;
      past = end;
      found.push(leaveOut('phone', plus ? start - 1 : start, end));
      break;
    }
  }
  return found;
}

/** "09.23-207.58" in "84.09.23-207.58", unless a phone number ends right before: "03 123 45 67/0478 12 34 56". */
const isInsideNumber = (text: string, start: number, past: number): boolean =>
  start - 1 > past && '.-'.includes(text[start - 1]!) && /\d/.test(text[start - 2]!);

type Candidate = [number: string, ...countries: CountryCode[]];
const NONE: Candidate = [''];
const ZERO_AFTER_COUNTRY = /^(32|31|33|49|352)0/;

/** How these digits could be a number that somebody answers, and where; by length first, which is what is cheap. */
function candidate(digits: string, plus: boolean): Candidate {
  const { length } = digits;
  if (plus || digits.startsWith('00')) {
    const abroad = plus ? digits : digits.slice(2);
    return abroad.length >= 8 && abroad.length <= 16 ? [`+${abroad.replace(ZERO_AFTER_COUNTRY, '$1')}`, 'BE'] : NONE;
  }
  if (length < 9 || length > 11 || SERVICE.test(digits)) return NONE;
  if (length === 10 && /^04[5-9]/.test(digits)) return [digits, 'BE'];
  if (length === 10 && /^0[67]/.test(digits)) return [digits, 'NL', 'FR'];
  if (length === 9 && /^0[1-9]/.test(digits) && !/^04[5-9]/.test(digits)) return [digits, 'BE'];
  // A zero or a plus forgotten.
  if (length === 9 && /^4[5-9]/.test(digits)) return [`0${digits}`, 'BE'];
  if (length === 11 && /^324[5-9]/.test(digits)) return [`+${digits}`, 'BE'];
  return NONE;
}
