import type { Role } from '../../../domain/vocabulary.js';

export interface MenuItem {
  href: string;
  text: string;
  /** Stays marked on the pages below it. */
  section?: boolean;
  count?: string;
}

const consults = (href: string): MenuItem[] => [{ href, text: 'Consulten', section: true }];
const questions = (home: string): MenuItem[] => [
  { href: home, text: 'Mijn vragen' },
  { href: `${home}/vraag`, text: 'Consult vragen', section: true },
];

const MENUS: Record<Role, MenuItem[]> = {
  'club-contact': questions('/club'),
  'federation-contact': questions('/federatie'),
  counsellor: consults('/desk'),
  'team-lead': consults('/desk'),
  volunteer: consults('/vrijwilliger'),
  coordinator: consults('/coordinatie'),
  admin: [
    { href: '/beheer', text: 'Overzicht' },
    { href: '/beheer/niet-vertrokken', text: 'Niet vertrokken', section: true },
    { href: '/beheer/gegevens', text: 'Gegevens' },
    { href: '/beheer/teams', text: 'Teams' },
  ],
  'privacy-officer': [{ href: '/privacy', text: 'Logboek' }],
};

/** Where a role finds its pages; what is new for her stands last, with how much it is. */
export const menuOf = (role: Role, news: string): MenuItem[] => [
  ...MENUS[role],
  { href: '/meldingen', text: 'Nieuws', count: news },
];
