import { isGivenName, isGivenNameInSmallLetters } from './given-names.js';
import { isOrdinary } from './known-words.js';
import { ADDRESSED, CLOSING, NAMING, POSSESSIVE, RELATED, roleOf } from './name-cues.js';
import { isGroup, nameEnd } from './name-run.js';
import { type Found, named, type Person } from './person.js';
import { follows, isCapitalised, type Word } from './words.js';

/** A name after a word that announces one ("trainer Jan", "de mama van Lotte", "hij heet Bo"); null when word `i` does not. */
export function afterCue(text: string, words: Word[], i: number): Found | null {
  const word = words[i]!;
  if (word.isNumber) return null;
  const role = roleOf(word.lower);
  if (role) return withRole(text, words, i, role);
  if (ADDRESSED.has(word.lower)) return withTitle(words, i);
  if (CLOSING.has(word.lower)) return inClosing(words, i);
  if (POSSESSIVE.has(word.lower)) return isKnownOrNoWord(words[i + 1]) ? plainly(words, i + 1, / /) : null;
  if (!NAMING.has(word.lower) && !(word.lower === 'van' && RELATED.has(words[i - 1]?.lower ?? ''))) return null;
  const skipped = /^(?:hem|haar|zich|hij|ze|zij|is)$/.test(words[i + 1]?.lower ?? '') && follows(words[i + 1]);
  return plainly(words, skipped ? i + 2 : i + 1, /^:? $/);
}

/** "onze Pol", but not "onze Facebook-groep". */
const isKnownOrNoWord = (word: Word | undefined): boolean =>
  word !== undefined && isCapitalised(word) && roleOf(word.lower) === null && (isGivenName(word.text) || !word.text.includes('-'));

function nameAt(words: Word[], at: number, gap: RegExp): number | null {
  if (!words[at] || !gap.test(words[at]!.gap)) return null;
  const end = nameEnd(words, at, true);
  return end === at || isGroup(words.slice(at, end)) ? null : end;
}

function plainly(words: Word[], at: number, gap: RegExp): Found | null {
  const end = nameAt(words, at, gap);
  return end === null ? null : [{ ...named(words, at, end), sure: true }, end];
}

/** What closes an aside that opens so: "onze trainer, Jan, zei", "onze trainer (Jan) zei". */
const CLOSES: Record<string, string> = { ', ': ',', ' (': ')' };

/** The cue goes with the name, so that one tap leaves a sentence: "onze trainer Jan zei" -> "onze trainer zei". */
function withRole(text: string, words: Word[], i: number, role: string): Found | null {
  const end = nameAt(words, i + 1, /^(?: |: |, | \()$/);
  if (end === null) return null;
  const name: Person = { ...named(words, i + 1, end), role, sure: true };
  const opening = words[i + 1]!.gap;
  const closes = CLOSES[opening];
  const after = text[name.end];
  if (closes && after !== closes) {
    // "zonder de trainer, Jan en Piet": three people.
    return opening === ', ' && after !== '.' ? null : [name, end];
  }
  const first = determiner(words, i);
  const call = first === null ? role : text.slice(words[first]!.start, words[i]!.end);
  return [{ ...name, start: words[first ?? i]!.start, end: name.end + (closes ? 1 : 0), here: () => call }, end];
}

/** "de", "onze nieuwe" before a cue: where it begins; null when there is none. */
function determiner(words: Word[], i: number): number | null {
  const isOne = (k: number) => k >= 0 && follows(words[k + 1]) && /^(?:de|het|een|onze|ons|hun|mijn|zijn|haar|die|deze)$/.test(words[k]!.lower);
  if (isOne(i - 1)) return i - 1;
  return isOne(i - 2) && follows(words[i]) && /^\p{Ll}+e$/u.test(words[i - 1]!.text) ? i - 2 : null;
}

function withTitle(words: Word[], i: number): Found | null {
  const word = words[i]!;
  const end = nameAt(words, i + 1, /^\.? $/);
  if (end === null) return null;
  const dot = words[i + 1]!.gap.startsWith('.') ? '.' : '';
  const title = { noun: word.lower + dot, here: (letter: string) => `${word.text}${dot} ${letter}` };
  return [{ ...named(words, i + 1, end), ...title, sure: true, start: word.start }, end];
}

/** Who signs is who asks. */
function inClosing(words: Word[], i: number): Found | null {
  const at = i + 1;
  const next = words[at];
  if (!next || !/^[\s,.!-]{1,4}$/.test(next.gap) || !(isCapitalised(next) || isGivenNameInSmallLetters(next.text)) || isOrdinary(next.text)) return null;
  const end = nameEnd(words, at, true);
  return end === at || isGroup(words.slice(at, end)) ? null : [{ ...named(words, at, end), role: 'de contactpersoon', sure: true }, end];
}
