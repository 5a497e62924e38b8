import type { Finding } from './finding.js';
import type { Person } from './person.js';

/**
 * What one tap puts in a name's place. The same name gets the same words everywhere: the role that a cue gave it, else a
 * letter, A, B, C in order, after "speler", "speelster", "persoon" or the form of address.
 */
export function withSuggestions(text: string, people: Person[]): Finding[] {
  const roles = new Map<string, string>();
  const nouns = new Map<string, string>();
  const letters = new Map<string, string>();
  for (const { keys, role, noun } of people) {
    if (role) remember(roles, keys, role);
    if (noun !== 'speler') remember(nouns, keys, noun);
  }
  const letterOf = (keys: string[]): string => {
    const letter = recall(letters, keys) ?? letterNumber(new Set(letters.values()).size);
    remember(letters, keys, letter);
    return letter;
  };
  return people.map(({ start, end, keys, here, noun }) => {
    const call = recall(roles, keys);
    const suggestion = here ? here(call ? '' : letterOf(keys)).trim() : (call ?? `${recall(nouns, keys) ?? noun} ${letterOf(keys)}`);
    return { kind: 'name', start, end, severity: 'warn', suggestion: opens(text, start) ? capitalised(suggestion) : suggestion };
  });
}

/** All words of a name lead to its bearer, but "Jan De Smet" is not "Ann De Smet": the first one of a full name decides. */
const recall = (known: Map<string, string>, keys: string[]): string | undefined => known.get(keys[0] ?? '');
function remember(known: Map<string, string>, keys: string[], value: string): void {
  for (const key of keys) if (!known.has(key)) known.set(key, value);
}

const letterNumber = (n: number): string => (n < 26 ? String.fromCharCode(65 + n) : String(n + 1));

/** What opens a sentence, with a capital there, keeps one. */
const opens = (text: string, start: number): boolean => /^\p{Lu}/u.test(text.slice(start, start + 1)) && /(?:^|[.!?]\s+|\n)$/.test(text.slice(Math.max(0, start - 4), start));
const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
