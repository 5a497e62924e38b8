/** Signs inside a word, that people leave out: "K.V.C.", "d'Hoppe", "0123.456.749". */
const INSIDE = /[.'’]/g;
const MARKS = /[\u0300-\u036f]/g;
/** Everything else of ASCII that is neither letter nor digit stands between words. */
const BETWEEN = /[\p{Cc} -/:-@[-`{-~]+/gu;

/**
 * What is compared when case, accents and punctuation do not matter. Pure twin of plain_search() in the database (migration
 * organisations); a test holds the two together.
 */
export const plainText = (text: string): string =>
  text.normalize('NFKD').replace(MARKS, '').toLowerCase().replace(INSIDE, '').replace(BETWEEN, ' ').replace(/^ | $/g, '');

/** One line, without signs that nobody sees and the spaces around it. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();

const MOST_WORDS = 8;

/** The words that must each stand somewhere, in any order; no more than a person types. */
export const searchWords = (text: string): string[] => plainText(text).split(' ').filter(Boolean).slice(0, MOST_WORDS);
