import { invalid } from '../http/problem.js';

export const PASSWORD_LEAST = 15;
export const PASSWORD_MOST = 200;
/** Of the library's five steps, from 0: guessable by a fast computer that has the table in a year or more. */
const STRONG = 3;
/** More is not looked at: a password is at least as strong as its beginning, and looking may take long. So do ways to read `4` as `a`. */
const LOOKED_AT = 64;
const SUBSTITUTIONS = 10;
/** So many letters of a password are none of her own words. Of 15 characters of another kind there is no need to ask. */
const REST_LEAST = 8;
const OWN_WORDS = ['klankbord', '1712', 'sport vlaanderen', 'aanspreekpunt', 'integriteit'];

/** Dictionaries of 12 MB, read when somebody first chooses a password. */
let estimating: Promise<(password: string, words: string[]) => number> | undefined;

async function loadEstimate(): Promise<(password: string, words: string[]) => number> {
  const [{ zxcvbn, zxcvbnOptions }, common, dutch] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-nl-be'),
  ]);
  zxcvbnOptions.setOptions({
    dictionary: { ...common.dictionary, ...dictionaryOf(dutch) },
    graphs: common.adjacencyGraphs,
    l33tMaxSubstitutions: SUBSTITUTIONS,
  });
  return (password, words) => zxcvbn(password.slice(0, LOOKED_AT), words).score;
}

const dictionaryOf = ({ dictionary }: { dictionary: Record<string, (string | number)[]> }) => dictionary;

/** Long enough, and no word, row of keys or name that is guessed first. Nothing is asked of which characters. @throws Problem 400 */
export async function checkNewPassword(password: string, about: { name: string; email: string }, field = 'password'): Promise<void> {
  const refuse = (code: string, message: string) => {
    throw invalid([{ field, code, message }]);
  };
  const length = [...password].length;
  if (length < PASSWORD_LEAST) refuse('too-short', `Kies een wachtwoord van ten minste ${PASSWORD_LEAST} tekens. Een zin van vier of vijf woorden is goed.`);
  if (length > PASSWORD_MOST) refuse('too-long', `Een wachtwoord telt hoogstens ${PASSWORD_MOST} tekens.`);
  estimating ??= loadEstimate();
  const words = ownWords(about);
  const score = (await estimating)(password, words);
  if (score < STRONG || restOf(password, words).length < REST_LEAST) refuse('too-easy', 'Dit wachtwoord is makkelijk te raden. Kies woorden die niets met elkaar te maken hebben.');
}

/** What is left without the words that everybody knows of her, and without digits and signs. */
const restOf = (password: string, words: readonly string[]): string =>
  words.toSorted((one, other) => other.length - one.length).reduce((rest, word) => rest.replaceAll(word, ''), password.toLowerCase()).replace(/[^\p{L}]/gu, '');

const ownWords = ({ name, email }: { name: string; email: string }): string[] => [
  ...OWN_WORDS,
  ...[name, email].flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2).map((word) => word.toLowerCase()),
];
