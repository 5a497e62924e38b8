import type { Finding } from './finding.js';
import { ADDRESSED, NAMING, RELATED, roleOf } from './name-cues.js';
import { isFirstName, isOrdinary, isOrganisation, isPlace } from './known-words.js';
import { follows, isCapitalised, type Word } from './words.js';

interface Person {
  start: number;
  end: number;
  /** The words of the name, lower case, without particles. */
  keys: string[];
  /** A cue or the list of first names says so: then the same word elsewhere is this person too. */
  sure: boolean;
  /** What to call this person; null: a letter. */
  role: string | null;
  /** What to put here, when that is not the role alone. */
  here?: (letter: string) => string;
}

const PARTICLE = /^(?:van|vande|vander|vanden|de|der|den|ten|ter|el|al|von|di|da|dos|le|la|du)$/;
const LONGEST = 5;

/**
 * Names, a first version: capitalised words after a cue ("trainer Jan", "de mama van Lotte", "hij heet Bo"), a list of
 * first names, and two capitalised words in a row that are no known place or organisation; then the same name again
 * elsewhere in the text. It misses what no cue names and is written without capitals, single names outside the list, and initials, and
 * it takes an unlisted organisation of two words for a person: it only ever asks.
 */
export function findNames(text: string, words: Word[]): Finding[] {
  const people: Person[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const [person, next] = afterCue(text, words, i) ?? standing(words, i) ?? [null, i + 1];
    if (person) people.push(person);
    i = next - 1;
  }
  return withSuggestions(people, words);
}

type Found = [person: Person, next: number];

function afterCue(text: string, words: Word[], i: number): Found | null {
  const word = words[i]!;
  if (word.isNumber) return null;
  const role = roleOf(word.lower);
  const title = ADDRESSED.has(word.lower);
  const gap = role ? /^(?: |: )$/ : title ? /^\.? $/ : /^:? $/;
  let at = i + 1;
  if (!role && !title) {
    if (!NAMING.has(word.lower) && !(word.lower === 'van' && RELATED.has(words[i - 1]?.lower ?? ''))) return null;
    if (/^(?:hem|haar|zich|hij|ze|zij|is)$/.test(words[at]?.lower ?? '') && follows(words[at])) at += 1;
  }
  if (!words[at] || !gap.test(words[at]!.gap)) return null;
  const end = nameEnd(words, at, true);
  if (end === at || isGroup(words.slice(at, end))) return null;
  const name = { ...named(words, at, end), role, sure: true };
  if (title) return [{ ...name, start: word.start, here: (letter) => `${word.text} ${letter}` }, end];
  if (!role) return [name, end];
  // The cue goes with the name, so that one tap leaves a sentence: "onze trainer Jan zei" -> "onze trainer zei".
  const first = determiner(words, i);
  const call = first === null ? role : text.slice(words[first]!.start, word.end);
  return [{ ...name, start: words[first ?? i]!.start, here: () => call }, end];
}

/** "de", "onze nieuwe" before a cue: where it begins; null when there is none. */
function determiner(words: Word[], i: number): number | null {
  const isOne = (k: number) => k >= 0 && follows(words[k + 1]) && /^(?:de|het|een|onze|ons|hun|mijn|zijn|haar|die|deze)$/.test(words[k]!.lower);
  if (isOne(i - 1)) return i - 1;
  return isOne(i - 2) && follows(words[i]) && /^\p{Ll}+e$/u.test(words[i - 1]!.text) ? i - 2 : null;
}

/** A name without a cue. */
function standing(words: Word[], i: number): Found | null {
  const first = words[i]!;
  if (!isNameWord(first)) return null;
  const sure = isFirstName(withoutPossessive(first.text)) && !/^(?:sint|st)$/.test(words[i - 1]?.lower ?? '');
  const second = words[i + 1];
  if (!sure && first.startsSentence && second && isFirstName(second.text)) return null;
  const end = nameEnd(words, i, false);
  const run = words.slice(i, end);
  if (!sure && (run.length < 2 || belongsToGroup(words, i) || run.some((word) => isPlace(word.text)) || isGroup(run))) return null;
  return [{ ...named(words, i, end), sure }, end];
}

