import { folded, wordSet } from './words.js';

/** Words that open a sentence, or follow a cue or a colon, and are nobody's name. */
const ORDINARY = wordSet(`
de het een ik jij je hij zij ze wij we jullie u men dit dat die deze wie wat waar wanneer waarom hoe welke er hier daar
en of maar want dus als toen nu dan ook nog al niet geen wel ja nee met zonder van voor na naar bij op in uit over onder
tegen tussen tijdens sinds tot door om aan te mijn jouw zijn haar ons onze hun uw is was waren wordt werd heeft had hebben
hebt heb kan kon kunnen mag moet moeten wilde zal zou gaat ging komt kwam zegt zei vraagt vroeg doet deed weet vindt
iemand niemand iedereen sommige veel weinig alle alles elk andere ander anderen eerst daarna later vroeger gisteren
gisterenavond vandaag vanavond vannacht vanmorgen vanmiddag morgen overmorgen eergisteren soms vaak altijd nooit sindsdien
intussen ondertussen misschien volgens hallo hoi dag beste geachte lieve groeten groetjes mvg vriendelijke bedankt dank
graag sorry alvast vanaf vanuit vanwege vooral verder verschillende vorige volgende maandag dinsdag woensdag donderdag
vrijdag zaterdag zondag januari februari maart april juni juli augustus september oktober november december zomer winter
herfst kerst kerstmis nieuwjaar pasen paas pinksteren hemelvaart carnaval allerheiligen ramadan suikerfeest offerfeest
nieuwe grote kleine goede oude jonge korte lange seksueel grensoverschrijdend gedrag integriteit aanspreekpunt hulplijn meisje jongen kind
kinderen ouders ouder speler speelster spelers trainer trainster coach juf meester leraar begeleider voorzitter bestuur
bestuurslid mama papa vader moeder mevrouw meneer dokter broer zus oma opa berichten foto filmpje account profiel groep
chat video via mij hem hen daarom daarop daarvoor nadien vervolgens achteraf
plots plotseling uiteindelijk toch ooit telkens meestal zelfs nochtans bovendien regelmatig zolang zodra hopelijk blijkbaar
niets iets sommigen enkele vele beide avonds morgens middags nachts weekends zondags zaterdags thuis buiten binnen boven beneden straks meteen onlangs recent zopas gelukkig jammer belangrijk duidelijk vreemd raar erg
fout eerlijk respect straf hulp geweld alcohol drank stress angst helaas eigenlijk tenslotte nogmaals opnieuw weer anders zelf samen vertrouwenspersoon hulpverlener god corona covid internet`);

/** Clubs, federations, services, brands and what is often written with a capital in our field. */
const ORGANISATION = wordSet(`
sport vlaanderen vlaams vlaamse belg belgen frans franse engels engelse duits duitse nederlands nederlandse turks turkse turk
italiaans spaans pools russisch chinees japans arabisch grieks portugees roemeens oekraiens latijn hindi urdu europa europese club clubs koninklijke koninklijk royal racing sporting olympic olympia union unie eendracht
excelsior standard daring red star sparta torpedo dynamo fortuna hoger cercle patro verbroedering rapid avanti svelta
voetbal basketbal basket volleybal volley volleyclub handbal hockey tennis padel judo karate aikido gymnastiek gym turnen turnclub gymfed
zwemfed zwemclub zwemmen atletiek atletiekliga wielerbond wielrennen rugby badminton korfbal dans dansschool ballet boksen schermen manege
federatie liga bond fc kfc kv sk sv vk kvk ksv kvv vc bc bbc hc ac rsc krc ksk vv tc ttc zvc avc duivels flames wolfpack
kind gezin child focus tele-onthaal awel jac caw zsg clb ocmw politie parket zorgcentrum ices parantee panathlon twizzit
vertrouwenscentrum kindermishandeling raad algemene vergadering stad gemeente provincie school atheneum college
instituut universiteit hogeschool ziekenhuis uz az sporthal sportzaal zaal sportpark sportcentrum sportclub zwembad stadion
terrein kantine cafetaria cafe taverne bar frituur kerk parochie wijk camping hotel hostel zone huis kasteel domein vakantiecentrum
jeugdherberg whatsapp facebook messenger instagram insta snapchat snap tiktok google gmail outlook hotmail microsoft teams
discord telegram signal youtube netflix iphone ipad samsung roblox fortnite minecraft playstation xbox zoom skype spotify
doodle excel word drive nike adidas puma colruyt delhaize aldi lidl ikea decathlon mcdonald's bpost telenet proximus
klankbord sensoa steunpunt vlaggensysteem ethiek kamp stage finale beker kampioenschap olympische spelen ronde tour grand prix toernooi tornooi cup
sint heilig heilige koning koningin prins chiro scouts ksa klj kazou standaard nieuwsblad laatste nieuws vrt vtm lijn nmbs lokaal
lokale decreet wet code artikel gezond ethisch sporten eerste tweede derde technisch directeur bijbel koran islam
sinterklaas sint-maarten zwarte kerstman halloween covid api algemeen nationaal nationale internationaal internationale league pro jupiler
 ajax feyenoord psv real bayern juventus inter arsenal chelsea spond teamleader`);

/** "Sportkompas", "Jeugdraad" */
const GROUP_BEGINNING = /^(?:sport|voetbal|jeugd|turn|zwem|atletiek|volley|basket)[a-z]{3}/;

/** What ends so is no family name that we know of: groups, peoples and their languages. */
const GROUP_ENDING =
  /(?:federatie|club|clubs|raad|bond|liga|stadion|sporthal|paleis|centrum|school|ploeg|commissie|comite|vereniging|verklaring|bank|dienst|kamp|toernooi|tornooi|groep|team|loop|[gkntr]se|else|aans|anen|isch|talig|talige|ische|ese|iaan|vrienden|sport)$/;

export const isOrdinary = (word: string): boolean => ORDINARY.has(folded(word));
export function isOrganisation(word: string): boolean {
  const key = folded(word);
  return ORGANISATION.has(key) || GROUP_ENDING.test(key) || GROUP_BEGINNING.test(key);
}
