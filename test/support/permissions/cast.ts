import { v7 as uuid } from 'uuid';
import { DEMO_PASSWORD, demoEmail } from '../../../src/features/seed/demo-people.js';
import { People } from '../../../src/platform/auth/people.js';
import type { Person } from '../../../src/platform/database/actor.js';
import type { Role } from '../../../src/domain/vocabulary.js';
import { consult, facts, highFacts } from '../builders.js';
import { makeAccount, makeMandate, makeOrganisation } from '../people.js';
import { Visitor } from '../visitor.js';
import type { World } from '../world.js';

/** Everybody who looks. The demo people by their name there; the others are made here. */
export const CAST = {
  Griet: 'club-gent',
  Gust: 'club-gent-2',
  Zoë: 'club-zwijndrecht',
  Hilde: 'club-hasselt',
  Fatima: 'federatie',
  Frank: 'federatie-2',
  Luc: 'contact of a federation in Liège, outside every Flemish region',
  Olga: '1712-ovl',
  Omar: '1712-ovl-2',
  Lotte: '1712-ovl-lead',
  Veerle: '1712-ovl-vrijwilliger',
  Nele: 'counsellor at 1712 Oost-Vlaanderen who was a contact of Griet’s club before',
  Wim: 'counsellor at 1712 West-Vlaanderen, the neighbour',
  Lies: '1712-lim',
  Vera: 'vk-ovl',
  Cis: 'coordinator',
  Ann: 'admin',
  Pieter: 'privacy',
  Elke: 'contact of Griet’s club whose mandate ended',
  Xandra: 'contact of Griet’s club whose registration expired',
  Karel: 'contact of Griet’s club whose mandate ended for cause',
  Emiel: 'counsellor at 1712 Oost-Vlaanderen whose mandate ended',
  Saar: 'counsellor at 1712 Oost-Vlaanderen whose mandate is suspended',
  Stef: 'counsellor at 1712 Oost-Vlaanderen whose account is suspended',
  nobody: 'not signed in',
} as const;
export type Name = keyof typeof CAST;
export const NAMES = Object.keys(CAST) as Name[];
export const WITHOUT_MANDATE: readonly Name[] = ['Karel', 'Emiel', 'Saar', 'Stef'];

export type Relation =
  | 'its asker' | 'ended asker' | 'reads along' | 'assignee' | 'counsellor' | 'lead' | 'volunteer' | 'assigned volunteer' | 'coordinator';

interface Story {
  /** A heading of the table. */
  state: string;
  /** Who knows that it is there, and as what; to everybody else it is not. */
  who: Partial<Record<Name, Relation>>;
}

const OVL = { Olga: 'counsellor', Omar: 'counsellor', Lotte: 'lead', Veerle: 'volunteer', Cis: 'coordinator' } as const;
const GRIETS = { Griet: 'its asker', ...OVL } as const;
const HELD_BY_OLGA = { ...GRIETS, Olga: 'assignee' } as const;

