import type { Finding } from './finding.js';
import type { Person } from './person.js';

/**
 * What one tap puts in a name's place. The same name gets the same words everywhere: the role that a cue gave it, else a
 * letter, A, B, C in order, after "speler", "speelster", "persoon" or the form of address.
 */
export function withSuggestions(text: string, people: Person[]): Finding[] {
  const roles = new Map<string, string>();
  const nouns = new Map<string, string>();
  for (const { keys, role, noun } of people) {
    for (const key of keys) {
      if (role && !roles.has(key)) roles.set(key, role);
      if (noun !== 'speler' && !nouns.has(key)) nouns.set(key, noun);
    }
  }
  const letters = new Map<string, string>();
  const letterOf = (keys: string[]): string => {
    const letter = keys.map((key) => letters.get(key)).find(Boolean) ?? letterNumber(new Set(letters.values()).size);
    for (const key of keys) letters.set(key, letter);
    return letter;
  };
  return people.map(({ start, end, keys, here, noun }) => {
    const call = keys.map((key) => roles.get(key)).find(Boolean);
    const own = keys.map((key) => nouns.get(key)).find(Boolean) ?? noun;
    const suggestion = here ? here(call ? '' : letterOf(keys)).trim() : (call ?? `${own} ${letterOf(keys)}`);
    return { kind: 'name', start, end, severity: 'warn', suggestion: opens(text, start) ? capitalised(suggestion) : suggestion };
  });
}

const letterNumber = (n: number): string => (n < 26 ? String.fromCharCode(65 + n) : String(n + 1));

/** What opens a sentence, with a capital there, keeps one. */
const opens = (text: string, start: number): boolean => /^\p{Lu}/u.test(text.slice(start, start + 1)) && /(?:^|[.!?]\s+|\n)$/.test(text.slice(Math.max(0, start - 4), start));
const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
