import { BOYS } from './given-names/boys.js';
import { GIRLS } from './given-names/girls.js';
import { folded, wordSet } from './words.js';

const girls = wordSet(GIRLS);
const boys = wordSet(BOYS);

/** So common as a word that a capital at the start of a sentence proves nothing: "Roos is ook een kleur". */
const COMMON_WORDS = wordSet(`
ben bent bloem constant deen elke erin flip flora flor gul jet job jop kent ken lente lieve lila linde lot luis maan madelief
marine max mei mik rein rex roos rose storm trees valentijn warren wei will wolf hope eden tea mare`);

/** A word, or something else than a person, in small letters: "zijn peter", "max 10". */
const SMALL_WORDS = wordSet(`
abel adel adem alma amber amine angel arena ata ava bas baptist bobby brandy briek camelia carmen cas cis coco dahlia daisy
demi dries eddy els faas fien fleur fons frank geert gust hans iris jade jasmijn joke juul klaas koen kwinten lander leen lev
lies lino lori lou lynx maas mara marina mark mats maurits medina mees merel mies mina minne mirre nick noor nova octaaf olympia
omer oscar pascale penny peter piet pip pol puck puk raf rik rim roman ruby rune sem serge stan sten sterre steven teddy tibbe
tommy toon trui tuur victoria viola violet vita wies wout louis`);

/** Three letters that are a name in small letters too. */
const SHORT = wordSet('jan tom tim kim eva jef leo');

/** The name itself, or its first part when it is double ("Marie-Claire", "an-sofie"), or what "Lowieke" and "Sanders" come from. */
function known(name: string): string | null {
  const key = folded(name);
  if (girls.has(key) || boys.has(key)) return key;
  const base = /^\p{Lu}/u.test(name) ? /^(.{3,})(?:etje|tje|eke|ske|ke|je|s)$/.exec(key)?.[1] : undefined;
  if (base !== undefined && !COMMON_WORDS.has(base) && (girls.has(base) || boys.has(base))) return base;
  const [first, second] = key.split('-', 2);
  const isListed = (part: string | undefined): part is string => part !== undefined && (girls.has(part) || boys.has(part));
  return isListed(first) && (isListed(second) || /-\p{Lu}/u.test(name)) ? first : null;
}

/** A given name, whatever its letters' size. */
export const isGivenName = (word: string): boolean => known(word) !== null;

/** A given name that a capital alone does not betray at the start of a sentence. */
export const isCommonWord = (word: string): boolean => COMMON_WORDS.has(folded(word));

/** A given name even without its capital: "met sofie". */
export function isGivenNameInSmallLetters(word: string): boolean {
  const key = folded(word);
  return (key.length > 3 || SHORT.has(key)) && !COMMON_WORDS.has(key) && !SMALL_WORDS.has(key) && isGivenName(word);
}

/** 'speelster' or 'speler' for a name of one list, 'speler' for a name of both; null when it is in none. */
export function playerOf(name: string): 'speler' | 'speelster' | null {
  const key = known(name);
  if (key === null) return null;
  return girls.has(key) && !boys.has(key) ? 'speelster' : 'speler';
}
