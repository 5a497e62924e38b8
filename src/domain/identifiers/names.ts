import { afterCue } from './cued-name.js';
import type { Finding } from './finding.js';
import { isGivenNameInSmallLetters } from './given-names.js';
import { isNameWord } from './name-run.js';
import { withSuggestions } from './name-suggestions.js';
import { named, type Person, withoutPossessive } from './person.js';
import { standing } from './standing-name.js';
import { follows, type Word } from './words.js';

/**
 * Names: what a cue announces ("trainer Jan", "de mama van Lotte"), the names of our lists, what stands with a capital where
 * a person stands, and then the same name again elsewhere. docs/identifier-check.md says what it misses; it only ever asks.
 */
export function findNames(text: string, words: Word[]): Finding[] {
  const people: Person[] = [];
  let past = -1;
  for (let i = 0; i < words.length; i += 1) {
    const [person, next] = afterCue(text, words, i) ?? standing(words, i, isListedAfter(words, i, past)) ?? [null, i + 1];
    if (person) people.push(person);
    if (person) past = next;
    i = next - 1;
  }
  return withSuggestions(text, [...people, ...sameAgain(people, words)].sort((a, b) => a.start - b.start));
}

/** "Zakaria, Mo en Bo": whoever is named in one breath with a person. */
const isListedAfter = (words: Word[], i: number, past: number): boolean =>
  (i === past && words[i]!.gap === ', ') || (i === past + 1 && follows(words[i]) && follows(words[past]) && /^(?:en|of)$/.test(words[past]!.lower));

function sameAgain(people: Person[], words: Word[]): Person[] {
  const known = new Set(people.filter(({ sure }) => sure).flatMap(({ keys }) => keys));
  let next = 0;
  return words.flatMap((word, i) => {
    while (next < people.length && people[next]!.end <= word.start) next += 1;
    const isCovered = next < people.length && people[next]!.start <= word.start;
    const again = known.has(withoutPossessive(word.lower)) && (isNameWord(word) || isGivenNameInSmallLetters(word.text));
    return again && !isCovered ? [named(words, i, i + 1)] : [];
  });
}
