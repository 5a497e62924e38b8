import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEmail } from '../../src/features/seed/demo-people.js';
import { consult } from '../support/builders.js';
import { makeMandate, makeOrganisation } from '../support/people.js';
import { Reader } from '../support/reader.js';
import { refused } from '../support/refusals.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** Everything that must be found, or must not, holds one of these. */
const HERS = ['vraagwoord', 'verhaalwoord', 'draadwoord', 'uittrekselwoord', 'afspraakwoord', '0470 00 17 12'];
const OTHERS = ['notawoord', 'antwoordwoord', 'collegawoord', 'Olga', 'Gust', 'Veerle', 'teamafspraak'];

/** Article 15: what Klankbord knows of the signed-in person, all of it, and not a word of anybody else. */
describe('what Klankbord knows of me', () => {
  let world: World;
  let griet: Visitor;
  let olga: Visitor;
  let asked: { id: string; reference: string };

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    let gust: Visitor;
    [griet, gust, olga] = (await Promise.all(['club-gent', 'club-gent-2', '1712-ovl'].map((name) => world.signIn(name)))) as [Visitor, Visitor, Visitor];
    const question = 'Een vraagwoord: hoe begin ik daarover?';
    asked = (await griet.post('/consults', consult({ question, narrative: 'Een verhaalwoord.', contactBy: 'phone', phone: '0470 00 17 12' })).expect(201)).body;
    const say = (who: Visitor, kind: string, text: string) => who.post(`/consults/${asked.id}/messages`, { kind, text }).expect(201);
    await say(griet, 'message', 'Nog een draadwoord.');
    await olga.put(`/consults/${asked.id}/assignment`).expect(200);
    await say(olga, 'internal-note', 'Een notawoord.');
    await olga.post(`/consults/${asked.id}/follow-ups`, { dueOn: '2026-10-30', text: 'Een teamafspraak.', owner: 'assignee' }).expect(201);
    await griet.post(`/consults/${asked.id}/follow-ups`, { dueOn: '2026-10-30', text: 'Een afspraakwoord.', owner: 'contact' }).expect(201);
    await say(olga, 'answer', 'Een antwoordwoord.');
    await griet.post(`/consults/${asked.id}/escalations`, { extract: 'Een uittrekselwoord voor de federatie.' }).expect(201);
    const colleagues = (await gust.post('/consults', consult({ question: 'Een collegawoord: wat nu?' })).expect(201)).body;
    await gust.put(`/consults/${colleagues.id}/sharing`, { accountId: griet.accountId }).expect(200);
    await griet.get(`/consults/${colleagues.id}`).expect(200);
  });
  afterAll(() => world?.stop());

  const exported = async (who: Visitor) => {
    const { text, headers } = await who.get('/me/export').expect(200);
    return { text, headers, all: JSON.parse(text) };
  };

  it('to an asker is her account and her own words, and nobody’s else', async () => {
    const { text, headers, all } = await exported(griet);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="klankbord-gegevens.json"',
      'cache-control': 'no-store',
    });
    expect(HERS.filter((word) => !text.includes(word))).toEqual([]);
    expect(OTHERS.filter((word) => text.includes(word))).toEqual([]);
    expect(all).toMatchObject({
      madeAt: '2026-10-13T10:00:00+02:00',
      account: { email: demoEmail('club-gent'), name: 'Griet Voorbeeld', suspendedAt: null },
      preferences: { mails: 'at-once' },
      mandates: [{ role: 'club-contact', organisation: 'Turnkring De Zwaluw', validFrom: '2012-03-13', validTo: null, shown: null }],
      signIns: [{ result: 'ok', network: '127.0.0.0/24' }],
      consults: [{ reference: asked.reference, status: 'answered', facts: { kind: 'incident' }, messages: [{ text: 'Nog een draadwoord.' }] }],
      consultsBefore: [],
      handled: [],
    });
    expect(all.sessions).toHaveLength(1);
    expect(all.consults).toHaveLength(1);
    expect(text).not.toContain(griet.cookie.split('=')[1]!);
  });

  it('holds all that she did, the export itself as the last', async () => {
    const { all } = await exported(griet);
    const [{ n }] = await world.query('select count(*)::int as n from audit_events where account_id = $1', [griet.accountId]);
    expect(all.deeds).toHaveLength(n);
    expect(all.deeds).toContainEqual({ at: expect.any(String), action: 'consult.submit', kind: 'consult', result: 'ok' });
    const own = await world.query(
      `select action, result from audit_events where account_id = $1 and id > (select id from audit_events where action = 'account.export' order by id desc limit 1) order by id`,
      [griet.accountId],
    );
    expect(own).toEqual([
      { action: 'vault.open', result: 'exported' },
      { action: 'consult.read', result: 'ok' },
      { action: 'vault.open', result: 'exported' },
      { action: 'escalation.read', result: 'ok' },
    ]);
  });

  it('to a counsellor is what she handled, by number and day, and no word of it', async () => {
    const { text, all } = await exported(olga);
    expect([...HERS, ...OTHERS].filter((word) => word !== 'Olga' && text.includes(word))).toEqual([]);
    expect(text).not.toMatch(/Griet|Zwaluw/);
    expect(all.handled).toEqual([{ reference: asked.reference, submittedAt: '2026-10-13T10:00:00+02:00', closedAt: null, messagesWritten: 2 }]);
    expect(all.explanation.join()).toContain('hoort bij hun vraag');
    expect(all.consults).toEqual([]);
  });

  it.each(['1712-ovl-vrijwilliger', 'coordinator', 'admin', 'privacy', 'federatie'])('to %s is the account, and no consult', async (name) => {
    const who = await world.signIn(name);
    const { text, all } = await exported(who);
    expect(all).toMatchObject({ account: { email: demoEmail(name) }, consults: [], handled: [] });
    expect([...HERS, ...OTHERS].filter((word) => !(name.includes('vrijwilliger') && word === 'Veerle') && text.includes(word))).toEqual([]);
  });

  it('under another mandate is all of hers too; of a mandate that is over the number and the days', async () => {
    const zoe = await world.signIn('club-zwijndrecht');
    const { reference } = (await zoe.post('/consults', consult({ question: 'Een eigenwoord: wat nu?' })).expect(201)).body;
    await makeMandate(world, { account: zoe.accountId, role: 'club-contact', organisation: await makeOrganisation(world, { kind: 'club', postalCode: '9000' }) });
    const [{ organisation }] = await world.query('select organisation_id as organisation from mandates where id = $1', [zoe.mandateId]);
    await makeMandate(world, { account: zoe.accountId, role: 'club-contact', organisation });
    const { text, all } = await exported(zoe);
    expect(text).toContain('eigenwoord');
    expect([all.mandates.length, all.consults.length]).toEqual([3, 1]);
    await world.query(`update mandates set valid_to = '2025-10-12' where account_id = $1 and organisation_id = $2`, [zoe.accountId, organisation]);
    const after = await exported(zoe);
    expect(after.text).not.toContain('eigenwoord');
    expect(after.all.consultsBefore).toMatchObject([{ reference, status: 'submitted' }]);
  });

  it('does not count as opening what is others’: she is not braked by it', async () => {
    const [{ content }] = await world.query(`select content from reference_sets where kind = 'brakes'`);
    await world.query(`insert into reference_sets (id, kind, valid_from, content) select uuidv7(), 'brakes', max(valid_from) + 1, $1 from reference_sets where kind = 'brakes'`, [
      { ...content, perRole: { 'club-contact': 3 }, stopFactor: 1 },
    ]);
    const hans = await world.signIn('club-halle');
    for (let nth = 0; nth < 5; nth += 1) await hans.post('/consults', consult()).expect(201);
    const opened = () => world.query(`select count(*)::int as n from audit_events where action = 'vault.open' and result = 'ok' and account_id = $1`, [hans.accountId]);
    const before = await opened();
    expect((await exported(hans)).all.consults).toHaveLength(5);
    expect(await opened()).toEqual(before);
  });

  it('is asked a few times in ten minutes, not more', async () => {
    const hilde = await world.signIn('club-hasselt');
    const tries = await Promise.all(Array.from({ length: 8 }, () => hilde.get('/me/export')));
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    const { headers } = await hilde.get('/me/export').expect(refused(429, 'too-many-exports'));
    expect(Number(headers['retry-after'])).toBeGreaterThan(500);
  });

  it('needs a sign-in', () => world.anyone().get('/me/export').expect(refused(401, 'not-signed-in')));

  it('is a page too, found beside her preferences, where a browser lands that asks for it', async () => {
    const page = await Reader.signIn(world.url, 'federatie');
    await page.open('/meldingen');
    expect(page.html).toContain('href="/mijn-gegevens"');
    await page.open('/mijn-gegevens');
    expect(page.text).toContain(demoEmail('federatie'));
    const answer = await page.agent.get('/api/v1/me/export').set('accept', 'text/html,*/*').expect(303);
    expect(answer.headers.location).toBe('/mijn-gegevens');
    const file = await page.agent.get('/mijn-gegevens/bestand').expect(200);
    expect(JSON.parse(file.text).account.email).toBe(demoEmail('federatie'));
  });
});
