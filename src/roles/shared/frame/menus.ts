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
const questions = (home: string): MenuItem[] => [
  { href: home, text: 'Mijn vragen' },
  { href: `${home}/vraag`, text: 'Consult vragen', section: `${home}/vraag` },
];

const registrations = (home: string, text: string): MenuItem => ({ href: `${home}/registraties`, text, section: `${home}/registraties` });

const itemsOf = ({ escalationsWaiting }: MenuCounts): Record<Role, MenuItem[]> => ({
  'club-contact': [...questions('/club'), registrations('/club', 'Contactpersonen')],
  'federation-contact': [
    ...questions('/federatie'),
    { href: '/federatie/clubs', text: 'Clubs', section: '/federatie/clubs' },
    registrations('/federatie', 'Contactpersonen'),
    { href: '/federatie/meekijken', text: 'Meekijken', section: '/federatie/meekijken', count: escalationsWaiting ? String(escalationsWaiting) : '' },
  ],
  counsellor: [...consults('/desk'), registrations('/desk', 'Team')],
  'team-lead': [...consults('/desk'), registrations('/desk', 'Team')],
  volunteer: consults('/vrijwilliger'),
  coordinator: [
    ...consults('/coordinatie'),
    registrations('/coordinatie', 'Teamleden'),
    { href: '/coordinatie/gegevens', text: 'Gegevens', section: '/coordinatie/gegevens' },
  ],
  admin: [
    { href: '/beheer', text: 'Overzicht' },
    { href: '/beheer/organisaties', text: 'Organisaties', section: '/beheer/organisaties' },
    registrations('/beheer', 'Registraties'),
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

/** Where a role finds its pages; what is new for her, with how much it is, and what is her own stand last. */
export const menuOf = (role: Role, counts: MenuCounts): MenuItem[] => [
  ...itemsOf(counts)[role],
  { href: '/meldingen', text: 'Nieuws', count: counts.news },
  { href: '/account', text: 'Mijn account', section: '/account' },
];
