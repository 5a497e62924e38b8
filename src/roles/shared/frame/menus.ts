import type { Held } from '../../../domain/mandates.js';
import type { Role } from '../../../domain/vocabulary.js';

export interface MenuItem {
  href: string;
  text: string;
  /** Stays marked on the pages whose address begins so. */
  section?: string;
  count?: string;
}

/** What a menu counts: notices, and what a federation is asked. */
export interface MenuCounts {
  news: string;
  escalationsWaiting: number;
}

const consults = (href: string): MenuItem[] => [{ href, text: 'Consulten', section: `${href}/consulten` }];
const own = (home: string): MenuItem[] => [{ href: home, text: 'Mijn vragen' }];
const ownMandate = (home: string): MenuItem => ({ href: `${home}/mandaat`, text: 'Mijn mandaat', section: `${home}/mandaat` });
const mandates = (home: string): MenuItem => ({ href: `${home}/mandaten`, text: 'Mandaten', section: `${home}/mandaten` });
const questions = (home: string): MenuItem[] => [
  ...own(home),
  { href: `${home}/vraag`, text: 'Consult vragen', section: `${home}/vraag` },
];

const registrations = (home: string, text: string): MenuItem => ({ href: `${home}/registraties`, text, section: `${home}/registraties` });

const itemsOf = ({ escalationsWaiting }: MenuCounts): Record<Role, MenuItem[]> => ({
  'club-contact': questions('/club'),
  'federation-contact': [
    ...questions('/federatie'),
    { href: '/federatie/clubs', text: 'Clubs', section: '/federatie/clubs' },
    registrations('/federatie', 'Contactpersonen'),
    mandates('/federatie'),
    { href: '/federatie/meekijken', text: 'Meekijken', section: '/federatie/meekijken', count: escalationsWaiting ? String(escalationsWaiting) : '' },
  ],
  counsellor: [...consults('/desk'), registrations('/desk', 'Team')],
  'team-lead': [...consults('/desk'), registrations('/desk', 'Team'), mandates('/desk')],
  volunteer: consults('/vrijwilliger'),
  coordinator: [
    ...consults('/coordinatie'),
    registrations('/coordinatie', 'Teamleden'),
    mandates('/coordinatie'),
    { href: '/coordinatie/gegevens', text: 'Gegevens', section: '/coordinatie/gegevens' },
  ],
  admin: [
    { href: '/beheer', text: 'Overzicht' },
    { href: '/beheer/organisaties', text: 'Organisaties', section: '/beheer/organisaties' },
    registrations('/beheer', 'Registraties'),
    mandates('/beheer'),
    { href: '/beheer/niet-vertrokken', text: 'Niet vertrokken', section: '/beheer/niet-vertrokken' },
    { href: '/beheer/gegevens', text: 'Gegevens', section: '/beheer/gegevens' },
    { href: '/beheer/teams', text: 'Teams' },
  ],
  'privacy-officer': [
    { href: '/privacy', text: 'Overzicht' },
    { href: '/privacy/verzoeken', text: 'Verzoeken', section: '/privacy/verzoeken' },
    { href: '/privacy/bewaringen', text: 'Bewaringen', section: '/privacy/bewaringen' },
    { href: '/privacy/vernietigen', text: 'Vernietigen', section: '/privacy/vernietigen' },
    { href: '/privacy/logboek', text: 'Logboek' },
  ],
});

/** Only a contact's mandate ends so that something is left. */
const afterTheEnd = (role: Role): MenuItem[] => {
  const home = role === 'federation-contact' ? '/federatie' : '/club';
  return [...own(home), ownMandate(home)];
};

/** Of a contact's own mandate, under "Mijn account": seldom needed, and a menu on a phone is short. */
export const ownPagesOf = (role: Role, standing: Held): MenuItem[] => {
  if (role !== 'club-contact' && role !== 'federation-contact') return [];
  const home = role === 'federation-contact' ? '/federatie' : '/club';
  return [
    ownMandate(home),
    ...(standing === 'active' ? [{ href: `${home}/vindbaar`, text: 'Vindbaar zijn' }, ...(role === 'club-contact' ? [registrations(home, 'Contactpersonen van je club')] : [])] : []),
  ];
};

/** Where a role finds its pages; what is new for her, with how much it is, and what is her own stand last. */
export const menuOf = (role: Role, standing: Held, counts: MenuCounts): MenuItem[] => [
  ...(standing === 'ended' ? afterTheEnd(role) : itemsOf(counts)[role]),
  { href: '/meldingen', text: 'Nieuws', count: counts.news },
  { href: '/account', text: 'Mijn account', section: '/account' },
];
