import { isCommonWord, isGivenName } from './given-names.js';
import { isOrdinary, isOrganisation } from './known-words.js';
import { isParticle } from './person.js';
import { isPlace, isPlaceOfTwo } from './places.js';
import { isSurname } from './surnames.js';
import { follows, isCapitalised, type Word } from './words.js';

const LONGEST = 5;

export const isNameWord = (word: Word): boolean => isCapitalised(word) && word.text.length > 1 && !isOrdinary(word.text);
const isShoutedName = (word: Word): boolean => /^\p{Lu}{5,}$/u.test(word.text);

/** A club, a service, or only places. */
export const isGroup = (run: Word[]): boolean =>
  run.some((word) => isOrganisation(word.text)) ||
  run.every((word) => isPlace(word.text)) ||
  (run.length === 2 && isPlaceOfTwo(run[0]!.text, run[1]!.text));

/** "Sporthal De Witte Kaproenen", "KV De Zwaluw" */
export const belongsToGroup = (words: Word[], i: number): boolean =>
  [1, 2].some((back) => i >= back && follows(words[i]) && isOrganisation(words[i - back]!.text) && (back === 1 || isParticle(words[i - 1])));

/** Past the last word of the name that begins at `i`; `i` itself when none begins there. */
export function nameEnd(words: Word[], i: number, afterACue: boolean): number {
  let end = i;
  while (end - i < LONGEST) {
    const next = pastParticles(words, end, end > i ? /./ : afterACue ? /^\p{Lu}/u : null);
    const word = words[next];
    if (!word || (next > i && !follows(word))) break;
    // On a phone a cue's name often comes without its capital: "coach peter", "jan peeters".
    const small = end > i ? isShoutedName(word) || isSurname(word.text) : afterACue && isGivenName(word.text) && !isCommonWord(word.text);
    if (!isNameWord(word) && !small) break;
    // "Lotte van Gent" ends before the place, "Jan De Gent" does not.
    if (isPlace(word.text) && (next === end || /^\p{Ll}/u.test(words[end]!.text))) break;
    end = next + 1;
    if (/['’]s$/.test(word.text)) break;
  }
  return end;
}

/** At most two particles further; one that leads needs its capital, or "papa van Lotte" would be one name. */
function pastParticles(words: Word[], from: number, first: RegExp | null): number {
  if (!first || !isParticle(words[from]) || !first.test(words[from]!.text)) return from;
  return isParticle(words[from + 1]) && follows(words[from + 1]) ? from + 2 : from + 1;
}
