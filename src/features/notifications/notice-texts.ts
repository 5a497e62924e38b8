import type { NoticeEvent } from '../../domain/audience.js';

/** In the portal the notice says what happened (domain 7). */
const TEXTS: Record<NoticeEvent, string> = {
  'consult.submitted': 'Nieuwe vraag {reference}.',
  'consult.released': 'Vraag {reference} ligt terug in de wachtrij.',
  'consult.assigned': 'Vraag {reference} is aan jou gegeven.',
  'consult.taken-over': 'Een collega heeft vraag {reference} van jou overgenomen. Je hoeft daar niets meer voor te doen.',
  'consult.information-requested': 'Het team vraagt je iets bij {reference}.',
  'consult.answered': 'Er is een antwoord op {reference}.',
  'consult.team-message': 'Het team schreef je bij {reference}.',
  'consult.contact-message': 'De contactpersoon schreef bij {reference}.',
  'consult.danger-raised': 'Bij {reference} is het gevaarlijker geworden.',
  'consult.closed': '{reference} is afgesloten. Heropenen kan nog 30 dagen.',
  'consult.closed-by-asker': 'De contactpersoon sloot {reference} af.',
  'consult.reopened': '{reference} is heropend.',
  'consult.withdrawn-urgent': 'De contactpersoon trok {reference} in.',
  'consult.moved': 'Vraag {reference} komt van een ander team.',
  'reminder.unclaimed-team': 'Vraag {reference} wacht nog op iemand.',
  'reminder.unclaimed-everyone': 'Vraag {reference} wacht te lang: nog niemand nam ze op.',
  'reminder.unanswered-assignee': 'Het antwoord op {reference} is bijna nodig.',
  'reminder.unanswered-lead': 'Het antwoord op {reference} is te laat.',
  'reminder.information-asked': 'Het team wacht nog op jouw antwoord bij {reference}.',
  'reminder.information-stays-open': 'Bij {reference} kwam geen reactie. Dit consult sluit niet vanzelf.',
  'reminder.unread-contact': 'Er ligt iets ongelezen bij {reference}.',
  'reminder.unread-phone': 'Je bericht bij {reference} is niet gelezen: bel, of vraag hulp aan je teamverantwoordelijke.',
  'reminder.how-did-it-end': 'Hoe liep het af met {reference}?',
  'reminder.ask-to-close': 'Kan {reference} afgesloten worden?',
  'reminder.follow-up-contact': 'Je sprak iets af bij {reference}.',
  'reminder.follow-up-assignee': 'Je sprak iets af bij {reference}.',
  'reminder.draft-not-sent': 'Je vraag {reference} is NIET verstuurd.',
  'reminder.nobody-signed-in': 'Dringende vraag {reference}: niemand van het team is aangemeld.',
  'escalation.asked': 'Een club vraagt je mee te kijken.',
  'escalation.decided': 'Je federatie antwoordde bij {reference}.',
  'reminder.destruction': 'Vraag {reference} wordt binnenkort vernietigd. Kijk wanneer, of bewaar ze langer.',
  'reminder.mandate-ends': 'Je mandaat loopt binnenkort af.',
  'reminder.still-contact': 'Ben je nog aanspreekpunt? Zeg het op “Mijn mandaat”.',
  'reminder.still-unanswered': '{name} antwoordde niet op de vraag “ben je nog aanspreekpunt?”. Neem contact op.',
  'mandate.answered-no': '{name} zegt geen aanspreekpunt meer te zijn. Spreek een laatste dag af en zoek een opvolger.',
  'mandate.ends': 'Je mandaat krijgt een laatste dag. Kijk op “Mijn mandaat” welke, en draag over wat nog loopt.',
  'mandate.leaves': '{name} beëindigt het mandaat. Kijk bij “Mandaten” wanneer, en zoek een opvolger.',
  'organisation.without-contact': '{name} heeft geen geldig aanspreekpunt meer.',
  'organisation.still-without-contact': '{name} heeft al een tijd geen geldig aanspreekpunt.',
  'handover.offered': 'Een andere contactpersoon van je organisatie biedt een of meer vragen aan jou aan. Kijk bij “Mijn mandaat”.',
  'handover.accepted': 'Een vraag die je aanbood, is overgenomen. Je ziet ze nu niet meer.',
  'handover.declined': 'Een vraag die je aanbood, wordt niet overgenomen. Ze blijft bij jou.',
  'handover.placement-declined': 'Een vraag zonder contactpersoon is niet overgenomen. Kies iemand anders onder “Mandaten”, “Vragen zonder contactpersoon”.',
  'consult.contact-changed': 'Bij {reference} is er een andere contactpersoon.',
  'address.refused': 'Het e-mailadres van {name} wordt geweigerd. Vraag een ander adres.',
  'reminder.legal-hold-ends': 'Een juridische bewaring loopt binnenkort af. Verleng ze als dat nodig is.',
  'reminder.data-subject-request-due': 'Een verzoek over persoonsgegevens moet binnenkort beantwoord zijn.',
  'data-subject-request.extended': 'Verzoek {number} over persoonsgegevens kreeg uitstel. Antwoord ten laatste op {dueOn}.',
  'data-subject-request.done': 'Voor verzoek {number} over persoonsgegevens hoef je niets meer te doen.',
  'data-subject-request.put':
    'Iemand vraagt iets over de eigen gegevens: verzoek {number}. De functionaris gegevensbescherming schrijft je daarover, met dat nummer. Kijk na wat jullie zelf van die persoon bewaren en antwoord ten laatste op {dueOn}. Zoek niet in consulten: dat hoeft niet en mag niet.',
  'registration.accepted': 'Iemand aanvaardde een uitnodiging. Kijk de registratie na.',
  'invitation.bounced': 'Een uitnodiging kwam niet aan. Vul een ander adres in.',
  'registration.completed': 'Je mandaat is begonnen.',
  'registration.new-colleague': 'Er is iemand bij gekomen: {name}. Klopt dat niet, zeg het dan meteen aan wie jullie nakijkt.',
  'recovery.asked': 'Iemand voor wie jij instaat, kan niet meer aanmelden. Beslis mee onder “Mijn account”, “Nieuwe toegang”.',
  'account.recovery-code-used': 'Er is met een herstelcode aangemeld op jouw account. Was jij dat niet? Bel 1712.',
  'account.new-network': 'Er is aangemeld op jouw account vanaf een netwerk dat we nog niet kenden. Was jij dat niet? Meld overal elders af en bel 1712.',
  'account.key-linked': 'Aan jouw account is een digitale sleutel gekoppeld. Was jij dat niet? Haal hem weg onder “Mijn account” en bel 1712.',
  'dead-letter': 'Een bericht kon niet vertrekken.',
  'vault.sweep-stopped': 'Het opruimen van ongebruikte sleutels is gestopt. Laat wie de server beheert dit nakijken.',
  'brake.stopped': 'Een account opende te veel verschillende vragen in een uur en is gestopt. Welk account staat bij “Wie deed of las wat”, als “Account gestopt”.',
  'service.restored': '{gap} Staat je laatste vraag, antwoord of bericht er niet meer? Schrijf het dan opnieuw.',
};

export interface NoticeWords {
  reference: string | null;
  name: string | null;
  /** What was put to an organisation: its number, and by when ('YYYY-MM-DD'). */
  request: { number: string; dueOn: string } | null;
  /** Of a restore: between which moments something may be lost, as a sentence. */
  gap: string | null;
}

const DAY = new Intl.DateTimeFormat('nl-BE', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

export const noticeText = (event: NoticeEvent, { reference, name, request, gap }: NoticeWords): string =>
  TEXTS[event]
    .replace('{reference}', reference ?? '')
    .replace('{name}', name ?? 'iemand')
    .replace('{number}', request?.number ?? '')
    .replace('{dueOn}', request ? DAY.format(new Date(request.dueOn)) : '')
    .replace('{gap}', gap ?? '');
