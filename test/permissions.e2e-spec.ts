import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONSULT_PERMISSIONS, inScope, scopesOf, type ConsultAction, type ConsultInView } from '../src/domain/permissions.js';
import { ROLES } from '../src/domain/vocabulary.js';
import { scopeSql } from '../src/features/consults/consult-scope.js';
import { CAST, MARKS, NAMES, setStage, storyOf, TITLES, WITHOUT_MANDATE } from './support/permissions/cast.js';
import type { Name, Stage, Title } from './support/permissions/cast.js';
import { Keepsake, READS, requestFor, send, withoutRequestId, type Answer } from './support/permissions/operations.js';
import { OPERATIONS, policyFor, type Operation, type Verdict } from './support/permissions/table.js';
import { World } from './support/world.js';

let world: World;
let stage: Stage;
let kept: Keepsake;

beforeAll(async () => {
  world = await World.start({ worker: false });
  await world.setClock('2026-10-13T10:00:00+02:00');
  stage = await setStage(world);
  kept = await Keepsake.of(world, Object.values(stage.ids));
}, 60_000);
afterAll(() => world?.stop());

const ask = (name: Name, title: Title, operation: Operation, id: string = stage.ids[title]): Promise<Answer> =>
  send(world, stage.visitors[name], id, requestFor(operation, stage.colleagues[title]));

const verdictOf = ({ status }: Answer): Verdict => (status >= 200 && status < 300 ? 'ok' : (String(status) as Verdict));

/** What must be refused is tried all at once. */
async function tryAll(name: Name, title: Title, operations: readonly Operation[]): Promise<Map<Operation, Answer>> {
  const answers = await Promise.all(operations.map((one) => ask(name, title, one)));
  return new Map(operations.map((one, i) => [one, answers[i]!]));
}

/** Whether not a row changed; if one did, these are put back, so that the next test does not suffer from it. */
async function unchanged(...titles: Title[]): Promise<boolean> {
  const same = await kept.unchanged();
  if (!same) for (const title of titles) await kept.restore(stage.ids[title]);
  return same;
}

/** What must succeed is done, and undone. */
async function tryOne(name: Name, title: Title, operation: Operation): Promise<Verdict> {
  const verdict = verdictOf(await ask(name, title, operation));
  // Reading messages marks them as read; of the other reads nothing is kept here.
  if (operation === 'messages' || !READS.includes(operation)) await kept.restore(stage.ids[title]);
  if (operation === 'discard') await kept.restoreKeys();
  return verdict;
}

describe.each(TITLES)('%s', (title) => {
  const { state, who } = storyOf(title);

  it.each(Object.entries(who) as [Name, string][])(`to %s, %s of a consult that is ${state}, does what the table says`, async (name, relation) => {
    const says = policyFor(state, relation);
    const undecided = OPERATIONS.filter((one) => says[one] === '?');
    const done = OPERATIONS.filter((one) => says[one] === 'ok');
    const refusals = await tryAll(name, title, OPERATIONS.filter((one) => !done.includes(one) && !undecided.includes(one)));
    const nothingChanged = await unchanged(title);
    const is: Partial<Record<Operation, Verdict>> = Object.fromEntries(undecided.map((one) => [one, '?']));
    for (const [operation, answer] of refusals) is[operation] = verdictOf(answer);
    for (const operation of done) is[operation] = await tryOne(name, title, operation);
    expect({ ...is, nothingChanged }).toEqual({ ...says, nothingChanged: true });
    const said = [...refusals.values()].map(({ text }) => text).join();
    expect(Object.entries(MARKS).filter(([word, mark]) => word !== 'counsellor' && said.includes(mark))).toEqual([]);
  });
});

