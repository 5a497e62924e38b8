import { DigitRuns } from './characters.js';
import { type Finding, leaveOut } from './finding.js';

// Whatever a form, a card reader or a chat puts between the groups, zero-width characters of a copied page included.
const SEPARATORS = new Set(' \t\n\r\u00a0\u2009\u202f./,_-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u200b\u200c\u200d\u2060\ufeff');

/** Valid Belgian national register and bis numbers, written with any separators (domain 2). */
export function findRegisterNumbers(text: string): Finding[] {
  const found: Finding[] = [];
  const runs = new DigitRuns(text, SEPARATORS);
  for (const k of runs.groupStarts()) {
    const end = runs.end(k, 11);
    if (end === null) continue;
    const digits = runs.digits.slice(k, k + 11);
    const start = runs.start(k);
    if (isRegisterNumber(digits) && !isBelgianMobile(text, start, digits)) {
      found.push(leaveOut('national-register-number', start, end));
    }
  }
  return found;
}

/**
 * Eleven digits, YYMMDD + counter + check: the nine first mod 97, with a 2 before them from 2000 on. A bis number has
 * 20 or 40 added to the month; an unknown month is 00, and then
 * the day is a mere counter. Unlike stdnum this knows no clock: a birth date to come is refused too.
 */
export function isRegisterNumber(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false;
  const month = Number(digits.slice(2, 4));
  if (month > 52 || month % 20 > 12 || (month % 20 !== 0 && Number(digits.slice(4, 6)) > 31)) return false;
  const base = digits.slice(0, 9);
  const check = Number(digits.slice(9));
  return [base, `2${base}`].some((number) => 97 - (Number(number) % 97) === check);
}

/** +32 470 12 34 56 has eleven digits as well, and one in fifty would pass. */
const isBelgianMobile = (text: string, start: number, digits: string): boolean =>
  text[start - 1] === '+' && digits.startsWith('324');
