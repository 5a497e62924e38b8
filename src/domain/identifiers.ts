import { findAddresses } from './identifiers/address.js';
import { findBirthDates } from './identifiers/birth-date.js';
import { findEmails } from './identifiers/email.js';
import type { Finding } from './identifiers/finding.js';
import { findHandles } from './identifiers/handle.js';
import { findIbans } from './identifiers/iban.js';
import { findNames } from './identifiers/names.js';
import { findPhones } from './identifiers/phone.js';
import { findRegisterNumbers } from './identifiers/register-number.js';
import { wordsOf } from './identifiers/words.js';

export type { Finding };

/**
 * What in a text looks like a person (domain 2; api: POST /identifier-check), by place and without overlap. It never
 * throws and keeps nothing; its time grows with the length of the text only, whatever is typed.
 */
export function findIdentifiers(text: string): Finding[] {
  const words = wordsOf(text);
  return withoutOverlap(text.length, [
    ...findRegisterNumbers(text),
    ...findIbans(text),
    ...findEmails(text),
    ...findPhones(text),
    ...findHandles(text),
    ...findBirthDates(text),
    ...findAddresses(words),
    ...findNames(text, words),
  ]);
}

/** Of two that overlap the more severe stays, then the longer; what is hidden shows on the next check. */
function withoutOverlap(length: number, findings: Finding[]): Finding[] {
  const weight = (finding: Finding): number => (finding.severity === 'refuse' ? length + 1 : 0) + finding.end - finding.start;
  const taken = new Uint8Array(length);
  return findings
    .sort((a, b) => weight(b) - weight(a) || a.start - b.start)
    .filter(({ start, end }) => {
      if (taken.subarray(start, end).includes(1)) return false;
      taken.fill(1, start, end);
      return true;
    })
    .sort((a, b) => a.start - b.start);
}
