import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Temporal } from 'temporal-polyfill';
import { facts as someFacts } from '../support/builders.js';
import { makeContact } from '../support/people.js';
import { local, scenarios, type Scenario } from '../support/reference-tables.js';
import { refused } from '../support/refusals.js';
import { tablesWith } from '../support/tables.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const momentOf = ({ at }: Scenario): string => asText(local(at ?? '2026-10-13T10:00'));
const asText = (moment: Temporal.Instant): string => moment.toString({ timeZone: 'Europe/Brussels', smallestUnit: 'second' });

/** What a contact fills in: the level and the organisation come from her mandate. */
const filledIn = ({ facts: { level: _level, organisationPostalCode: _code, ...filled } }: Scenario) => filled;

function withoutPostalCodes({ placeOfFactsPostalCode: _place, ...facts }: ReturnType<typeof filledIn>) {
  return { ...facts, victims: facts.victims.map(({ residencePostalCode: _residence, ...victim }) => victim) };
}

const postalCodesIn = (scenario: Scenario): string[] =>
  JSON.stringify(filledIn(scenario)).match(/(?<="(?:placeOfFacts|residence)PostalCode":")\d{4}/g) ?? [];

/** The routing as both the preview and a sent consult show it. */
function expectRouting(routing: any, { expect: expected }: Scenario): void {
  expect(routing).toMatchObject({ provisional: expected.provisional ?? false, hiddenFrom: expected.hiddenFrom ?? [], policy: 'seed-2018' });
  expect(routing.also.map(({ team }: any) => team.code ?? team)).toEqual(expected.also ?? []);
  expect([...routing.before].sort()).toEqual(expected.before ?? []);
  const signposts = routing.signposts.map((one: any) => one.code ?? one);
  expect(signposts).toEqual(expect.arrayContaining(expected.signposts ?? []));
  expect(routing.why.length).toBeGreaterThan(0);
  expect(routing.why.join(' ')).not.toMatch(/\b(?!1712\b)\d{4}\b/);
}

describe('the fictional consults', () => {
  let world: World;
  let coordinator: Visitor;
  let admin: Visitor;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    coordinator = await world.signIn('coordinator');
    admin = await world.signIn('admin');
  });
  afterAll(() => world?.stop());

  it.each(scenarios)('$id, tried out by the coordinator and the admin: $expect.team', async (scenario) => {
    const { facts, expect: expected } = scenario;
    for (const who of [coordinator, admin]) {
      const { body } = await who.post('/routing/preview', { facts, at: momentOf(scenario) }).expect(200);
      expect(body).toMatchObject({ team: { code: expected.team, name: expect.stringMatching(/\S/) }, urgency: expected.urgency });
      expectRouting(body, scenario);
      for (const signpost of body.signposts) expect(signpost).toEqual({ code: expect.any(String), name: expect.stringMatching(/\S/) });
      if (expected.teamOpen !== undefined) expect(body.opening.open).toBe(expected.teamOpen);
      if (expected.announcedOpen !== undefined) expect(body.opening.announcedOpen).toBe(expected.announcedOpen);
      expect(body.opening.nextOpening === null).toBe(body.opening.announcedOpen);
      expect(body.opening.answerDue).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/);
    }
  });

  it.each(scenarios)('$id, asked by a contact at that moment: $expect.team, $expect.urgency', async (scenario) => {
    const { facts, question, expect: expected } = scenario;
    const contact = await makeContact(world, facts.level, facts.organisationPostalCode!);
    await world.setClock(momentOf(scenario));

    const preview = (await contact.post('/routing/preview', { facts: filledIn(scenario) }).expect(200)).body;
    expect(preview).toMatchObject({ team: { code: expected.team }, urgency: expected.urgency });
    expectRouting(preview, scenario);
    const announced = expected.announcedOpen ?? expected.teamOpen;
    if (announced !== undefined) expect(preview.opening).toMatchObject({ open: announced, announcedOpen: announced });

    const { body: sent } = await contact.post('/consults', { facts: filledIn(scenario), question, contactBy: 'portal', acknowledgedFindings: true }).expect(201);
    expect(sent).toMatchObject({
      status: 'submitted',
      urgency: expected.urgency,
      level: facts.level,
      team: { code: expected.team },
      facts: withoutPostalCodes(filledIn(scenario)),
      answerDue: preview.opening.answerDue,
      receipt: { to: preview.team.name, professionalSecrecy: true },
    });
    expectRouting(sent.routing, scenario);
    expect(sent.routing.why).toEqual(preview.why);
    expect(sent.facts).toEqual(withoutPostalCodes(filledIn(scenario)));

    // And the same when it is read again, by her as much as in the tables.
    const { body: read } = await contact.get(`/consults/${sent.id}`).expect(200);
    expect(read).toEqual(sent);
    for (const code of postalCodesIn(scenario)) expect(JSON.stringify({ ...read, question: '', id: '', reference: '' })).not.toMatch(new RegExp(`"${code}"`));
    const [row] = await world.query('select team_code, urgency, hidden_from from consults where id = $1', [sent.id]);
    expect(row).toEqual({ team_code: expected.team, urgency: expected.urgency, hidden_from: expected.hiddenFrom ?? [] });
  });

  it('no question stands in the tables in plain', async () => {
    for (const { question } of scenarios) expect(await tablesWith(world, question)).toEqual([]);
    expect(await world.query('select count(*)::int as n from consults')).toEqual([{ n: scenarios.length }]);
  });

  it('a contact has no say over the moment, the level or the organisation', async () => {
    const contact = await world.signIn('club-gent');
    const federation = await world.signIn('federatie');
    for (const who of [contact, federation]) {
      await who.post('/routing/preview', { facts: someFacts(), at: '2026-10-13T10:00:00+02:00' }).expect(refused(400, 'invalid', { at: 'unknown-field' }));
      await who.post('/routing/preview', { facts: { ...someFacts(), level: 'club' } }).expect(refused(400, 'invalid', { 'facts.level': 'unknown-field' }));
      await who
        .post('/routing/preview', { facts: { ...someFacts(), organisationPostalCode: '9000' } })
        .expect(refused(400, 'invalid', { 'facts.organisationPostalCode': 'unknown-field' }));
    }
  });

  it('who tries the table out must say for which level', async () => {
    await coordinator.post('/routing/preview', { facts: someFacts() }).expect(refused(400, 'invalid', { 'facts.level': 'required' }));
    await admin.post('/routing/preview', { facts: { ...someFacts(), level: 'club' } }).expect(200);
  });

  it('helpers and the privacy officer do not ask', async () => {
    for (const name of ['1712-ovl', '1712-ovl-vrijwilliger', '1712-ovl-lead', 'privacy']) {
      const who = await world.signIn(name);
      await who.post('/routing/preview', { facts: someFacts() }).expect(refused(403, 'role'));
    }
  });
});
