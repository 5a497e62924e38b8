import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '../../src/features/seed/demo-people.js';
import { consult } from '../support/builders.js';
import { news } from '../support/news.js';
import { makeAccount, makeMandate } from '../support/people.js';
import { refused } from '../support/refusals.js';
import { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

describe('a contact of two clubs', () => {
  let world: World;
  let mandates: { gent: string; hasselt: string };
  let her: Visitor;
  let counsellor: Visitor;
  let id: string;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    const organisationOf = async (name: string) =>
      (await world.query('select organisation_id from mandates m join accounts a on a.id = m.account_id where a.email like $1', [`${name}@%`]))[0].organisation_id;
    const account = await makeAccount(world, 'twee-clubs');
    const mandate = async (club: string) =>
      makeMandate(world, { account: account.id, role: 'club-contact', organisation: await organisationOf(club) });
    mandates = { gent: await mandate('club-gent'), hasselt: await mandate('club-hasselt') };
    her = await Visitor.signIn(world.url, account.email, DEMO_PASSWORD);
    counsellor = await world.signIn('1712-ovl');
    ({ id } = (await under('gent').post('/consults', consult()).expect(201)).body);
  });
  afterAll(() => world?.stop());
  afterEach(() => world.query('update mandates set suspended_at = null, valid_to = null'));

  /** The same session, acting under one of her mandates. */
  const under = (club: keyof typeof mandates) => {
    const with_ = <T extends { set(name: string, value: string): T }>(test: T): T => test.set('X-Mandate', mandates[club]);
    return {
      get: (path: string) => with_(her.get(path)),
      post: (path: string, body?: object) => with_(her.post(path, body)),
      put: (path: string, body?: object) => with_(her.put(path, body)),
    };
  };

  it('sees and writes what she asked for one club under that mandate only', async () => {
    await under('gent').get(`/consults/${id}`).expect(200);
    for (const path of ['', '/messages', '/timeline', '/proof', '/follow-ups']) {
      await under('hasselt').get(`/consults/${id}${path}`).expect(refused(404, 'not-found'));
    }
    await under('hasselt').post(`/consults/${id}/messages`, { kind: 'message', text: 'Nog iets.' }).expect(refused(404, 'not-found'));
    await under('hasselt').post(`/consults/${id}/escalations`, { extract: 'Iets.' }).expect(refused(404, 'not-found'));
    expect((await under('hasselt').get('/consults').expect(200)).body.items).toEqual([]);
    expect((await under('gent').get('/consults').expect(200)).body.items).toHaveLength(1);
  });

  it('sees nothing of it any more once that mandate is suspended, whatever else she holds', async () => {
    await world.query('update mandates set suspended_at = now() where id = $1', [mandates.gent]);
    await under('gent').get(`/consults/${id}`).expect(refused(403, 'no-mandate'));
    await under('hasselt').get(`/consults/${id}`).expect(refused(404, 'not-found'));
  });

  it('still hears of it when that mandate was renewed by a new one', async () => {
    await counsellor.put(`/consults/${id}/assignment`).expect(200);
    await news(world);
    const [old] = await world.query('select account_id, organisation_id from mandates where id = $1', [mandates.gent]);
    await world.query(`update mandates set valid_to = '2026-10-12' where id = $1`, [mandates.gent]);
    await makeMandate(world, { account: old.account_id, role: 'club-contact', organisation: old.organisation_id });
    await counsellor.post(`/consults/${id}/messages`, { kind: 'message', text: 'Dag.' }).expect(201);
    expect(await news(world)).toEqual([expect.stringMatching(/^twee-clubs-.*: consult.team-message$/)]);
  });
});
