import { isLetterOrDigit } from './characters.js';
import { type Finding, leaveOut } from './finding.js';

const LOCAL = /[\p{L}\p{N}._%+'-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;
const MOST_LOCAL = 64;
const MOST_DOMAIN = 253;

/** From each @ outwards: an expression from the left would try every start of a long word. */
export function findEmails(text: string): Finding[] {
  const found: Finding[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < MOST_LOCAL && LOCAL.test(text[start - 1]!)) start -= 1;
    while (start < at && !isLetterOrDigit(text[start])) start += 1;
    let end = at + 1;
    while (end < text.length && end - at <= MOST_DOMAIN && DOMAIN.test(text[end]!)) end += 1;
    while (end > at + 1 && !isLetterOrDigit(text[end - 1])) end -= 1;
    const labels = text.slice(at + 1, end).split('.');
    if (start < at && labels.length > 1 && labels.every(Boolean) && labels.at(-1)!.length > 1) {
      found.push(leaveOut('email', start, end));
    }
  }
  return found;
}