export const STORIES = {
  'Griet’s draft': { state: 'draft', who: { Griet: 'its asker' } },
  'Griet’s consult that nobody claimed': { state: 'waiting', who: GRIETS },
  'Griet’s high one that nobody claimed': { state: 'waiting and high', who: GRIETS },
  'Griet’s, claimed by Olga': { state: 'in progress', who: HELD_BY_OLGA },
  'Griet’s, held by a volunteer': { state: 'in progress', who: { ...GRIETS, Veerle: 'assigned volunteer' } },
  'Griet’s, about which Olga asked something': { state: 'waiting for her', who: HELD_BY_OLGA },
  'Griet’s, answered by Olga': { state: 'answered', who: HELD_BY_OLGA },
  'Griet’s, shared with Gust': { state: 'waiting', who: { ...GRIETS, Gust: 'reads along' } },
  'Griet’s, shared and then about somebody of the club': { state: 'waiting and hidden from the club', who: GRIETS },
  'Griet’s, closed': { state: 'closed', who: HELD_BY_OLGA },
  'Griet’s, withdrawn after Olga claimed it': { state: 'withdrawn', who: HELD_BY_OLGA },
  'Griet’s, about somebody of Olga’s team': { state: 'waiting', who: { Griet: 'its asker', Wim: 'counsellor', Cis: 'coordinator' } },
  'Gust’s consult': { state: 'waiting', who: { Gust: 'its asker', ...OVL } },
  'Elke’s, about which Olga asked something': { state: 'waiting for her', who: { ...OVL, Elke: 'ended asker', Olga: 'assignee' } },
  'Elke’s, closed': { state: 'closed', who: { ...OVL, Olga: 'assignee' } },
  'Xandra’s, claimed by Olga': { state: 'in progress', who: { ...OVL, Xandra: 'its asker', Olga: 'assignee' } },
  'Zoë’s consult, of a club that Nele does not know': { state: 'waiting', who: { Zoë: 'its asker', ...OVL, Nele: 'counsellor' } },
  'Hilde’s, in Limburg': { state: 'in progress', who: { Hilde: 'its asker', Lies: 'assignee', Cis: 'coordinator' } },
  'Fatima’s, at a VK': { state: 'in progress', who: { Fatima: 'its asker', Vera: 'assignee' } },
  'Luc’s, at the coordination': { state: 'waiting', who: { Luc: 'its asker', Cis: 'coordinator' } },
} satisfies Record<string, Story>;
export type Title = keyof typeof STORIES;
export const TITLES = Object.keys(STORIES) as Title[];
export const storyOf = (title: Title): Story => STORIES[title];

/** What must not be found where it does not belong: every text holds one of these. */
export const MARKS = {
  question: 'vraagwoord',
  narrative: 'verhaalwoord',
  thread: 'draadwoord',
  note: 'notawoord',
  phone: '0470 00 17 12',
  name: 'Griet Voorbeeld',
  club: 'Turnkring De Zwaluw',
  counsellor: 'Olga (1712)',
} as const;

export interface Stage {
  visitors: Record<Name, Visitor>;
  /** Under the mandate that each had when the play began. */
  people: Map<Name, Person>;
  ids: Record<Title, string>;
  /** Somebody else of the asker's organisation, of the team that answers. */
  colleagues: Record<Title, { ofAsker: string; ofTeam: string }>;
}

/** Signs everybody in, plays the stories through the real requests, then takes away the mandates that end. */
export async function setStage(world: World): Promise<Stage> {
  const emails = await makeTheOthers(world);
  const visitors = { nobody: world.anyone() } as Record<Name, Visitor>;
  await Promise.all(
    NAMES.filter((name) => name !== 'nobody').map(async (name) => {
      visitors[name] = await Visitor.signIn(world.url, emails.get(name) ?? demoEmail(CAST[name]), DEMO_PASSWORD);
    }),
  );
  const people = new Map<Name, Person>();
  for (const name of NAMES) {
    const [person] = name === 'nobody' ? [] : await world.app.get(People).mandatesOf(visitors[name].accountId);
    if (person) people.set(name, person);
  }
  const ids = await play(visitors);
  const colleagues = await makeColleagues(world, ids);
  const { Elke, Xandra, Karel, Emiel, Saar, Stef } = visitors;
  await world.query(`update mandates set ended_on = '2026-10-12', ending_reason = 'left' where id = $1`, [Elke.mandateId]);
  await world.query(`update mandates set valid_to = '2025-10-13' where id = $1`, [Xandra.mandateId]);
  await world.query(`update mandates set ended_on = '2026-10-31', ending_reason = 'for-cause' where id = $1`, [Karel.mandateId]);
  for (const name of ['Elke', 'Xandra'] as const) people.set(name, (await world.app.get(People).mandatesOf(visitors[name].accountId))[0]!);
  await world.query(`update mandates set valid_to = '2026-10-12' where id = $1`, [Emiel.mandateId]);
  await world.query(`update mandates set suspended_at = now() where id = $1`, [Saar.mandateId]);
  await world.query(`update accounts set suspended_at = now() where id = $1`, [Stef.accountId]);
  return { visitors, people, ids, colleagues };
}

