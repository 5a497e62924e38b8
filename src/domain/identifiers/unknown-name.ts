import { isGivenName } from './given-names.js';
import { isOrganisation } from './known-words.js';
import { BEFORE_PERSON, BEFORE_PLACE, OF_ONE, SPEECH, roleOf } from './name-cues.js';
import { belongsToGroup, isGroup, isNameWord, nameEnd } from './name-run.js';
import { isPlace } from './places.js';
import { looksLikeSurname } from './surnames.js';
import { follows, isCapitalised, type Word } from './words.js';

/** A capital that no list explains, where a person stands. */
export function isUnknownName(words: Word[], i: number, isListed: boolean): boolean {
  const word = words[i]!;
  const before = words[i - 1];
  const next = words[i + 1];
  if (!isNameWord(word) || isPlace(word.text) || isOrganisation(word.text) || belongsToGroup(words, i) || roleOf(word.lower) !== null) return false;
  const speaks = next !== undefined && follows(next) && SPEECH.has(next.lower);
  if (word.startsSentence) return opensAsPerson(words, i, speaks);
  if (BEFORE_PLACE.has(before?.lower ?? '')) return false;
  if (looksLikeSurname(word.text)) return true;
  const run = words.slice(i, nameEnd(words, i, false));
  if (run.length > 1) return !run.some((one) => isPlace(one.text)) && !isGroup(run);
  // "de nieuwe, Anoushka, is bang"
  const isAside = word.gap === ', ' && before !== undefined && /^\p{Ll}/u.test(before.text) && next?.gap.startsWith(', ') === true;
  return !word.text.includes('-') && (speaks || isListed || isAside || (follows(word) && BEFORE_PERSON.has(before?.lower ?? '')));
}

/** "Daarna zei hij": then the verb has its subject elsewhere. */
const SUBJECT = /^(?:ik|je|jij|u|hij|zij|ze|we|wij|men|iemand|niemand|iedereen|de|het|een|er|dat|dit|die|deze|alles|niets|alle|mijn|onze|ons|haar|zijn|hun|geen|jullie|ouders|kinderen|mama|papa)$/;
/** How things that need no article end: "Pesten is", "Begeleiding is". */
const THING = /(?:en|ing|heid|ie|teit|sel|lijk|tief|baar|isme|tuur|aal|eel|recht|werk|geld|sport|tijd)$/;

function opensAsPerson(words: Word[], i: number, speaks: boolean): boolean {
  const word = words[i]!;
  const [verb, after] = [words[i + 1], words[i + 2]];
  if (isGivenName(word.text) || !verb || !follows(verb) || (after && isCapitalised(after))) return false;
  const isPredicate = after?.lower === 'een' && /^(?:is|was|blijft|wordt|werd)$/.test(verb.lower);
  if (!isPredicate && SUBJECT.test(after?.lower ?? '')) return false;
  return speaks || (OF_ONE.has(verb.lower) && !THING.test(word.lower));
}
