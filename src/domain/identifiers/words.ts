export interface Word {
  text: string;
  lower: string;
  start: number;
  end: number;
  /** What stands between the word before and this one. */
  gap: string;
  isNumber: boolean;
  startsSentence: boolean;
}

const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|\d+/gu;

/** The words and numbers of a text, once, for the finders that reason about words. Linear. */
export function wordsOf(text: string): Word[] {
  let last = 0;
  return Array.from(text.matchAll(WORD), (match, i) => {
    const start = match.index;
    const gap = text.slice(last, start);
    last = start + match[0].length;
    const startsSentence = i === 0 || /[.!?\n:;"“”(]/.test(gap);
    return { text: match[0], lower: match[0].toLowerCase(), start, end: last, gap, isNumber: /^\d/.test(match[0]), startsSentence };
  });
}

/** One space (or a hard one) before this word, nothing else. */
export const follows = (word: Word | undefined): word is Word => word !== undefined && /^[ \u00a0\u202f]$/.test(word.gap);

export const isCapitalised = (word: Word): boolean => /^\p{Lu}/u.test(word.text) && /\p{Ll}/u.test(word.text);

/** Without accents, in small letters: "Chloë" and "chloe", "Öztürk" and "ozturk" are the same name. */
export function folded(word: string): string {
  const lower = word.toLowerCase();
  return /^[a-z-]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '').replace(/ı/g, 'i').replace(/ø/g, 'o');
}

/** A list of words as a set, folded. */
export const wordSet = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/).map(folded));