async function makeTheOthers(world: World): Promise<Map<Name, string>> {
  const teamOf = async (code: string): Promise<string> =>
    (await world.query('select organisation_id from teams where code = $1', [code]))[0].organisation_id;
  const [{ id: club }] = await world.query('select id from organisations where name = $1', [MARKS.club]);
  const emails = new Map<Name, string>();
  const make = async (name: Name, role: Role, organisation: string): Promise<string> => {
    const { id, email } = await makeAccount(world, name.toLowerCase());
    await makeMandate(world, { account: id, role, organisation });
    emails.set(name, email);
    return id;
  };
  await make('Luc', 'federation-contact', await makeOrganisation(world, { kind: 'federation', postalCode: '4000' }));
  await make('Wim', 'counsellor', await teamOf('1712-west-vlaanderen'));
  const ovl = await teamOf('1712-oost-vlaanderen');
  for (const name of ['Emiel', 'Saar', 'Stef'] as const) await make(name, 'counsellor', ovl);
  for (const name of ['Elke', 'Xandra', 'Karel'] as const) await make(name, 'club-contact', club);
  const nele = await make('Nele', 'counsellor', ovl);
  await makeMandate(world, { account: nele, role: 'club-contact', organisation: club, to: '2013-01-01' });
  return emails;
}

