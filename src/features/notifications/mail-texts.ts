/** Case mails are identical and content-free: subject and first line say nothing but that there is news. */
const CASE = 'Er is nieuws in Klankbord';

const ACCOUNT: Record<string, { subject: string; lines: string[] }> = {
  'reminder.mandate-ends': {
    subject: 'Je mandaat in Klankbord loopt af',
    lines: ['Je mandaat in Klankbord loopt binnenkort af. Meld je aan om te zien wanneer, en wat je kan doen.'],
  },
  'address.refused': {
    subject: 'Klankbord: een e-mailadres werkt niet meer',
    lines: ['De mailserver weigert het adres van iemand voor wie jij instaat. Meld je aan om te zien wie, en vraag een ander adres.'],
  },
  'reminder.legal-hold-ends': {
    subject: 'Klankbord: een juridische bewaring loopt af',
    lines: ['Een juridische bewaring loopt binnenkort af. Meld je aan om te zien welke, en verleng ze als dat nodig is.'],
  },
  'reminder.data-subject-request-due': {
    subject: 'Klankbord: een verzoek moet beantwoord zijn',
    lines: ['Iemand wacht op een antwoord over de eigen gegevens. Meld je aan om te zien tegen wanneer.'],
  },
  'data-subject-request.extended': {
    subject: 'Klankbord: uitstel voor een vraag over persoonsgegevens',
    lines: ['Een vraag over persoonsgegevens kreeg uitstel. Meld je aan om te zien tegen wanneer je antwoordt.'],
  },
  'data-subject-request.done': {
    subject: 'Klankbord: een vraag over persoonsgegevens is afgehandeld',
    lines: ['Voor een vraag over persoonsgegevens hoef je niets meer te doen. Meld je aan om te zien voor welke.'],
  },
  'data-subject-request.put': {
    subject: 'Klankbord: een vraag over persoonsgegevens',
    lines: ['Iemand vraagt iets over de eigen persoonsgegevens. Meld je aan om te zien wat je moet doen, en tegen wanneer.'],
  },
  'registration.accepted': {
    subject: 'Klankbord: kijk een registratie na',
    lines: ['Iemand aanvaardde een uitnodiging. Meld je aan om te zien wie, en om ja of nee te zeggen.'],
  },
  'invitation.bounced': {
    subject: 'Klankbord: een uitnodiging kwam niet aan',
    lines: ['Een uitnodiging kwam niet aan: het e-mailadres werkt niet. Meld je aan om te zien voor wie, en vul een ander adres in.'],
  },
  'registration.completed': {
    subject: 'Je mandaat in Klankbord is begonnen',
    lines: ['Twee mensen keken je registratie na en zeiden ja. Meld je aan om te beginnen.'],
  },
  'registration.new-colleague': {
    subject: 'Klankbord: er is iemand bij gekomen',
    lines: ['Er is iemand bij gekomen in jouw organisatie of team. Meld je aan om te zien wie. Klopt dat niet, zeg het dan meteen aan wie jullie nakijkt.'],
  },
  'recovery.asked': {
    subject: 'Klankbord: iemand kan niet meer aanmelden',
    lines: ['Voor iemand voor wie jij instaat, is een nieuwe toegang gevraagd. Meld je aan om mee te beslissen.'],
  },
  'account.recovery-code-used': {
    subject: 'Klankbord: er is een herstelcode gebruikt',
    lines: ['Er is met een herstelcode aangemeld op jouw account. Was jij dat niet? Bel dan meteen 1712.'],
  },
  'account.new-network': {
    subject: 'Klankbord: een aanmelding van elders',
    lines: ['Er is aangemeld op jouw account vanaf een netwerk dat we nog niet kenden. Was jij dat niet? Meld je aan, beëindig onder “Mijn account” de andere sessies, en bel 1712.'],
  },
  'dead-letter': {
    subject: 'Klankbord: een bericht kon niet vertrekken',
    lines: ['Een bericht van Klankbord kon na veel pogingen niet vertrekken. Meld je aan om het na te kijken en opnieuw te sturen.'],
  },
  'vault.sweep-stopped': {
    subject: 'Klankbord: het opruimen van sleutels is gestopt',
    lines: ['Klankbord vond te veel sleutels die nergens bij lijken te horen, en heeft er geen enkele weggedaan. Laat wie de server beheert dit nakijken.'],
  },
  'service.restored': {
    subject: 'Klankbord: kijk na of alles er nog is',
    lines: ['Klankbord is hersteld uit een reservekopie. Wat jij intussen schreef, kan verloren zijn. Meld je aan om te zien over welke tijd het gaat, en wat je kan doen.'],
  },
  'brake.stopped': {
    subject: 'Klankbord: een account is gestopt',
    lines: ['Een account opende in een uur meer dan het nodig heeft, en is gestopt. Meld je aan om te zien welk account dit is.'],
  },
};

export const isAccountMail = (event: string): boolean => Object.hasOwn(ACCOUNT, event);

/** A bare link to the sign-in page: no name, club, reference, category, urgency. */
export function mailText(template: string, publicUrl: string): { subject: string; text: string } {
  const { subject, lines } = ACCOUNT[template] ?? { subject: CASE, lines: [CASE] };
  return { subject, text: `${lines.join('\n')}\n\n${publicUrl}/aanmelden\n` };
}
