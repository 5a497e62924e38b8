/** Mails to people who may have no account yet: account mails, that say what they are about and nothing of any case (domain 7). */
export type RegistrationTemplate = 'invitation' | 'invitation-again' | 'request' | 'board-member' | 'refused';

export interface MailFacts {
  organisation: string;
  /** In Dutch. */
  role: string;
  /** To where the answer is given; none in a mail that asks nothing. */
  link: string | null;
  /** In Dutch: until when. */
  until: string | null;
}

const ROLE_NAMES: Record<string, string> = {
  'club-contact': 'aanspreekpunt integriteit van je club',
  'federation-contact': 'aanspreekpunt integriteit van je federatie',
  counsellor: 'hulpverlener',
  'team-lead': 'teamverantwoordelijke',
  volunteer: 'vrijwilliger',
  coordinator: 'coördinator',
  admin: 'beheerder',
  'privacy-officer': 'functionaris gegevensbescherming',
};
export const roleName = (role: string): string => ROLE_NAMES[role] ?? role;

const TEXTS: Record<RegistrationTemplate, { subject: string; lines: (facts: MailFacts) => string[] }> = {
  invitation: {
    subject: 'Uitnodiging voor Klankbord',
    lines: ({ organisation, role, until }) => [
      `${organisation} nodigt je uit in Klankbord, als ${role}.`,
      'In Klankbord stellen aanspreekpunten integriteit in de sport een vraag aan een hulplijn, zonder namen.',
      `Met deze link zeg je ja of nee. Hij werkt één keer, tot en met ${until}:`,
    ],
  },
  'invitation-again': {
    subject: 'Uitnodiging voor Klankbord: herinnering',
    lines: ({ organisation, role, until }) => [
      `${organisation} nodigde je uit in Klankbord, als ${role}. We kregen nog geen antwoord.`,
      `Met deze link zeg je ja of nee. Hij werkt één keer, tot en met ${until}:`,
    ],
  },
  request: {
    subject: 'Klankbord: is dit jouw e-mailadres?',
    lines: ({ organisation, role, until }) => [
      `Iemand vroeg met dit e-mailadres een registratie in Klankbord: ${organisation}, als ${role}.`,
      'Was jij dat niet? Dan hoef je niets te doen: zonder deze link gebeurt er niets.',
      `Was jij het wel? Ga dan verder met deze link, tot en met ${until}:`,
    ],
  },
  'board-member': {
    subject: 'Klankbord: ken je deze persoon?',
    lines: ({ organisation, until }) => [
      `Iemand wordt aanspreekpunt integriteit van ${organisation}. Jij bent opgegeven als bestuurslid dat deze persoon kent.`,
      `Met deze link zie je wie het is, en zeg je ja of nee. Hij werkt één keer, tot en met ${until}:`,
    ],
  },
  refused: {
    subject: 'Je registratie in Klankbord',
    lines: ({ organisation }) => [
      `Je registratie voor ${organisation} in Klankbord is niet aanvaard.`,
      'Heb je daar een vraag over? Stel ze aan wie je uitnodigde, of aan je federatie.',
    ],
  },
};

export function registrationMail(template: RegistrationTemplate, facts: MailFacts): { subject: string; text: string } {
  const { subject, lines } = TEXTS[template];
  return { subject, text: `${lines(facts).join('\n')}\n${facts.link ? `\n${facts.link}\n` : ''}` };
}
