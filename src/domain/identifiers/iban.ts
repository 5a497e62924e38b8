import { countrySpecs, isValidIBAN } from 'ibantools';
import { isLetterOrDigit } from './characters.js';
import { type Finding, leaveOut } from './finding.js';

const HEAD = /(?<![\p{L}\p{N}])[a-z]{2}[ .-]?\d{2}/giu;
const SEPARATOR = /[ .\-\u00a0\u202f]/;

/** Valid account numbers of any country, compact or in groups. */
export function findIbans(text: string): Finding[] {
  const found: Finding[] = [];
  for (const head of text.matchAll(HEAD)) {
    const length = countrySpecs[head[0].slice(0, 2).toUpperCase()]?.chars;
    if (!length) continue;
    const [iban, end] = readCharacters(text, head.index, length);
    if (iban.length === length && !isLetterOrDigit(text[end]) && isValidIBAN(iban)) {
      found.push(leaveOut('iban', head.index, end));
    }
  }
  return found;
}

/** That many letters and digits, one separator at most between two; fewer when the text has no more. */
function readCharacters(text: string, start: number, length: number): [iban: string, end: number] {
  let iban = '';
  let i = start;
  for (; i < text.length && iban.length < length; i += 1) {
    if (/[a-z\d]/i.test(text[i]!)) iban += text[i]!.toUpperCase();
    else if (!SEPARATOR.test(text[i]!) || SEPARATOR.test(text[i - 1]!)) break;
  }
  return [iban, i];
}