describe('a consult that is not one’s business', () => {
  const withMandate = NAMES.filter((name) => name !== 'nobody' && !WITHOUT_MANDATE.includes(name));
  const answersOf = async (name: Name, id: string) =>
    new Map(await Promise.all(OPERATIONS.map(async (one) => [one, withoutRequestId(await ask(name, TITLES[0]!, one, id))] as const)));

  /** Of the kinds of message one: to who does not see the consult, the others are the same request. */
  const ONE_OF_EACH_ROUTE = OPERATIONS.filter((one) => !['question', 'answer', 'note'].includes(one));

  // Everybody asks for every consult, and tries every route on a third of them, each a different third: of any two
  // of person, consult and route every pair is tried. (All three: thousands of requests, a minute more.)
  it.each(withMandate)('to %s is what is not there: the same answer to the byte, whatever is tried, and nothing changes', async (name) => {
    const turn = NAMES.indexOf(name);
    const unknown = await answersOf(name, randomUUID());
    expect([...unknown.values()].map(({ status }) => status)).toEqual(OPERATIONS.map(() => 404));
    expect(await answersOf(name, 'dossier-7')).toEqual(unknown);
    const hidden = TITLES.filter((one) => !(name in storyOf(one).who));
    const unlike: string[] = [];
    for (const [row, title] of hidden.entries()) {
      const tried = ONE_OF_EACH_ROUTE.filter((one, column) => one === 'detail' || (row + column + turn) % 3 === 0);
      for (const [operation, answer] of await tryAll(name, title, tried)) {
        if (!isDeepStrictEqual(withoutRequestId(answer), unknown.get(operation))) unlike.push(`${title}: ${operation}`);
      }
    }
    const nothingChanged = await unchanged(...hidden);
    expect({ unlike, nothingChanged }).toEqual({ unlike: [], nothingChanged: true });
  });

  it.each<[Name, number, string]>([
    ['nobody', 401, 'not-signed-in'],
    ['Emiel', 403, 'no-mandate'],
    ['Saar', 403, 'no-mandate'],
    ['Stef', 401, 'not-signed-in'],
  ])('to %s, as everything, is refused with %i before anybody looks for it', async (name, status, type) => {
    const unknown = await answersOf(name, randomUUID());
    for (const { status: is, text } of unknown.values()) expect([is, JSON.parse(text).type]).toEqual([status, type]);
    const answers = await tryAll(name, 'Zoë’s consult, of a club that Nele does not know', OPERATIONS);
    expect(await unchanged()).toBe(true);
    for (const [operation, answer] of answers) expect(withoutRequestId(answer)).toEqual(unknown.get(operation));
    for (const title of TITLES) expect((await ask(name, title, 'detail')).status).toBe(status);
  });

  it('with a stale version or a wrong body is still what is not there', async () => {
    const sent = async (id: string, body: object, headers: Record<string, string> = {}) => {
      const { status, text } = await stage.visitors.Lies.put(`/consults/${id}/closure`, body).set(headers);
      return withoutRequestId({ status, headers: [], text });
    };
    const answered = stage.ids['Griet’s, answered by Olga'];
    const stale = { 'if-match': '"99"' };
    expect(await sent(answered, { outcome: 'resolved' }, stale)).toEqual(await sent(randomUUID(), { outcome: 'resolved' }, stale));
    expect(await sent(answered, { outcome: 'nonsense' })).toEqual(await sent(randomUUID(), { outcome: 'nonsense' }));
  });
});

describe('the list', () => {
  // That exactly these open, and no other, is what was tried above.
  it.each(NAMES)('of %s holds exactly the consults that open to them', async (name) => {
    const visitor = stage.visitors[name];
    const { status, body } = await visitor.get('/consults?limit=100');
    if (name === 'nobody' || name === 'Stef') return expect(status).toBe(401);
    if (WITHOUT_MANDATE.includes(name) || name === 'Ann' || name === 'Pieter') return expect(status).toBe(403);
    const opening = TITLES.filter((title) => name in storyOf(title).who).map((title) => stage.ids[title]);
    expect(body.items.map((item: { id: string }) => item.id).sort()).toEqual(opening.sort());
  });

  it('turned page by page is the same list', async () => {
    const { Olga } = stage.visitors;
    const { body: whole } = await Olga.get('/consults?limit=100');
    const pages: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await Olga.get(`/consults?limit=3${cursor && `&cursor=${cursor}`}`).expect(200);
      const body: { items: unknown[]; nextCursor: string | null } = page.body;
      pages.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(pages).toEqual(whole.items);
  });

  it.each(NAMES.filter((name) => !['nobody', 'Ann', 'Pieter', ...WITHOUT_MANDATE].includes(name)))(
    'of %s holds no text, no fact, no asker',
    async (name) => {
      const { text } = await stage.visitors[name].get('/consults?limit=100').expect(200);
      const { counsellor, ...never } = MARKS;
      expect(Object.values(never).filter((mark) => text.includes(mark))).toEqual([]);
      expect(text).not.toMatch(/"(facts|question|narrative|routing|receipt|contact|asker)"/);
      if (CAST[name].startsWith('club') || CAST[name].startsWith('fed')) expect(text).not.toContain(counsellor);
    },
  );
});

/** Everything that this person can read of this consult, and which of the marked words stand in it. */
async function reads(name: Name, title: Title): Promise<string> {
  const answers = [];
  for (const operation of READS) answers.push(await ask(name, title, operation));
  await kept.restore(stage.ids[title]);
  const [detail, , timeline] = answers.map(({ text }) => text) as [string, string, string];
  const all = answers.map(({ text }) => text).join();
  const words = Object.entries(MARKS).filter(([, mark]) => all.includes(mark)).map(([word]) => word);
  if (JSON.parse(detail).facts) words.push('facts');
  if (JSON.parse(detail).routing) words.push('why');
  if (JSON.parse(detail).receipt?.crosses) words.push('receipt');
  if (timeline.includes('internal-note')) words.push('noted');
  return words.sort().join(' ');
}