async function play({ Griet, Gust, Elke, Xandra, Zoë, Hilde, Fatima, Luc, Olga, Veerle, Lies, Vera }: Record<Name, Visitor>) {
  const ask = async (who: Visitor, more: object = {}): Promise<string> => {
    const question = `Een ${MARKS.question}: hoe begin ik daarover?`;
    const { body } = await who.post('/consults', consult({ question, ...more })).expect(201);
    return body.id;
  };
  const say = (who: Visitor, id: string, kind: string, text: string) =>
    who.post(`/consults/${id}/messages`, { kind, text }).expect(201);
  const claim = (who: Visitor, id: string) => who.put(`/consults/${id}/assignment`).expect(200);
  /** Asked, talked about, claimed. */
  const claimed = async (who: Visitor, by: Visitor, more: object = {}): Promise<string> => {
    const id = await ask(who, more);
    await say(who, id, 'message', `Nog een ${MARKS.thread}.`);
    await claim(by, id);
    return id;
  };
  const shown = { narrative: `Een ${MARKS.narrative}.`, contactBy: 'phone', phone: MARKS.phone, showMe: true };
  const ids = {} as Record<Title, string>;

  const draft = await Griet.post('/consults?draft=true', consult({ question: `Een ${MARKS.question}` })).expect(201);
  ids['Griet’s draft'] = draft.body.id;
  ids['Griet’s consult that nobody claimed'] = await ask(Griet);
  ids['Griet’s high one that nobody claimed'] = await ask(Griet, { facts: highFacts() });

  const busy = (ids['Griet’s, claimed by Olga'] = await claimed(Griet, Olga, shown));
  await say(Olga, busy, 'internal-note', `Een ${MARKS.note}.`);
  const held = (ids['Griet’s, held by a volunteer'] = await claimed(Griet, Veerle, shown));
  await say(Olga, held, 'internal-note', `Een ${MARKS.note}.`);

  const asked = (ids['Griet’s, about which Olga asked something'] = await claimed(Griet, Olga));
  await say(Olga, asked, 'information-request', 'Hoe lang is dat al zo?');
  const answered = (ids['Griet’s, answered by Olga'] = await claimed(Griet, Olga));
  await say(Olga, answered, 'answer', 'Vraag eerst wat zij zelf wil.');

  const share = (id: string) => Griet.put(`/consults/${id}/sharing`, { accountId: Gust.accountId }).expect(200);
  const conflict = (id: string, level: string) =>
    Griet.put(`/consults/${id}/conflict-of-interest`, { levels: [level] }).expect(200);
  await share((ids['Griet’s, shared with Gust'] = await ask(Griet)));
  await say(Griet, ids['Griet’s, shared with Gust'], 'message', `Nog een ${MARKS.thread}.`);
  await share((ids['Griet’s, shared and then about somebody of the club'] = await ask(Griet)));
  await conflict(ids['Griet’s, shared and then about somebody of the club'], 'club');

  const closed = (ids['Griet’s, closed'] = await claimed(Griet, Olga));
  await say(Olga, closed, 'answer', 'Vraag eerst wat zij zelf wil.');
  await Griet.put(`/consults/${closed}/closure`, { outcome: 'resolved' }).expect(200);
  const withdrawn = (ids['Griet’s, withdrawn after Olga claimed it'] = await claimed(Griet, Olga, shown));
  await say(Olga, withdrawn, 'internal-note', `Een ${MARKS.note}.`);
  await Griet.put(`/consults/${withdrawn}/withdrawal`, {}).expect(200);
  const moved = (ids['Griet’s, about somebody of Olga’s team'] = await claimed(Griet, Olga));
  await say(Olga, moved, 'internal-note', `Een ${MARKS.note}.`);
  await conflict(moved, 'team');

  await Griet.put(`/consults/${ids['Griet’s, shared with Gust']}/sharing`, { accountId: Elke.accountId }).expect(200);
  const elkes = (ids['Elke’s, about which Olga asked something'] = await claimed(Elke, Olga));
  await say(Olga, elkes, 'information-request', 'Hoe lang is dat al zo?');
  const over = (ids['Elke’s, closed'] = await claimed(Elke, Olga));
  await say(Olga, over, 'answer', 'Vraag eerst wat zij zelf wil.');
  await Elke.put(`/consults/${over}/closure`, { outcome: 'resolved' }).expect(200);
  ids['Xandra’s, claimed by Olga'] = await claimed(Xandra, Olga);

  ids['Gust’s consult'] = await ask(Gust);
  ids['Zoë’s consult, of a club that Nele does not know'] = await ask(Zoë);
  ids['Hilde’s, in Limburg'] = await claimed(Hilde, Lies);
  const nearGent = { facts: facts({ victims: [{ ageBand: '12-15', residencePostalCode: '9000' }] }) };
  ids['Fatima’s, at a VK'] = await claimed(Fatima, Vera, nearGent);
  ids['Luc’s, at the coordination'] = await ask(Luc);
  return ids;
}

/** To share with and to hand over to, in every organisation and team of the play. */
async function makeColleagues(world: World, ids: Record<Title, string>): Promise<Stage['colleagues']> {
  const made = new Map<string, string>();
  const colleagueIn = async (organisation: string, role: Role): Promise<string> => {
    if (!made.has(organisation)) {
      const { id } = await makeAccount(world, 'collega');
      await makeMandate(world, { account: id, role, organisation });
      made.set(organisation, id);
    }
    return made.get(organisation)!;
  };
  const colleagues = {} as Stage['colleagues'];
  for (const title of TITLES) {
    const [row] = await world.query(
      `select c.organisation_id, c.level, t.organisation_id as team
       from consults c left join teams t on t.code = c.team_code where c.id = $1`,
      [ids[title]],
    );
    colleagues[title] = {
      ofAsker: await colleagueIn(row.organisation_id, `${row.level}-contact` as Role),
      ofTeam: row.team ? await colleagueIn(row.team, 'counsellor') : uuid(),
    };
  }
  return colleagues;
}
