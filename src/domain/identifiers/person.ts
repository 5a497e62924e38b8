import { playerOf } from './given-names.js';
import { isSurname } from './surnames.js';
import type { Word } from './words.js';

/** Somebody's name at one place in the text. */
export interface Person {
  start: number;
  end: number;
  /** The words of the name, lower case, without particles and initials. */
  keys: string[];
  /** A cue or a list of names says so: then the same word elsewhere is this person too. */
  sure: boolean;
  /** What a cue calls this person everywhere ("de trainer"); null: a letter. */
  role: string | null;
  /** What a letter comes after: "speler A". */
  noun: string;
  /** What to put here, when that is neither the role nor the letter alone. */
  here?: (letter: string) => string;
}

/** A person, and the word after the name. */
export type Found = [person: Person, next: number];

const PARTICLE = /^(?:van|vande|vander|vanden|de|der|den|ten|ter|el|al|ait|von|di|da|dos|le|la|du)$/;
export const isParticle = (word: Word | undefined): boolean => word !== undefined && PARTICLE.test(word.lower);

export const withoutPossessive = (name: string): string => name.replace(/['’]s$/, '');

/** A given name is a player's until a cue says otherwise; a surname may be anybody's. */
const nounOf = (first: Word): string => playerOf(withoutPossessive(first.text)) ?? (isSurname(first.text) || isParticle(first) || first.text.length === 1 ? 'persoon' : 'speler');

/** The person whose name is words `from` to `to`, the latter excluded. */
export function named(words: Word[], from: number, to: number): Person {
  const run = words.slice(from, to);
  const last = run.at(-1)!;
  const end = last.end - (last.text.length - withoutPossessive(last.text).length);
  const keys = run.filter((word) => run.length === 1 || !(isParticle(word) || word.text.length === 1)).map((word) => withoutPossessive(word.lower));
  return { start: run[0]!.start, end, keys, role: null, noun: nounOf(run[0]!), sure: false };
}
