import { wordSet } from './words.js';

/** Roles that stand right before a name; compounds ("jeugdtrainer", "hoofdcoach") end in one of these. */
const COMPOUND = /^\p{L}*(?:trainer|trainster|coach|begeleider|begeleidster|leider|leidster|gever|geefster|verantwoordelijke|verzorger)$/u;
const HET_ROLE = wordSet('bestuurslid lid teamlid kind nichtje neefje zusje broertje meisje zoontje dochtertje slachtoffer');
const ROLE = wordSet(`
voorzitter voorzitster secretaris penningmeester juf meester leraar lerares leerkracht monitor monitrice assistent kine
kinesist kinesiste dokter arts afgevaardigde ploegafgevaardigde scheidsrechter arbiter bestuurder directeur directrice
speler speelster ploeggenoot ploeggenote teamgenoot doelman keeper kapitein vader moeder papa mama ouder broer zus opa oma
nonkel oom tante neef nicht zoon dochter stiefvader stiefmoeder pluspapa plusmama pleegvader pleegmoeder vriend vriendin
buurman buurvrouw buurjongen buurmeisje vrijwilliger collega getuige jongen kampleidster chauffeur masseur turnster zwemmer
zwemster judoka`);

/** "trainer" -> "de trainer"; null when the word is no role. */
export function roleOf(word: string): string | null {
  if (HET_ROLE.has(word)) return `het ${word}`;
  return word.length <= 30 && (ROLE.has(word) || COMPOUND.test(word)) ? `de ${word}` : null;
}

/** Forms of address, kept before a letter: "mevrouw A". */
export const ADDRESSED = wordSet('mevrouw meneer mijnheer mevr dhr mw juffrouw dr');

/** Words after which somebody's name comes. */
export const NAMING = wordSet('heet heette heten noemt noemde noemen genaamd naam voornaam achternaam familienaam');

/** "de papa van Lotte": whoever comes after "van" is a person. */
export const RELATED = wordSet(`
papa mama vader moeder ouders ouder broer zus broertje zusje dochter zoon zoontje dochtertje vriend vriendin vriendje
vriendinnetje lief ex partner man vrouw opa oma grootouders grootmoeder grootvader nonkel tante stiefvader stiefmoeder plusmama
pluspapa pleegmoeder pleegvader kind neef nicht`);

/** "onze Pol" is somebody; "haar Instagram" is known otherwise. */
export const POSSESSIVE = wordSet('onze ons mijn');

/** Somebody signs: "Groetjes, Marleen". */
export const CLOSING = wordSet('groet groeten groetjes mvg vriendelijke liefs');

/** What only people do; before or after a word with a capital it says that this is one. */
export const SPEECH = wordSet(`
zei zegt vertelde vertelt belde belt vroeg vraagt stuurde stuurt antwoordde antwoordt schreef schrijft riep roept huilde huilt
weende weent fluisterde beweert beweerde bekende durft lacht lachte zweeg dreigt dreigde`);

/** What people do and things do too: only at the start of a sentence, where a thing would have its article. */
export const OF_ONE = wordSet(`
is was heeft had wordt werd krijgt kreeg komt kwam gaat ging mag moet kan wil wou wilde zou zal blijft bleef zit zat staat
stond speelt speelde traint trainde geeft gaf doet deed weet wist denkt dacht vindt vond liegt loog bevestigt bevestigde
ontkent ontkende verklaart verklaarde heet slaat sloeg duwt duwde trekt trok schopte pest pestte`);

/** After these a word with a capital that we do not know is more often a person than anything else. */
export const BEFORE_PERSON = wordSet(`
met aan door dat toen omdat zonder zag ken kent kende nam wanneer hebben heeft had vraag vroeg zei vertelde belde stuurde zoals
zowel ook of als tussen doordat terwijl nadat voordat laat liet
vertrouw geloof geloofde hoorde zie zagen sprak spreek ontmoette sloeg slaat duwde duwt kuste pestte pest pesten filmde trok
schopte bedreigt beschuldigt verdedigt steunt haalde brengt bracht volgt is was wordt werd kreeg krijgt kwam komt ging gaat
mag moet kan wou wilde zou zal blijft bleef zit zat staat stond gaf geeft`);

/** After these it is a place, a time or a group. */
export const BEFORE_PLACE = wordSet('in te naar uit rond nabij bij op via sinds tijdens tot vanaf begin eind midden half de het een t dit deze per');
