const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Roles that stand right before a name; compounds ("jeugdtrainer", "hoofdcoach") end in one of the first four. */
const COMPOUND = /^\p{L}*(?:trainer|coach|begeleider|leider)$/u;
const HET_ROLE = set('bestuurslid lid teamlid kind nichtje neefje zusje broertje meisje');
const ROLE = set(`
voorzitter voorzitster secretaris penningmeester juf meester leraar lerares leerkracht lesgever lesgeefster monitor
monitrice kinesist kinesiste dokter arts ploegleider afgevaardigde scheidsrechter bestuurder trainster begeleidster
speler speelster ploeggenoot doelman keeper kapitein vader moeder papa mama ouder broer zus opa oma nonkel tante neef nicht
vriend vriendin buurman buurvrouw vrijwilliger collega`);

/** "trainer" -> "de trainer"; null when the word is no role. */
export function roleOf(word: string): string | null {
  if (HET_ROLE.has(word)) return `het ${word}`;
  return word.length <= 30 && (ROLE.has(word) || COMPOUND.test(word)) ? `de ${word}` : null;
}

/** Forms of address, kept before a letter: "mevrouw A". */
export const ADDRESSED = set('mevrouw meneer mijnheer mevr dhr mw juffrouw');

/** Words after which somebody's name comes. */
export const NAMING = set('heet heette heten noemt noemde noemen genaamd naam voornaam achternaam familienaam');

/** "de papa van Lotte": whoever comes after "van" is a person. */
export const RELATED = set(`
papa mama vader moeder ouders ouder broer zus broertje zusje dochter zoon zoontje dochtertje vriend vriendin vriendje
vriendinnetje lief partner man vrouw opa oma grootouders nonkel tante stiefvader stiefmoeder plusmama pluspapa`);
