import { v7 as uuid } from 'uuid';
import type { Role } from '../../domain/vocabulary.js';
import { hashPassword } from '../../platform/auth/passwords.js';
import type { Database, Tx } from '../../platform/database/database.js';
import { Account } from '../accounts/account.entity.js';
import { Mandate } from '../accounts/mandate.entity.js';
import { Affiliation } from '../organisations/affiliation.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { TeamEntity } from '../teams/team.entity.js';

export const DEMO_PASSWORD = 'klankbord-demo-1712';
export const DEMO_DOMAIN = 'demo.klankbord.test';
const SINCE = '2012-03-13';

/** Fictional, all of them. */
const ORGANISATIONS = {
  'turnkring-gent': { kind: 'club', name: 'Turnkring De Zwaluw', postalCode: '9000' },
  'club-hasselt': { kind: 'club', name: 'Zwemclub De Otter', postalCode: '3500' },
  'club-halle': { kind: 'club', name: 'Judoclub De Eik', postalCode: '1500' },
  'club-zwijndrecht': { kind: 'club', name: 'Voetbalclub Polderboys', postalCode: '2070' },
  federatie: { kind: 'federation', name: 'Sportfederatie De Brug', postalCode: '1000' },
  'federatie-2': { kind: 'federation', name: 'Sportfederatie De Kade', postalCode: '9000' },
  'sport-vlaanderen': { kind: 'authority', name: 'Sport Vlaanderen (oefening)', postalCode: '1000' },
} as const;

/** NAME -> role, organisation or team, and the name that colleagues see. */
const PEOPLE: [name: string, role: Role, place: string, shown: string][] = [
  ['club-gent', 'club-contact', 'turnkring-gent', 'Griet Voorbeeld'],
  ['club-gent-2', 'club-contact', 'turnkring-gent', 'Gust Voorbeeld'],
  ['club-hasselt', 'club-contact', 'club-hasselt', 'Hilde Voorbeeld'],
  ['club-halle', 'club-contact', 'club-halle', 'Hans Voorbeeld'],
  ['club-zwijndrecht', 'club-contact', 'club-zwijndrecht', 'Zoë Voorbeeld'],
  ['federatie', 'federation-contact', 'federatie', 'Fatima Voorbeeld'],
  ['federatie-2', 'federation-contact', 'federatie-2', 'Frank Voorbeeld'],
  ['1712-ovl', 'counsellor', '1712-oost-vlaanderen', 'Olga (1712)'],
  ['1712-ovl-2', 'counsellor', '1712-oost-vlaanderen', 'Omar (1712)'],
  ['1712-lim', 'counsellor', '1712-limburg', 'Lies (1712)'],
  ['1712-ant', 'counsellor', '1712-antwerpen', 'Anke (1712)'],
  ['vk-ovl', 'counsellor', 'vk-oost-vlaanderen', 'Vera (VK)'],
  ['vk-lim', 'counsellor', 'vk-limburg', 'Viktor (VK)'],
  ['caw-ovl', 'counsellor', 'caw-oost-vlaanderen', 'Cato (CAW)'],
  ['caw-kempen', 'counsellor', 'caw-de-kempen', 'Karim (CAW)'],
  ['1712-ovl-vrijwilliger', 'volunteer', '1712-oost-vlaanderen', 'Veerle (vrijwilliger)'],
  ['1712-ovl-lead', 'team-lead', '1712-oost-vlaanderen', 'Lotte (1712)'],
  ['coordinator', 'coordinator', '1712-coordination', 'Cis (coördinatie)'],
  ['admin', 'admin', 'sport-vlaanderen', 'Ann (beheer)'],
  // A new administrator, and the first lead of a team, take two of them.
  ['admin-2', 'admin', 'sport-vlaanderen', 'Abdel (beheer)'],
  ['privacy', 'privacy-officer', 'sport-vlaanderen', 'Pieter (privacy)'],
];

export const demoEmail = (name: string): string => `${name}@${DEMO_DOMAIN}`;

/** What a start in demo mode prints: who of them can sign in to this database. */
export async function demoGreeting(database: Database): Promise<{ password: string; accounts: { email: string; role: Role }[] }> {
  const all = PEOPLE.map(([name, role]) => ({ email: demoEmail(name), role }));
  const rows = await database.asSystem('start', (tx) =>
    tx.query('select lower(email) as email from accounts where lower(email) = any($1) and suspended_at is null', [
      all.map(({ email }) => email),
    ]),
  );
  const there = new Set(rows.map(({ email }) => email));
  return { password: DEMO_PASSWORD, accounts: all.filter(({ email }) => there.has(email)) };
}

export async function seedDemoPeople(tx: Tx): Promise<void> {
  const places = new Map<string, string>();
  for (const [key, organisation] of Object.entries(ORGANISATIONS)) {
    const id = uuid();
    await tx.manager.getRepository(Organisation).insert({ id, ...organisation });
    places.set(key, id);
  }
  for (const { code, organisationId } of await tx.manager.getRepository(TeamEntity).find()) places.set(code, organisationId);
  for (const [key, { kind }] of Object.entries(ORGANISATIONS)) {
    if (kind !== 'club') continue;
    const affiliation = { clubId: places.get(key)!, federationId: places.get('federatie')!, validFrom: SINCE, verifies: true };
    await tx.manager.getRepository(Affiliation).insert(affiliation);
  }
  const hashes = await Promise.all(PEOPLE.map(() => hashPassword(DEMO_PASSWORD)));
  for (const [index, [name, role, place, shown]] of PEOPLE.entries()) {
    const accountId = uuid();
    const passwordHash = hashes[index]!;
    await tx.manager.getRepository(Account).insert({ id: accountId, email: demoEmail(name), name: shown, passwordHash, enrolledAt: new Date() });
    await tx.manager
      .getRepository(Mandate)
      .insert({ id: uuid(), accountId, role, organisationId: places.get(place)!, validFrom: SINCE });
  }
}