/** Past the last word of the name that begins at `i`; `i` itself when none begins there. */
function nameEnd(words: Word[], i: number, afterACue: boolean): number {
  let end = i;
  while (end - i < LONGEST) {
    const next = pastParticles(words, end, end > i ? /./ : afterACue ? /^\p{Lu}/u : null);
    const word = words[next];
    if (!word || (next > i && !follows(word))) break;
    // On a phone a cue's name often comes without its capital: "coach peter".
    const isName = isNameWord(word) || (end > i ? isShoutedName(word) : afterACue && isFirstName(word.text));
    if (!isName) break;
    // "Lotte van Gent" ends before the place, "Jan De Gent" does not.
    if (isPlace(word.text) && (next === end || /^\p{Ll}/u.test(words[end]!.text))) break;
    end = next + 1;
    if (/['’]s$/.test(word.text)) break;
  }
  return end;
}

/** At most two particles further; one that leads needs its capital, or "papa van Lotte" would be one name. */
function pastParticles(words: Word[], from: number, first: RegExp | null): number {
  const isParticle = (word: Word | undefined) => word !== undefined && PARTICLE.test(word.lower);
  if (!first || !isParticle(words[from]) || !first.test(words[from]!.text)) return from;
  return isParticle(words[from + 1]) && follows(words[from + 1]) ? from + 2 : from + 1;
}

const isNameWord = (word: Word): boolean => isCapitalised(word) && word.text.length > 1 && !isOrdinary(word.text);
const isShoutedName = (word: Word): boolean => /^\p{Lu}{5,}$/u.test(word.text);
const isGroup = (run: Word[]): boolean => run.some((word) => isOrganisation(word.text)) || run.every((word) => isPlace(word.text));
/** "Sporthal De Witte Kaproenen" */
const belongsToGroup = (words: Word[], i: number): boolean =>
  [1, 2].some((back) => i >= back && follows(words[i]) && isOrganisation(words[i - back]!.text) && (back === 1 || PARTICLE.test(words[i - 1]!.lower)));
const withoutPossessive = (name: string): string => name.replace(/['’]s$/, '');

function named(words: Word[], from: number, to: number): Person {
  const run = words.slice(from, to);
  const last = run.at(-1)!;
  const end = last.end - (last.text.length - withoutPossessive(last.text).length);
  const keys = run.map((word) => withoutPossessive(word.lower)).filter((key) => !PARTICLE.test(key));
  return { start: run[0]!.start, end, keys, role: null, sure: false };
}

/** The same name gets the same words everywhere: the role that a cue gave it, else "speler A", B, C in order. */
function withSuggestions(people: Person[], words: Word[]): Finding[] {
  const roles = new Map<string, string>();
  for (const { keys, role } of people) if (role) for (const key of keys) if (!roles.has(key)) roles.set(key, role);
  const letters = new Map<string, string>();
  const letterOf = (keys: string[]): string => {
    const letter = keys.map((key) => letters.get(key)).find(Boolean) ?? letterNumber(new Set(letters.values()).size);
    for (const key of keys) letters.set(key, letter);
    return letter;
  };
  const finding = ({ start, end, keys, here }: Person): Finding => {
    const call = keys.map((key) => roles.get(key)).find(Boolean);
    const suggestion = here ? here(call ? '' : letterOf(keys)).trim() : (call ?? `speler ${letterOf(keys)}`);
    return { kind: 'name', start, end, severity: 'warn', suggestion };
  };
  const known = new Set(people.filter(({ sure }) => sure).flatMap(({ keys }) => keys));
  const covered = new Set(people.map(({ start }) => start));
  const again = words.flatMap((word, i) =>
    (isNameWord(word) || isFirstName(word.text)) && known.has(withoutPossessive(word.lower)) && !covered.has(word.start) ? [finding(named(words, i, i + 1))] : [],
  );
  return [...people.map(finding), ...again];
}

const letterNumber = (n: number): string => (n < 26 ? String.fromCharCode(65 + n) : String(n + 1));
