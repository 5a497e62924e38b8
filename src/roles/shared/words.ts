import type * as requests from '../../domain/data-subject-requests.js';
import type { HOLD_STATES } from '../../domain/legal-holds.js';
import type { Outcome } from '../../domain/club-import/plan.js';
import type { ORGANISATION_STATES } from '../../domain/organisations.js';
import type { RestingKind } from '../../domain/retention.js';
import type * as codes from '../../domain/vocabulary.js';
import { DEVICE, RIGHT, SCOPE } from './account/account-words.js';
import { REGISTRATION_WORDS } from './registration-words.js';
import { AUDIT_ACTION, AUDIT_RESULT, FAILURE, OUTBOX_EVENT, RECORD_KIND } from './record-words.js';

type Of<List extends readonly string[]> = Record<List[number], string>;

/** The Dutch word for every code of domain/vocabulary.ts, in the order in which a form offers them. */
export const WORDS = {
  ...REGISTRATION_WORDS,
  role: {
    'club-contact': 'club-API',
    'federation-contact': 'federatie-API',
    counsellor: 'hulpverlener',
    'team-lead': 'teamverantwoordelijke',
    volunteer: 'vrijwilliger',
    coordinator: '1712-coördinator',
    admin: 'beheerder',
    'privacy-officer': 'functionaris gegevensbescherming',
  } satisfies Of<typeof codes.ROLES>,
  level: { club: 'club', federation: 'federatie' } satisfies Of<typeof codes.LEVELS>,
  organisationKind: {
    federation: 'sportfederatie',
    club: 'sportclub',
    team: 'team',
    authority: 'overheid',
  } satisfies Of<typeof codes.ORGANISATION_KINDS>,
  teamKind: {
    line1712: '1712',
    vk: 'Vertrouwenscentrum Kindermishandeling',
    caw: 'CAW',
    coordination1712: 'coördinatie van 1712',
  } satisfies Of<typeof codes.TEAM_KINDS>,
  /** Over a list of them. */
  teamsOfKind: {
    line1712: '1712',
    vk: 'Vertrouwenscentra Kindermishandeling',
    caw: 'CAW',
    coordination1712: 'Coördinatie van 1712',
  } satisfies Of<typeof codes.TEAM_KINDS>,
  /** As a team reads it. */
  status: {
    draft: 'Nog niet verstuurd',
    submitted: 'Wacht op iemand',
    'in-progress': 'In behandeling',
    'waiting-for-contact': 'Wacht op de contactpersoon',
    answered: 'Beantwoord',
    closed: 'Afgesloten',
    withdrawn: 'Ingetrokken',
  } satisfies Of<typeof codes.STATUSES>,
  /** As the one who asked reads it. */
  statusForContact: {
    draft: 'Nog niet verstuurd',
    submitted: 'Verstuurd',
    'in-progress': 'Wordt bekeken',
    'waiting-for-contact': 'Wacht op jou',
    answered: 'Beantwoord',
    closed: 'Afgesloten',
    withdrawn: 'Ingetrokken',
  } satisfies Of<typeof codes.STATUSES>,
  urgency: { low: 'Laag', normal: 'Gewoon', high: 'Hoog', acute: 'Acuut' } satisfies Of<typeof codes.URGENCIES>,
  ageBand: {
    '0-5': '0 tot 5 jaar',
    '6-11': '6 tot 11 jaar',
    '12-15': '12 tot 15 jaar',
    '16-17': '16 of 17 jaar',
    '18-25': '18 tot 25 jaar',
    '26-64': '26 tot 64 jaar',
    '65+': '65 jaar of ouder',
    unknown: 'Dat weet ik niet',
  } satisfies Of<typeof codes.AGE_BANDS>,
  behaviour: {
    sexual: 'Seksueel',
    physical: 'Lichamelijk',
    psychological: 'Psychisch: vernederen, dreigen, buitensluiten',
    neglect: 'Verwaarlozing',
    bullying: 'Pesten',
    discrimination: 'Discriminatie of racisme',
    'abuse-of-power': 'Machtsmisbruik',
    financial: 'Met geld',
    online: 'Online, ook beelden of berichten',
    'concern-own-behaviour': 'Iemand maakt zich zorgen over het eigen gedrag',
    other: 'Iets anders',
  } satisfies Of<typeof codes.BEHAVIOURS>,
  danger: {
    acute: 'Ja, nu',
    possible: 'Misschien',
    no: 'Nee',
    unknown: 'Dat weet ik niet',
  } satisfies Of<typeof codes.DANGERS>,
  yesNoUnknown: {
    yes: 'Ja',
    no: 'Nee',
    unknown: 'Dat weet ik niet',
  } satisfies Of<typeof codes.YES_NO_UNKNOWN>,
  questionKind: {
    incident: 'Er is iets gebeurd, of ik hoorde iets',
    policy: 'Een vraag over onze aanpak, zonder dat er iets gebeurde',
  } satisfies Of<typeof codes.QUESTION_KINDS>,
  conflictLevel: {
    club: 'Iemand van de club',
    federation: 'Iemand van de federatie',
    team: 'Iemand van de hulplijn',
  } satisfies Of<typeof codes.CONFLICT_LEVELS>,
  learnedFrom: {
    victim: 'Van het mogelijke slachtoffer zelf',
    parent: 'Van een ouder',
    bystander: 'Van iemand die het zag of hoorde',
    'own-observation': 'Ik zag of hoorde het zelf',
    anonymous: 'Anoniem',
    other: 'Op een andere manier',
  } satisfies Of<typeof codes.LEARNED_FROM>,
  victimWish: {
    'be-heard': 'Gehoord worden',
    'make-it-stop': 'Dat het stopt',
    'no-action-yet': 'Dat er nog niets gebeurt',
    report: 'Aangifte doen',
    unknown: 'Dat weet ik niet',
  } satisfies Of<typeof codes.VICTIM_WISHES>,
  alreadyTold: {
    parents: 'De ouders',
    board: 'Het bestuur',
    federation: 'De federatie',
    police: 'De politie',
    helpline: 'Een hulplijn',
    school: 'De school',
    nobody: 'Niemand',
    other: 'Iemand anders',
  } satisfies Of<typeof codes.ALREADY_TOLD>,
  doneSoFar: {
    listened: 'Geluisterd',
    'spoke-with-accused': 'Gesproken met wie het zou gedaan hebben',
    'kept-apart': 'Ervoor gezorgd dat ze elkaar niet zien',
    'informed-parents': 'De ouders ingelicht',
    nothing: 'Nog niets',
    other: 'Iets anders',
  } satisfies Of<typeof codes.DONE_SO_FAR>,
  outcome: {
    resolved: 'Het is opgelost',
    referred: 'Doorverwezen',
    'reported-to-police': 'Aangifte bij de politie',
    'no-further-action': 'Er is niets meer nodig',
    'no-reaction': 'Er kwam geen reactie meer',
    other: 'Iets anders',
  } satisfies Of<typeof codes.CLOSURE_OUTCOMES>,
  messageKind: {
    message: 'Bericht',
    answer: 'Antwoord',
    'information-request': 'Vraag om meer uitleg',
    'internal-note': 'Interne nota',
  } satisfies Of<typeof codes.MESSAGE_KINDS>,
  followUpOwner: {
    contact: 'de contactpersoon',
    assignee: 'de hulpverlener',
  } satisfies Of<typeof codes.FOLLOW_UP_OWNERS>,
  mailRhythm: {
    'at-once': 'Meteen, telkens als er nieuws is',
    daily: 'Eén mail per dag, om 8 uur',
  } satisfies Of<typeof codes.MAIL_RHYTHMS>,
  /** Of a mail. */
  deliveryState: { waiting: 'nog niet vertrokken', sent: 'vertrokken', skipped: 'niet meer nodig', refused: 'adres geweigerd' },
  /** What happened to a consult, as its timeline has it. */
  event: {
    drafted: 'Bewaard, nog niet verstuurd',
    submitted: 'Verstuurd',
    opened: 'Geopend',
    claimed: 'Opgenomen',
    assigned: 'Naar een collega gegaan',
    released: 'Terug in de wachtrij',
    message: 'Bericht',
    reply: 'Reactie',
    answer: 'Antwoord',
    'information-request': 'Vraag om meer uitleg',
    'internal-note': 'Interne nota',
    'danger-raised': 'Gevaarlijker geworden',
    'conflict-named': 'Belangenconflict aangegeven',
    'conflict-ended': 'Geen belangenconflict meer',
    'follow-up-agreed': 'Afspraak gemaakt',
    'follow-up-done': 'Afspraak afgerond',
    rated: 'Ernst ingeschat',
    closed: 'Afgesloten',
    reopened: 'Heropend',
    withdrawn: 'Ingetrokken',
  },
  /** What has had its time. */
  restingKind: { draft: 'Ontwerp', consult: 'Consult', withdrawn: 'Ingetrokken consult' } satisfies Record<RestingKind, string>,
  referenceKind: {
    routing: 'Waar een vraag naartoe gaat',
    regions: 'Regio’s en postcodes',
    neighbours: 'Buurteams',
    'opening-hours': 'Openingsuren',
    signposts: 'Sociale kaart',
    targets: 'Streeftijden',
    reminders: 'Herinneringen',
    guidance: 'Teksten rond het versturen',
    ratings: 'Ernstinschatting, aan of uit',
    brakes: 'Hoeveel vragen iemand per uur opent',
    retention: 'Hoelang gegevens bewaard blijven',
    registrations: 'Registraties, opleidingen en uitnodigingen',
    'sign-in': 'Aanmelden en aangemeld blijven',
  },
  /** What kind of device a session or passkey is of. */
  device: DEVICE,
  right: RIGHT,
  scope: SCOPE,
  organisationState: { active: 'Bestaat', ended: 'Beëindigd', merged: 'Opgegaan in een andere' } satisfies Of<typeof ORGANISATION_STATES>,
  /** What an import does with a row. */
  importOutcome: { new: 'Nieuw', changed: 'Veranderd', unchanged: 'Ongewijzigd', wrong: 'Fout' } satisfies Record<Outcome, string>,
  holdState: { standing: 'Loopt', ended: 'Voorbij', lifted: 'Opgeheven' } satisfies Of<typeof HOLD_STATES>,
  /** What a person asks about the own data. */
  requestKind: {
    access: 'Inzage: wat weten jullie van mij?',
    rectification: 'Verbetering: iets klopt niet',
    erasure: 'Wissing: haal mij eruit',
    restriction: 'Beperking: gebruik het even niet',
    portability: 'Overdracht: geef het mij mee',
    objection: 'Bezwaar: gebruik het niet meer',
  } satisfies Of<typeof requests.REQUEST_KINDS>,
  requestKindShort: {
    access: 'Inzage',
    rectification: 'Verbetering',
    erasure: 'Wissing',
    restriction: 'Beperking',
    portability: 'Overdracht',
    objection: 'Bezwaar',
  } satisfies Of<typeof requests.REQUEST_KINDS>,
  requestState: {
    open: 'Bij jou',
    put: 'Doorgegeven',
    answered: 'Beantwoord',
    refused: 'Geweigerd',
  } satisfies Of<typeof requests.REQUEST_STATES>,
  requestOutcome: {
    answered: 'De persoon kreeg antwoord',
    refused: 'Het verzoek is geweigerd, met uitleg aan de persoon',
  } satisfies Of<typeof requests.REQUEST_OUTCOMES>,
  extensionReason: {
    complex: 'Het verzoek is ingewikkeld',
    'many-requests': 'Er zijn veel verzoeken tegelijk',
  } satisfies Of<typeof requests.EXTENSION_REASONS>,
  refusalReason: {
    'not-identified': 'We konden niet nagaan wie het vraagt',
    unfounded: 'Het verzoek is kennelijk ongegrond',
    excessive: 'Het verzoek is buitensporig, bijvoorbeeld telkens opnieuw',
    'rights-of-others': 'Het antwoord zou anderen schaden',
    'legal-obligation': 'De wet verplicht ons om het te bewaren',
    'legal-claims': 'Het is nodig in een rechtszaak',
  } satisfies Of<typeof requests.REFUSAL_REASONS>,
  auditAction: AUDIT_ACTION,
  auditResult: AUDIT_RESULT,
  recordKind: RECORD_KIND,
  outboxEvent: OUTBOX_EVENT,
  failure: FAILURE,
} as const;

export type Terms = keyof typeof WORDS;

const listOf = (terms: string): Record<string, string> => {
  const list: Record<string, string> | undefined = Object.hasOwn(WORDS, terms) ? WORDS[terms as Terms] : undefined;
  if (!list) throw new Error(`no words for ${terms}`);
  return list;
};

/** `{{ consult.status | word('status') }}`. A code without a word is shown as it is; nothing for nothing. */
export const word = (code: string | null | undefined, terms: Terms): string =>
  code === null || code === undefined ? '' : (listOf(terms)[code] ?? code);

/** What radios, checkboxes and selects offer: `options('ageBand')`, or only some: `options('level', ['club'])`. */
export const optionsOf = (terms: Terms, codes?: readonly string[]): { value: string; text: string }[] =>
  (codes ?? Object.keys(listOf(terms))).map((value) => ({ value, text: word(value, terms) }));
