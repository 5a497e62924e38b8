import type { Level, Urgency } from '../../../domain/vocabulary.js';

/** Words that only the contact's pages need. Codes that everybody reads have theirs in shared/words.ts. */

export const BEHAVIOUR_HINTS: Record<string, string> = {
  sexual: 'Ongewenste aanraking, opmerkingen, foto’s, toenadering',
  physical: 'Slaan, duwen, ruw vastnemen, te zwaar laten trainen',
  psychological: 'Uitschelden, kleineren, bang maken, negeren',
  neglect: 'Niet zorgen voor wie zorg nodig heeft, onveilige situaties',
  bullying: 'Telkens opnieuw treiteren, alleen of in groep',
  discrimination: 'Om afkomst, geloof, geslacht, geaardheid, beperking',
  'abuse-of-power': 'Iemand gebruikt zijn plaats om iets te krijgen of te verbergen',
  financial: 'Geld of spullen afnemen of onder druk laten geven',
  online: 'In een groepschat, op sociale media, met beelden',
  'concern-own-behaviour': 'Iemand is bang voor wat hij of zij zelf voelt of doet',
};

/** As the one who asked reads it, within a sentence. */
export const URGENCY: Record<Urgency, string> = { low: 'niet dringend', normal: 'gewoon', high: 'hoog', acute: 'acuut' };

/** Days since the facts, as a person says it. */
export const WHEN = [
  { value: '1', text: 'Vandaag of gisteren' },
  { value: '7', text: 'In de voorbije week' },
  { value: '31', text: 'In de voorbije maand' },
  { value: '365', text: 'Langer geleden' },
  { value: 'unknown', text: 'Dat weet ik niet' },
];

export const whenWord = (days: number | undefined): string =>
  WHEN.find(({ value }) => days !== undefined && days <= Number(value))?.text ?? (days === undefined ? 'Dat weet ik niet' : 'Langer geleden');

/** Who no longer knows of it, when somebody in the chain is concerned. */
export function conflictEffects(levels: readonly string[], level: Level): string[] {
  const effects: Record<string, string> = {
    club:
      level === 'club'
        ? 'Andere contactpersonen van je club kunnen deze vraag niet zien, ook niet dat ze bestaat.'
        : 'De contactpersonen van de club kunnen deze vraag niet zien, ook niet dat ze bestaat.',
    federation:
      level === 'club'
        ? 'Je federatie kan deze vraag niet zien, ook niet dat ze bestaat.'
        : 'Andere contactpersonen van je federatie kunnen deze vraag niet zien, ook niet dat ze bestaat.',
    team: 'Een ander team behandelt je vraag.',
  };
  return levels.flatMap((one) => effects[one] ?? []);
}

/** What goes along and what stays, by the receipt's codes. */
export const RECEIPT: Record<string, string> = {
  facts: 'Wat je aanduidde, zonder namen',
  question: 'Je vraag',
  narrative: 'Je uitleg',
  phone: 'Je telefoonnummer en wanneer je te bereiken bent',
  'name-and-organisation': 'Je naam en je organisatie',
  'first-question': 'Je eerste vraag en het gesprek erover',
  'role-and-region': 'Je rol en je regio',
  'postal-codes': 'Postcodes: ze kiezen alleen het team, we bewaren ze niet',
};

export const receiptWords = (codes: readonly string[]): string[] => codes.map((code) => RECEIPT[code] ?? code);

const EVENTS: Record<string, string> = {
  drafted: 'Vraag begonnen',
  submitted: 'Vraag verstuurd',
  opened: 'Geopend',
  claimed: 'Een hulpverlener begon eraan',
  assigned: 'Een andere hulpverlener nam over',
  released: 'Terug in de wachtrij van het team',
  answer: 'Antwoord',
  'information-request': 'Vraag om meer uitleg',
  message: 'Bericht',
  reply: 'Bericht',
  'danger-raised': 'Gezegd dat het gevaarlijker werd',
  'follow-up-agreed': 'Opvolging afgesproken',
  'follow-up-done': 'Opvolging afgerond',
  'conflict-named': 'Belangenconflict aangegeven',
  'conflict-ended': 'Er is geen belangenconflict meer',
  closed: 'Afgesloten',
  reopened: 'Heropend',
  withdrawn: 'Ingetrokken',
};

export const eventWord = (kind: string): string => EVENTS[kind] ?? kind;

/** What was just done, on top of the page after a redirect: `?klaar=bewaard`. */
const DONE: Record<string, string> = {
  bewaard: 'Je vraag is bewaard. Ze is NIET verstuurd: alleen jij ziet ze.',
  weg: 'Je vraag is weggegooid.',
  bericht: 'Je bericht is verstuurd.',
  gevaar: 'Het team is verwittigd dat het gevaarlijker werd.',
  opvolging: 'Genoteerd. Je krijgt op tijd een herinnering.',
  afgerond: 'De opvolging is afgerond.',
  gesloten: 'Je vraag is afgesloten. Heropenen kan nog 30 dagen.',
  heropend: 'Je vraag is weer open.',
  ingetrokken: 'Je vraag is ingetrokken. Niemand antwoordt er nog op.',
  conflict: 'Aangepast. Het geldt meteen.',
  langer: 'Je vraag blijft langer bewaard.',
  vernietigd: 'Je vraag is vernietigd. Niemand kan ze nog lezen.',
  gedeeld: 'Je collega kan deze vraag nu lezen.',
  'niet-gedeeld': 'Je collega kan deze vraag niet meer lezen.',
};

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const doneText = (code: string): string | undefined => (Object.hasOwn(DONE, code) ? DONE[code] : undefined);
