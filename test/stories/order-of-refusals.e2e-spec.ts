import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { DEMO_PASSWORD } from '../../src/features/seed/demo-people.js';
import { consult, facts, highFacts } from '../support/builders.js';
import { makeAccount, makeMandate, makeOrganisation } from '../support/people.js';
import { rawRequest } from '../support/raw-request.js';
import { refused } from '../support/refusals.js';
import { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const API = '/api/v1';
const NOBODY = '0190a0b0-0000-7000-8000-000000000000';
const NAMED = 'Bel Jan Peeters op 0479 12 34 56.';
const BROKEN = '{"question":';
const HUGE = `{"question":"${'a'.repeat(500_000)}"}`;

/** 401 · 403 csrf · 400 shape · 404 · 403 role · 412 · 409 · 422: whatever is wrong, the first of these is said. */
describe('the order of refusals', () => {
  let world: World;
  let contact: Visitor;
  let counsellor: Visitor;
  let elsewhere: Visitor;
  let volunteer: Visitor;
  let admin: Visitor;
  let asked: string;
  let urgent: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    const names = ['club-gent', '1712-ovl', '1712-lim', '1712-ovl-vrijwilliger', 'admin'];
    [contact, counsellor, elsewhere, volunteer, admin] = (await Promise.all(names.map((name) => world.signIn(name)))) as [Visitor, Visitor, Visitor, Visitor, Visitor];
    asked = (await contact.post('/consults', consult()).expect(201)).body.id;
    urgent = (await contact.post('/consults', consult({ facts: highFacts() })).expect(201)).body.id;
  });
  afterAll(() => world?.stop());

  /** A write by hand: with or without the session, with or without its token. */
  const write = (who: Visitor | null, path: string, options: { token?: string; body?: string; method?: string; headers?: Record<string, string> } = {}) =>
    rawRequest(world.url, {
      method: options.method ?? 'PUT',
      path: `${API}${path}`,
      body: options.body ?? '{}',
      headers: {
        'content-type': 'application/json',
        ...(who ? { cookie: who.cookie } : {}),
        ...(options.token === undefined ? {} : { 'x-csrf-token': options.token }),
        ...options.headers,
      },
    });

  it('not signed in comes before everything', async () => {
    for (const path of [`/consults/${asked}/withdrawal`, `/consults/${NOBODY}/withdrawal`, '/consults/x/submission']) {
      for (const body of ['{}', BROKEN, HUGE, '{"unknown":1}']) {
        for (const token of [undefined, 'wrong', contact.csrfToken]) refused(401, 'not-signed-in')(await write(null, path, { body, token }));
      }
    }
    refused(401, 'not-signed-in')(await write(null, '/consults', { method: 'POST', body: BROKEN, headers: { origin: 'http://evil.example' } }));
    refused(401, 'not-signed-in')(await write(null, '/consults', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }));
    await world.anyone().get('/consults?limit=0').expect(refused(401, 'not-signed-in'));
  });

  it('without the session’s own token nothing is read of what was sent', async () => {
    for (const path of [`/consults/${asked}/withdrawal`, `/consults/${NOBODY}/withdrawal`]) {
      for (const body of ['{}', BROKEN, HUGE, '{"unknown":1}']) {
        for (const token of [undefined, '', 'wrong', counsellor.csrfToken]) {
          refused(403, 'csrf')(await write(contact, path, { body, token }));
        }
      }
    }
    for (const [method, path] of [['POST', '/consults'], ['PATCH', `/consults/${asked}`], ['DELETE', `/consults/${asked}`], ['DELETE', '/session'], ['POST', '/routing/preview']] as const) {
      refused(403, 'csrf')(await write(admin, path, { method }));
    }
    expect((await contact.get(`/consults/${asked}`).expect(200)).body.status).toBe('submitted');
  });

  it('another site’s Origin is refused, even with the token; our own and none are fine', async () => {
    const host = new URL(world.url).host;
    const strangers = ['http://evil.example', 'null', `http://${host}.evil.example`, `http://evil.example/${host}`, 'http://127.0.0.1:1', `${world.url}@evil.example`];
    for (const origin of strangers) {
      refused(403, 'csrf')(await write(contact, `/consults/${asked}/conflict-of-interest`, { token: contact.csrfToken, body: '{"levels":["club"]}', headers: { origin } }));
      refused(403, 'csrf')(await write(null, '/session', { method: 'POST', body: '{}', headers: { origin } }));
      refused(403, 'csrf')(await write(null, '/dev/clock', { body: '{"now":"2030-01-01T00:00:00Z"}', headers: { origin } }));
    }
    for (const headers of [{ origin: world.url }, {}]) {
      const { status } = await write(contact, `/consults/${asked}/conflict-of-interest`, { token: contact.csrfToken, body: '{"levels":[]}', headers: headers as never });
      expect(status).toBe(200);
    }
  });

  it('the shape comes before what is there: 400 or 413 before 404', async () => {
    const token = contact.csrfToken;
    refused(400, 'malformed')(await write(contact, `/consults/${NOBODY}/withdrawal`, { token, body: BROKEN }));
    refused(413, 'too-large')(await write(contact, `/consults/${NOBODY}/withdrawal`, { token, body: HUGE }));
    await contact.put(`/consults/${NOBODY}/withdrawal`, { unknown: 1 }).expect(refused(400, 'invalid', { unknown: 'unknown-field' }));
    await contact.put(`/consults/${NOBODY}/withdrawal`).expect(refused(404, 'not-found'));
  });

  it('and before what a role may: 400 before 403', async () => {
    await counsellor.post('/consults', consult({ unknown: 1 })).expect(refused(400, 'invalid', { unknown: 'unknown-field' }));
    await counsellor.post('/consults?draft=misschien').expect(refused(400, 'invalid', { draft: 'unknown-value' }));
    await counsellor.post('/consults', consult()).expect(refused(403, 'role'));
    await admin.get('/consults?limit=0').expect(refused(400, 'invalid'));
    await admin.get('/consults').expect(refused(403, 'role'));
    await counsellor.post('/routing/preview', { facts: { ...facts(), danger: 'x' } }).expect(refused(400, 'invalid'));
    await counsellor.post('/routing/preview', { facts: facts() }).expect(refused(403, 'role'));
    await counsellor.put(`/consults/${asked}/withdrawal`, { unknown: 1 }).expect(refused(400, 'invalid'));
    await counsellor.put(`/consults/${asked}/withdrawal`).expect(refused(403, 'role'));
  });

  it('what one cannot see is not there: 404 before 403, 412, 409 and 422, in the words of what does not exist', async () => {
    const words = ({ body: { requestId: _own, ...rest } }: any) => rest;
    const nobody = words(await elsewhere.get(`/consults/${NOBODY}`));
    for (const who of [elsewhere, admin, await world.signIn('club-gent-2'), await world.signIn('vk-ovl'), await world.signIn('privacy')]) {
      const answers = await Promise.all([
        who.get(`/consults/${asked}`),
        who.get(`/consults/${asked}/messages`),
        who.put(`/consults/${asked}/withdrawal`),
        who.put(`/consults/${asked}/assignment`).set('if-match', '"999"'),
        who.delete(`/consults/${asked}/closure`),
        who.post(`/consults/${asked}/messages`, { kind: 'message', text: NAMED }),
      ]);
      for (const answer of answers) {
        refused(404, 'not-found')(answer);
        expect(words(answer)).toEqual(nobody);
      }
    }
  });

  it('what a role never may comes before what is stale, and before the state: 403 before 412 and 409', async () => {
    const stale = '"999"';
    await counsellor.put(`/consults/${asked}/withdrawal`).set('if-match', stale).expect(refused(403, 'role'));
    await contact.put(`/consults/${asked}/assignment`).set('if-match', stale).expect(refused(403, 'role'));
    await contact.post(`/consults/${asked}/messages`, { kind: 'answer', text: 'Zelf.' }).set('if-match', stale).expect(refused(403, 'role'));
    await contact.post(`/consults/${asked}/messages`, { kind: 'internal-note', text: NAMED }).expect(refused(403, 'role'));
    await volunteer.put(`/consults/${urgent}/assignment`).set('if-match', stale).expect(refused(403, 'role'));
    await volunteer.put(`/consults/${asked}/closure`, { outcome: 'resolved' }).expect(refused(403, 'role'));
  });

  it('what is stale comes before the state: 412 before 409', async () => {
    await counsellor.delete(`/consults/${asked}/assignment`).set('if-match', '"999"').expect(refused(412, 'stale'));
    await counsellor.delete(`/consults/${asked}/assignment`).expect(refused(409, 'state'));
    await contact.patch(`/consults/${asked}`, { question: NAMED }).set('if-match', '"999"').expect(refused(412, 'stale'));
  });

  it('the state comes before the rules: 409 before 422', async () => {
    await contact.patch(`/consults/${asked}`, { question: NAMED }).expect(refused(409, 'state'));
    await contact.put(`/consults/${asked}/closure`, { outcome: 'other', reason: NAMED }).expect(refused(409, 'state'));
    await contact.post(`/consults/${asked}/follow-ups`, { dueOn: '2020-01-01', text: NAMED, owner: 'contact' }).expect(refused(409, 'state'));
    await counsellor.post(`/consults/${asked}/messages`, { kind: 'answer', text: 'Dag.', danger: 'acute' }).expect(refused(409, 'state'));
    const { body } = await contact.post('/consults', consult()).expect(201);
    await contact.put(`/consults/${body.id}/withdrawal`, { reason: NAMED }).expect(refused(422, 'identifiers-found'));
    await contact.put(`/consults/${body.id}/withdrawal`).expect(200);
    await contact.put(`/consults/${body.id}/withdrawal`, { reason: NAMED }).expect(refused(409, 'state'));
    await contact.post(`/consults/${body.id}/messages`, { kind: 'message', text: NAMED }).expect(refused(409, 'state'));
  });

  it('and which of her mandates somebody means is asked last', async () => {
    const account = await makeAccount(world, 'twee-mandaten');
    for (const postalCode of ['9000', '3500']) {
      await makeMandate(world, { account: account.id, role: 'club-contact', organisation: await makeOrganisation(world, { kind: 'club', postalCode }) });
    }
    const both = await Visitor.signIn(world.url, account.email, DEMO_PASSWORD);
    refused(400, 'malformed')(await write(both, '/consults', { method: 'POST', token: both.csrfToken, body: BROKEN }));
    await both.post('/consults', consult({ unknown: 1 })).expect(refused(400, 'invalid', { unknown: 'unknown-field' }));
    await both.post('/consults', consult({ unknown: 1 })).set('x-mandate', uuid()).expect(refused(400, 'invalid'));
    await both.post('/consults', consult()).set('x-mandate', uuid()).expect(refused(403, 'no-mandate'));
    await both.post('/consults', consult()).expect(refused(422, 'mandate-required'));
  });

  it('none of it changed anything', async () => {
    const rows = await world.query('select id, status, version from consults where id = any ($1) order by id', [[asked, urgent]]);
    expect(rows).toEqual([
      { id: asked, status: 'submitted', version: 1 },
      { id: urgent, status: 'submitted', version: 1 },
    ]);
    expect(await world.query('select 1 from messages')).toEqual([]);
  });
});
