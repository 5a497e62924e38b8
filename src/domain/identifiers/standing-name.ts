import { isCommonWord, isGivenName, isGivenNameInSmallLetters } from './given-names.js';
import { isOrdinary, isOrganisation } from './known-words.js';
import { BEFORE_PLACE, SPEECH } from './name-cues.js';
import { belongsToGroup, isNameWord, nameEnd } from './name-run.js';
import { type Found, isParticle, named, withoutPossessive } from './person.js';
import { isPlace, isPlaceOfTwo } from './places.js';
import { followsDe, followsVan, isSurname } from './surnames.js';
import { isUnknownName } from './unknown-name.js';
import { follows, isCapitalised, type Word } from './words.js';

/** A name that nothing announces: the lists know it, or its capital and its place in the sentence betray it. */
export function standing(words: Word[], i: number, isListed: boolean): Found | null {
  const word = words[i]!;
  if (word.isNumber) return null;
  const text = withoutPossessive(word.text);
  if (!isCapitalised(word)) return withoutCapital(words, i, text);
  if (isOrdinary(text) && !isParticle(word)) return null;
  if (isKnownGivenName(words, i, text)) return found(words, i, true);
  if (isKnownSurname(words, i, text)) return found(words, i, true);
  return isUnknownName(words, i, isListed) ? found(words, i, false) : null;
}

/** "met sofie", "SOFIE", "R. Willems" */
function withoutCapital(words: Word[], i: number, text: string): Found | null {
  const next = words[i + 1];
  if (/^\p{Lu}$/u.test(text) && next?.gap === '. ' && isSurname(next.text)) return [{ ...named(words, i, i + 2), sure: true }, i + 2];
  const shouted = /^\p{Lu}{4,}$/u.test(text) && isGivenName(text) && !isCommonWord(text);
  const small = /^\p{Ll}/u.test(text) && isGivenNameInSmallLetters(text);
  return shouted || small ? found(words, i, true) : null;
}

function found(words: Word[], i: number, sure: boolean): Found | null {
  const end = Math.max(nameEnd(words, i, true), i + 1);
  const run = words.slice(i, end);
  if (run.length > 1 && run.some((word) => isOrganisation(word.text))) return null;
  return [{ ...named(words, i, end), sure }, end];
}

function isKnownGivenName(words: Word[], i: number, text: string): boolean {
  if (!isGivenName(text)) return false;
  const word = words[i]!;
  const before = words[i - 1];
  if (/^(?:sint|st)$/.test(before?.lower ?? '') || (before && isOrganisation(before.text) && follows(word))) return false;
  const isWord = isCommonWord(text) || isOrganisation(text);
  if (!isWord) return true;
  const next = words[i + 1];
  if (SPEECH.has(next?.lower ?? '') || (next && follows(next) && isNameWord(next) && !isPlace(next.text) && !isOrganisation(next.text))) return true;
  if (word.startsSentence || isOrganisation(text)) return false;
  return !before?.isNumber && !BEFORE_PLACE.has(before?.lower ?? '') && !(next?.isNumber && follows(next));
}

/** "Peeters", "De Smet", "Van den Bossche" */
function isKnownSurname(words: Word[], i: number, text: string): boolean {
  const next = words[i + 1];
  if (isSurname(text)) return !belongsToGroup(words, i) && !isPlace(text);
  if (!next || !follows(next) || !isParticle(words[i]) || belongsToGroup(words, i)) return false;
  if (/^(?:in|te|naar|uit|op)$/.test(words[i - 1]?.lower ?? '')) return false;
  if (text === 'De') return isCapitalised(next) && followsDe(next.text) && !isPlaceOfTwo(text, next.text);
  if (!/^(?:Van|Vanden|Vander|Vande)$/.test(text)) return false;
  const last = isParticle(next) ? words[i + 2] : next;
  return last !== undefined && follows(last) && isNameWord(last) && !isGivenName(last.text) && (!isPlace(last.text) || followsVan(last.text)) && !isOrganisation(last.text);
}
