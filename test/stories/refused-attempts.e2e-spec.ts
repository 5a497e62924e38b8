import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import { consult } from '../support/builders.js';
import { rawRequest } from '../support/raw-request.js';
import { refused } from '../support/refusals.js';
import { asOwner } from '../support/sealing.js';
import { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** What somebody tried and was refused is on record, though nothing else of it is. */
describe('a refused attempt', () => {
  let world: World;
  let contact: Visitor;
  let colleague: Visitor;
  let counsellor: Visitor;
  let id: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    [contact, colleague, counsellor] = (await Promise.all(['club-gent', 'club-hasselt', '1712-ovl'].map((name) => world.signIn(name)))) as [Visitor, Visitor, Visitor];
    id = (await contact.post('/consults', consult()).expect(201)).body.id;
  });
  afterAll(() => world?.stop());

  /** What came on record during the work, without what else its reads leave. */
  const recorded = async (work: () => Promise<unknown>) => {
    const [{ last }] = await world.query('select max(id::text)::uuid as last from audit_events');
    await work();
    return world.query(
      `select account_id as account, mandate_id as mandate, action, record_kind as kind, record_id as record, result
       from audit_events where id > $1 and result <> 'ok' order by id`,
      [last],
    );
  };
  const by = (who: Visitor) => ({ account: who.accountId, mandate: who.mandateId });

  it('at what one does not see, may not, comes too late for or that a rule forbids, is one row with its code', async () => {
    const attempts: [status: number, type: string, action: string, record: string | null, send: () => PromiseLike<any>][] = [
      [404, 'not-found', 'consult.see', id, () => colleague.get(`/consults/${id}`)],
      [404, 'not-found', 'consult.close', id, () => colleague.put(`/consults/${id}/closure`, { outcome: 'resolved' })],
      [404, 'not-found', 'consult.see', null, () => colleague.get('/consults/dossier-7')],
      [403, 'role', 'audit.read', null, () => colleague.get('/audit-events')],
      [409, 'state', 'consult.reopen', id, () => contact.delete(`/consults/${id}/closure`)],
      [412, 'stale', 'consult.withdraw', id, () => contact.put(`/consults/${id}/withdrawal`).set('if-match', '"99"')],
      [422, 'identifiers-found', 'consult.write', id, () => contact.post(`/consults/${id}/messages`, { kind: 'message', text: 'Bel 0479 12 34 56.' })],
      [403, 'csrf', 'consult.withdraw', id, () => contact.agent.put(`/api/v1/consults/${id}/withdrawal`)],
    ];
    for (const [status, type, action, record, send] of attempts) {
      const rows = await recorded(async () => refused(status, type)(await send()));
      const who = by(action.startsWith('audit') || status === 404 ? colleague : contact);
      const mandate = type === 'csrf' ? null : who.mandate;
      expect(rows).toEqual([{ account: who.account, mandate, action, kind: null, record, result: type }]);
    }
  });

  it('on a page is on record as through REST, also when the page comes back with what was typed', async () => {
    const page = (who: Visitor, path: string, body: Record<string, string>) =>
      who.agent.post(path).type('form').send({ ...body, _csrf: who.csrfToken });
    const notSeen = await recorded(() => colleague.agent.get(`/club/consulten/${id}`).expect(404));
    expect(notSeen).toMatchObject([{ ...by(colleague), action: 'consult.see', record: id, result: 'not-found' }]);
    const notHers = await recorded(() => counsellor.agent.get('/privacy/logboek').expect(403));
    expect(notHers).toMatchObject([{ ...by(counsellor), action: 'audit.read', record: null, result: 'role' }]);
    const sent = await recorded(() => page(contact, `/club/consulten/${id}/berichten`, { text: 'Bel 0479 12 34 56.' }).expect(422));
    expect(sent).toMatchObject([{ ...by(contact), action: 'consult.write', record: id, result: 'identifiers-found' }]);
  });

  it('of the wrong shape, of nobody, or at no route at all is not on record', async () => {
    const rows = await recorded(async () => {
      await contact.put(`/consults/${id}/closure`, { outcome: 'nonsense' }).expect(400);
      await request(world.url).get(`/api/v1/consults/${id}`).expect(401);
      await request(world.url).get(`/club/consulten/${id}`).expect(303);
      await contact.get('/nowhere').expect(404);
    });
    expect(rows).toEqual([]);
  });

  it('that cannot be put on record is refused all the same, never broken', async () => {
    await asOwner('revoke insert on audit_events from klankbord_app');
    try {
      await colleague.get(`/consults/${id}`).expect(refused(404, 'not-found'));
    } finally {
      await asOwner('grant insert on audit_events to klankbord_app');
    }
  });

  describe('to sign in', () => {
    const tryIt = (password: string, address: string) =>
      rawRequest(world.url, {
        method: 'POST',
        path: '/api/v1/session',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify({ email: demoEmail('vk-lim'), password }),
      });
    const networks = async (): Promise<string[]> =>
      (await world.query(
        `select n.prefix::text || ' ' || e.result as network from sign_in_networks n join audit_events e on e.id = n.event_id
         where e.record_id = (select id from accounts where email = $1) order by e.id`,
        [demoEmail('vk-lim')],
      )).map(({ network }: any) => network);

    it('is on record, as a sign-in that succeeds is, with the network it came from and not the address', async () => {
      const rows = await recorded(() => tryIt('verkeerd', '203.0.113.77'));
      expect(rows).toMatchObject([{ account: null, action: 'session.open', kind: 'account', result: 'wrong-credentials' }]);
      await tryIt(DEMO_PASSWORD, '2001:db8:aa:bb:cc::9');
      await tryIt(DEMO_PASSWORD, '::ffff:198.51.100.4');
      await tryIt(DEMO_PASSWORD, 'unknown');
      expect(await networks()).toEqual(['203.0.113.0/24 wrong-credentials', '2001:db8:aa::/48 ok', '198.51.100.0/24 ok']);
    });
  });
});
