import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consult, highFacts } from '../support/builders.js';
import { refused } from '../support/refusals.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

describe('what stands at the edge of the contract', () => {
  let world: World;
  let contact: Visitor;
  let olga: Visitor;
  let omar: Visitor;
  let id: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    [contact, olga, omar] = (await Promise.all(['club-gent', '1712-ovl', '1712-ovl-2'].map((name) => world.signIn(name)))) as [Visitor, Visitor, Visitor];
    id = (await contact.post('/consults', consult()).expect(201)).body.id;
  });
  afterAll(() => world?.stop());

  /** Bytes on a bare socket -> all that came back. */
  const onTheWire = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(world.url);
      const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
      let answer = '';
      socket.on('data', (part) => (answer += part));
      socket.on('end', () => resolve(answer));
      socket.on('error', reject);
    });

  it.each([
    ['a request for a proxy', 'GET http://elsewhere.test/api/v1/teams HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['a request for no resource', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['a method nobody knows', 'FOO /api/v1/teams HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['two lengths', 'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
    ['a length and pieces', 'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
    ['headers without end', `GET /api/v1/teams HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`, 431],
  ])('%s is refused in our words', async (_what, bytes, status) => {
    const answer = await onTheWire(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/kunnen we niet lezen/);
    if (!/text\/html/i.test(answer)) expect(answer).toMatch(/application\/problem\+json/i);
  });

  it('an address that nobody can read gets a page like every other, with the mark of the demo', async () => {
    const answer = await onTheWire('GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    for (const said of ['<h1', 'tel:112', 'Oefenomgeving: stuur hier geen echte vraag', 'Dit adres kunnen we niet lezen']) {
      expect([said, Buffer.from(answer, 'latin1').toString().includes(said)]).toEqual([said, true]);
    }
  });

  it('an id in capitals is no id of ours, and nothing happens to it', async () => {
    const shouted = id.toUpperCase();
    await contact.get(`/consults/${shouted}`).expect(refused(404, 'not-found'));
    await contact.put(`/consults/${shouted}/withdrawal`, {}).expect(refused(404, 'not-found'));
    await olga.put(`/consults/${shouted}/assignment`).expect(refused(404, 'not-found'));
    expect((await contact.get(`/consults/${id}`).expect(200)).body.status).toBe('submitted');
  });

  it('an account’s id in a body may be written in capitals', async () => {
    const sibling = await world.signIn('club-gent-2');
    await contact.put(`/consults/${id}/sharing`, { accountId: sibling.accountId.toUpperCase() }).expect(200);
    await sibling.get(`/consults/${id}`).expect(200);
    await contact.delete(`/consults/${id}/sharing`).set('If-Match', '"77"').expect(refused(412, 'stale'));
    await sibling.get(`/consults/${id}`).expect(200);
    await contact.delete(`/consults/${id}/sharing`).expect(200);
  });

  it.each(['/consults', '/escalations', '/notifications'])('an empty cursor of %s is none of ours', async (path) => {
    await contact.get(`${path}?cursor=`).expect(refused(400, 'invalid', { cursor: 'wrong-form' }));
  });

  it('every list takes a limit and a place to go on from', async () => {
    await olga.put(`/consults/${id}/assignment`).expect(200);
    for (const text of ['Een.', 'Twee.', 'Drie.']) await contact.post(`/consults/${id}/messages`, { kind: 'message', text }).expect(201);
    for (const path of [`/consults/${id}/messages`, `/consults/${id}/timeline`, `/consults/${id}/follow-ups`, '/teams', '/signposts']) {
      await contact.get(`${path}?limit=0`).expect(refused(400, 'invalid', { limit: 'too-small' }));
      await contact.get(`${path}?limit=101`).expect(refused(400, 'invalid', { limit: 'too-large' }));
      await contact.get(`${path}?cursor=zz`).expect(refused(400, 'invalid', { cursor: 'wrong-form' }));
    }
    const texts: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: { body: { items: { text: string }[]; nextCursor: string | null } } = await contact.get(`/consults/${id}/messages?limit=2${cursor && `&cursor=${cursor}`}`).expect(200);
      texts.push(...body.items.map(({ text }) => text));
      cursor = body.nextCursor;
    }
    expect(texts).toEqual(['Een.', 'Twee.', 'Drie.']);
  });

  it('unknown fields are refused where no field is known as well', async () => {
    const unknown = refused(400, 'invalid', { x: 'unknown-field' });
    await olga.delete(`/consults/${id}/assignment`, { x: 1 }).expect(unknown);
    await contact.get(`/consults/${id}?x=1`).expect(unknown);
    await contact.post('/routing/preview?x=1', { facts: {} }).expect(unknown);
    await contact.put('/notifications/00000000-0000-7000-8000-000000000000/reading', { x: 1 }).expect(unknown);
  });

  it('what was made can be read where its Location says', async () => {
    const message = await contact.post(`/consults/${id}/messages`, { kind: 'message', text: 'Waar sta ik?' }).expect(201);
    const followUp = await contact.post(`/consults/${id}/follow-ups`, { dueOn: '2026-10-20', text: 'Hoe gaat het?', owner: 'contact' }).set('Idempotency-Key', 'k1').expect(201);
    const again = await contact.post(`/consults/${id}/follow-ups`, { dueOn: '2026-10-20', text: 'Hoe gaat het?', owner: 'contact' }).set('Idempotency-Key', 'k1').expect(201);
    expect(again.headers.location).toBe(followUp.headers.location);
    for (const { headers, body } of [message, followUp]) {
      const read = await contact.get(headers.location!.replace('/api/v1', '')).expect(200);
      expect(read.body.id).toBe(body.id);
    }
    await (await world.signIn('club-hasselt')).get(followUp.headers.location!.replace('/api/v1', '')).expect(refused(404, 'not-found'));
  });

  it('a register number stays nowhere, beside her phone number neither', async () => {
    const phoned = (phone: string, more = {}) => contact.post('/consults', consult({ contactBy: 'phone', phone, ...more }));
    await phoned('85.07.30-033.28', { acknowledgedFindings: true }).expect(refused(422, 'identifiers-found'));
    await phoned('bel Sofie Peeters op 0475 12 34 56').expect(refused(422, 'identifiers-found'));
    await phoned('0475 12 34 56').expect(201);
  });

  it('a question that nobody can see is no question', async () => {
    await contact.post('/consults', consult({ question: '\u200b\u200d \u2060' })).expect(refused(400, 'invalid', { question: 'required' }));
  });

  it('a text that is too long is told how long it may be', async () => {
    const { body } = await contact.post('/consults', consult({ contactBy: 'phone', phone: '0'.repeat(41) })).expect(400);
    expect(body.errors[0].message).toContain('onder 40 tekens');
    const long = await contact.post('/consults', consult({ question: 'a'.repeat(20_001) })).expect(400);
    expect(long.body.errors[0].message).toContain('onder 20.000 tekens');
  });

  it('what is offered is not refused: a contact is not asked to rate an urgent one before the answer', async () => {
    const urgent = (await contact.post('/consults', consult({ facts: highFacts() })).expect(201)).body;
    expect(urgent.allowed).not.toContain('rate');
    const { body } = await contact.put(`/consults/${urgent.id}/rating`, { flag: 'red' }).expect(refused(409, 'state'));
    expect(body.allowed).not.toContain('rate');
  });

  it('a claim with one’s own name in it is a claim: of two counsellors one has it', async () => {
    const claimed = (await contact.post('/consults', consult()).expect(201)).body.id;
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? olga : omar).put(`/consults/${claimed}/assignment`, { accountId: (i % 2 ? olga : omar).accountId })));
    const winner = (await olga.get(`/consults/${claimed}`).expect(200)).body.assignee.accountId;
    answers.forEach(({ status }, i) => expect(status).toBe((i % 2 ? olga : omar).accountId === winner ? 200 : 409));
  });

  it('of a note of the team its contact notices nothing, not even by the version', async () => {
    const before = (await contact.get(`/consults/${id}`).expect(200)).headers.etag;
    await olga.post(`/consults/${id}/messages`, { kind: 'internal-note', text: 'Even navragen.' }).expect(201);
    expect((await contact.get(`/consults/${id}`).expect(200)).headers.etag).toBe(before);
  });

  it('after danger was raised 112 and 101 stand with the consult', async () => {
    const { body } = await contact.put(`/consults/${id}/danger`, { danger: 'acute' }).expect(200);
    expect(body).toMatchObject({ urgency: 'acute', routing: { before: ['112', '101'] } });
  });
});
