import { type Finding, leaveOut } from './finding.js';
import { isOrdinary } from './known-words.js';
import { follows, isCapitalised, type Word } from './words.js';

const SURE = /.(?:straat|straatje|str|stwg|steenweg|laan|dreef|kaai|boulevard)$/;
const WITH_CAPITAL = /.(?:weg|plein|lei|baan|markt|dijk|hof|pad|park|singel|vest|kouter|berg|steeg|gang|veld|wijk|plaats|heide|hoek|akker|beemd|meers|rui|kade|wal|donk|einde|laantje|pleintje)$/;
const BARE = /^(?:straat|steenweg|laan|dreef|kaai|boulevard|weg|plein|lei|baan|markt|dijk|hof|pad|park|singel|vest|kouter|berg|steeg|dries|dorp|heide)$/;
const NO_STREET =
  /^(?:milaan|onderweg|halfweg|halverwege|snelweg|autosnelweg|allerlei|velerlei|\p{L}*(?:loop|tennis|zwem|ren|wieler|ijs|atletiek|bowling|kegel|padel|start|squash)baan|\p{L}*(?:speel|sport)(?:plein|park|veld)|voetbalveld|supermarkt|arbeidsmarkt|kerstmarkt|\p{L}*zijlaan|overdreef|bedreef|vooruitgang|toegang|ingang|uitgang|overgang|doorgang|omgang|voortgang|geheimhof|kerkhof|gerechtshof)$/u;
const NOT_A_NUMBER_OF_A_HOUSE =
  /^(?:jaar|uur|u|h|min|minuten|minuut|dagen|dag|weken|week|maanden|maand|keer|maal|meter|m|km|kilometer|euro|spelers|kinderen|mensen|ploegen|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)$/;

const FRENCH = /^(?:rue|avenue|av|boulevard|bd|bld|blvd|chaussée|chaussee|chée|place|quai|clos|allée|allee|impasse|square|drève|dreve|sentier|chemin)$/;
const FRENCH_PARTICLE = /^(?:de|du|des|la|le|les|l|d)$/;
const LIVING = /^(?:woont|woonde|wonen|woon|verblijft|logeert|adres)$/;

/** A Belgian street and house number: what ends like a street, begins like one in French, or comes after "woont". */
export function findAddresses(words: Word[]): Finding[] {
  const found: Finding[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const number = houseNumber(words, i + 1);
    const first = number && (frenchStart(words, i) ?? streetStart(words, i) ?? announcedStart(words, i, number));
    if (first) found.push(leaveOut('address', first.start, number.end));
  }
  return found;
}

/** "Rue" in "Rue de la Loi", "Bd." in "Bd. du Roi". */
function frenchStart(words: Word[], i: number): Word | null {
  for (let k = i; k >= 0 && i - k < 6; k -= 1) {
    if (k < i && FRENCH.test(words[k]!.lower)) return words[k]!;
    if (!(isCapitalised(words[k]!) || FRENCH_PARTICLE.test(words[k]!.lower)) || !/^(?: |\. |['’])$/.test(words[k]!.gap)) return null;
  }
  return null;
}

/** "Heide 12" after "woont op", or before a postal code. */
function announcedStart(words: Word[], i: number, number: { end: number }): Word | null {
  if (!isCapitalised(words[i]!) || isOrdinary(words[i]!.text)) return null;
  const lives = [1, 2, 3].some((back) => LIVING.test(words[i - back]?.lower ?? '') && words.slice(i - back + 1, i).every((word) => /^(?:op|in|aan|de|het|is)$/.test(word.lower)));
  const code = words.slice(i + 2, i + 6).find((word) => word.start >= number.end);
  const hasCode = code !== undefined && /^,? $/.test(code.gap) && /^[1-9]\d{3}$/.test(code.text);
  return lives || hasCode ? words[i]! : null;
}

/** The first word of the street's name that ends at `i`, with its capitalised words before; null when it is no street. */
function streetStart(words: Word[], i: number): Word | null {
  const word = words[i]!;
  if (word.isNumber || word.lower.length > 40 || NO_STREET.test(word.lower)) return null;
  let first = i;
  while (first > 0 && i - first < 3 && follows(words[first]) && namesAStreet(words[first - 1]!)) first -= 1;
  if (BARE.test(word.lower)) return isCapitalised(word) && (first < i || isNamedSquare(words, i)) ? words[first]! : null;
  if (SURE.test(word.lower)) return words[first]!;
  return WITH_CAPITAL.test(word.lower) && isCapitalised(word) ? words[first]! : null;
}

/** "op de Markt", "aan de Dries" */
const isNamedSquare = (words: Word[], i: number): boolean =>
  follows(words[i]) && /^(?:de|het)$/.test(words[i - 1]?.lower ?? '') && /^(?:op|aan|van|in)$/.test(words[i - 2]?.lower ?? '');

/** "Oude" in "Oude Baan", but not "Aan" at the start of a sentence. */
const namesAStreet = (word: Word): boolean => isCapitalised(word) && !(word.startsSentence && isOrdinary(word.text));

/** The house number from word `i` on ("12", "nr. 12 bus 3"), null when it counts something else. */
function houseNumber(words: Word[], i: number): { end: number } | null {
  if (words[i]?.lower === 'op' && /^(?:nr|nummer)$/.test(words[i + 1]?.lower ?? '')) i += 1;
  const label = words[i];
  if (label && /^(?:nr|nummer|n)$/.test(label.lower) && /^,? $/.test(label.gap)) i += 1;
  const number = words[i];
  if (!number?.isNumber || number.text.length > 4 || !/^(?:,? |[.°]{1,2} ?)$/.test(number.gap)) return null;
  if (/^(?:0|19\d\d|20\d\d)/.test(number.text)) return null;
  const next = words[i + 1];
  if (!next) return number;
  if (follows(next) && NOT_A_NUMBER_OF_A_HOUSE.test(next.lower)) return null;
  if (next.gap === '' && next.text.length === 1) return next;
  if (/^[-/]$/.test(next.gap) && next.isNumber && next.text.length <= 4) return next;
  const box = words[i + 2];
  return follows(next) && next.lower === 'bus' && follows(box) ? box : number;
}