describe('what each reads of a consult', () => {
  const ASKED = 'facts question receipt thread why';
  const TEAM = 'counsellor facts question thread why';

  it.each<[Name, Title, string]>([
    ['Griet', 'Griet’s, claimed by Olga', 'club facts name narrative phone question receipt thread why'],
    ['Olga', 'Griet’s, claimed by Olga', 'club counsellor facts name narrative note noted phone question thread why'],
    ['Omar', 'Griet’s, claimed by Olga', 'club counsellor facts name narrative note noted phone question thread why'],
    ['Lotte', 'Griet’s, claimed by Olga', 'club counsellor facts name narrative note noted phone question thread why'],
    ['Veerle', 'Griet’s, claimed by Olga', 'counsellor'],
    ['Cis', 'Griet’s, claimed by Olga', 'counsellor'],
    ['Veerle', 'Griet’s, held by a volunteer', 'club counsellor facts name narrative note noted phone question thread why'],
    ['Cis', 'Griet’s, held by a volunteer', ''],
    ['Griet', 'Griet’s, about which Olga asked something', ASKED],
    ['Olga', 'Griet’s, about which Olga asked something', TEAM],
    ['Griet', 'Griet’s, answered by Olga', ASKED],
    ['Omar', 'Griet’s, answered by Olga', TEAM],
    ['Gust', 'Griet’s, shared with Gust', ASKED],
    ['Griet', 'Griet’s, withdrawn after Olga claimed it', 'club facts name narrative question receipt thread why'],
    ['Olga', 'Griet’s, withdrawn after Olga claimed it', 'counsellor'],
    ['Lotte', 'Griet’s, withdrawn after Olga claimed it', 'counsellor'],
    ['Griet', 'Griet’s, about somebody of Olga’s team', ASKED],
    ['Wim', 'Griet’s, about somebody of Olga’s team', 'facts question thread why'],
    ['Cis', 'Griet’s, about somebody of Olga’s team', ''],
    ['Luc', 'Luc’s, at the coordination', 'facts question receipt why'],
    ['Cis', 'Luc’s, at the coordination', 'facts why'],
    ['Vera', 'Fatima’s, at a VK', 'facts question thread why'],
  ])('%s reads of “%s”: %s', async (name, title, words) => {
    expect(await reads(name, title)).toBe(words);
  });

  it.each<Name>(['Griet', 'Olga', 'Veerle', 'Cis'])('%s reads reference, status, urgency, level, region and dates', async (name) => {
    const { text } = await ask(name, 'Griet’s, answered by Olga', 'detail');
    expect(JSON.parse(text)).toMatchObject({
      reference: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
      status: 'answered',
      urgency: 'normal',
      level: 'club',
      region: expect.any(String),
      team: { code: '1712-oost-vlaanderen' },
      createdAt: '2026-10-13T10:00:00+02:00',
      submittedAt: '2026-10-13T10:00:00+02:00',
      answeredAt: '2026-10-13T10:00:00+02:00',
      assignee: name === 'Griet' ? null : { name: MARKS.counsellor },
    });
  });
});

describe('the pure scopes and their SQL', () => {
  it.each(NAMES.filter((name) => name !== 'nobody'))('say the same of every consult, if %s had any of the roles', async (name) => {
    const me = stage.people.get(name)!;
    const consults: ConsultInView[] = await world.query(
      `select c.status, c.asker_account_id as "askerAccountId", c.organisation_id as "organisationId",
         c.assignee_account_id as "assigneeAccountId", c.team_code as "teamCode", c.hidden_from as "hiddenFrom",
         coalesce(t.kind = 'line1712', false) as "teamIs1712", coalesce(t.kind = 'coordination1712', false) as "teamIsCoordination",
         $1 in (select account_id from consult_shares s where s.consult_id = c.id) as "sharedWithViewer",
         $1 in (select account_id from mandates m where m.organisation_id = c.organisation_id) as "viewerKnowsOrganisation"
       from consults c left join teams t on t.code = c.team_code order by c.id`,
      [me.accountId],
    );
    for (const role of ROLES) {
      const person = { ...me, role };
      const viewer = { ...person, teamCode: me.team?.code ?? null };
      const tried = new Set<string>();
      for (const action of Object.keys(CONSULT_PERMISSIONS) as ConsultAction[]) {
        const scopes = scopesOf(action, role);
        if (tried.has(scopes.join())) continue;
        tried.add(scopes.join());
        const { where, parameters } = scopeSql(action, person);
        const rows: { yes: boolean }[] = await world.query(
          `select coalesce(${where}, false) as yes from consults c left join teams t on t.code = c.team_code order by c.id`,
          parameters,
        );
        const pure = consults.map((consult) => scopes.some((scope) => inScope(scope, viewer, consult)));
        expect({ role, scopes, yes: rows.map(({ yes }) => yes) }).toEqual({ role, scopes, yes: pure });
      }
    }
  });
});
