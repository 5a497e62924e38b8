import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { consult } from '../support/builders.js';
import { news } from '../support/news.js';
import { closedConsult, hasKey, hold, ledgerLines, tablesNaming } from '../support/retention.js';
import { refused } from '../support/refusals.js';
import { tablesWith } from '../support/tables.js';
import { demoEmail } from '../../src/features/seed/demo-people.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const TUESDAY = '2026-10-13T10:00:00+02:00';
/** 24 months after closing, and the last warning before it. */
const DAY = '2028-10-13T09:00:00+02:00';
const WEEK_BEFORE = '2028-10-06T09:00:00+02:00';

describe('the end of a record’s time', () => {
  let world: World;
  let contact: Visitor;
  let colleague: Visitor;
  let counsellor: Visitor;

  beforeAll(async () => {
    world = await World.start();
    contact = await world.signIn('club-gent');
    colleague = await world.signIn('club-gent-2');
    counsellor = await world.signIn('1712-ovl');
  });
  afterAll(() => world?.stop());

  beforeEach(() => world.setClock(TUESDAY));
  /** The next story has none of this one's records. */
  afterEach(async () => {
    await world.query('delete from legal_holds');
    await world.query('delete from consults');
    await world.query('update outbox set done_at = now() where done_at is null');
    world.mailbox.clear();
  });

  const heardAt = async (moment: string): Promise<string[]> => {
    await world.setClock(moment);
    // Who is still a contact is asked in September, and another story.
    return (await news(world)).filter((line) => !line.endsWith('still-contact'));
  };
  const closed = async (): Promise<string> => {
    const id = await closedConsult(contact, counsellor);
    await news(world);
    return id;
  };
  const read = (id: string, who = contact) => who.get(`/consults/${id}`);
  const isThere = async (id: string): Promise<boolean> => (await world.query('select 1 from consults where id = $1', [id])).length > 0;
  const audited = async (id: string): Promise<string[]> =>
    (await world.query('select action from audit_events where record_id = $1', [id])).map(({ action }: { action: string }) => action);

  describe('of a closed consult', () => {
    it('her warnings come 90, 30 and 7 days ahead, by a mail that says nothing; seen, all of it goes on its day', async () => {
      const word = 'kanariepiet';
      const { body } = await contact.post('/consults', consult({ question: `Over ${word}.` })).expect(201);
      const { id } = body;
      await counsellor.put(`/consults/${id}/assignment`).expect(200);
      const extract = await contact.post(`/consults/${id}/escalations`, { extract: 'Kijken jullie mee?' }).expect(201);
      await counsellor.post(`/consults/${id}/messages`, { kind: 'answer', text: 'Vraag eerst wat zij zelf wil.' }).expect(201);
      await contact.put(`/consults/${id}/closure`, { outcome: 'resolved' }).expect(200);
      await contact.put(`/consults/${id}/sharing`, { accountId: colleague.accountId }).expect(200);
      await news(world);
      expect((await read(id)).body.destroyOn).toBe('2028-10-13');
      expect((await contact.get(`/consults/${id}/proof`)).body).toMatchObject({ reference: body.reference, destroyOn: '2028-10-13' });

      for (const moment of ['2028-07-15T09:00:00+02:00', '2028-09-13T09:00:00+02:00']) expect(await heardAt(moment)).toEqual(['club-gent: destruction']);
      await world.setClock(WEEK_BEFORE);
      await world.settled();
      expect(world.mailbox.to(demoEmail('club-gent'))).toMatchObject([{ subject: 'Er is nieuws in Klankbord' }]);
      const { body: notices } = await contact.get('/notifications').expect(200);
      expect(notices.items[0]).toMatchObject({ consultId: id, text: expect.stringContaining(`${body.reference} wordt binnenkort vernietigd`) });
      await contact.put(`/notifications/${notices.items[0].id}/reading`).expect(204);
      const [copy] = await world.query('select * from consults where id = $1', [id]);

      await world.setClock('2028-10-12T23:59:00+02:00');
      expect(await isThere(id)).toBe(true);
      await world.setClock('2028-10-13T00:00:00+02:00');
      expect(await tablesNaming(world, id)).toEqual([]);
      expect(await Promise.all([id, extract.body.id].map(hasKey))).toEqual([false, false]);
      expect(await world.query('select kind, rule from tombstones where record_id in ($1, $2) order by kind', [id, extract.body.id])).toEqual([
        { kind: 'consult', rule: 'retention' },
        { kind: 'escalation', rule: 'retention' },
      ]);
      expect(ledgerLines(`tombstone 2028-10-12T22:00:00Z consult ${id} retention`)).toHaveLength(1);
      expect(ledgerLines(extract.body.id)).toHaveLength(1);
      expect(ledgerLines(word)).toEqual([]);
      expect(await tablesWith(world, word)).toEqual([]);
      expect(await audited(id)).toContain('consult.destroy');
      await read(id).expect(refused(404, 'not-found'));
      await contact.agent.get(`/club/consulten/${id}`).expect(404);
      expect((await contact.get('/notifications').expect(200)).body.items.filter((one: { consultId: string }) => one.consultId === id)).toEqual([]);

      // What somebody kept of the rows does not open any more.
      const columns = Object.keys(copy);
      await world.query(
        `insert into consults (${columns.join()}) values (${columns.map((_one, index) => `$${index + 1}`).join()})`,
        Object.values(copy),
      );
      expect((await read(id)).status).toBe(410);
    });

    it('that she did not see is there, however long; seen late, it stays another week', async () => {
      const id = await closed();
      expect(await heardAt(WEEK_BEFORE)).toEqual(['club-gent: destruction']);
      await world.setClock('2029-03-01T12:00:00+01:00');
      expect(await isThere(id)).toBe(true);
      expect((await read(id)).body.destroyOn).toBe('2029-03-08');
      await world.setClock('2029-03-07T23:00:00+01:00');
      expect(await isThere(id)).toBe(true);
      await world.setClock('2029-03-08T00:00:00+01:00');
      expect(await isThere(id)).toBe(false);
    });

    it('a colleague, the team or the seeing of it before count for nothing', async () => {
      const id = await closed();
      await contact.put(`/consults/${id}/sharing`, { accountId: colleague.accountId }).expect(200);
      await read(id).expect(200);
      await heardAt(WEEK_BEFORE);
      await read(id, colleague).expect(200);
      await read(id, counsellor).expect(200);
      await world.setClock(DAY);
      expect(await isThere(id)).toBe(true);
    });

    it('of which nobody was warned in time is warned of first', async () => {
      const id = await closed();
      expect(await heardAt('2028-12-01T10:00:00+01:00')).toEqual(['club-gent: destruction']);
      expect((await read(id)).body.destroyOn).toBe('2028-12-08');
      await world.setClock('2028-12-08T00:00:00+01:00');
      expect(await isThere(id)).toBe(false);
    });

    it('waits while a legal hold stands, and is warned of anew when that ends', async () => {
      const id = await closed();
      await heardAt('2028-07-15T09:00:00+02:00');
      await read(id).expect(200);
      await hold(world, id, '2028-08-01T10:00:00+02:00', '2028-11-30');
      expect(await heardAt('2028-09-13T09:00:00+02:00')).toEqual([]);
      expect((await read(id)).body).toMatchObject({ held: true });
      expect(await heardAt('2028-11-30T23:00:00+01:00')).not.toContain('club-gent: destruction');
      expect(await isThere(id)).toBe(true);
      expect(await heardAt('2028-12-01T10:00:00+01:00')).toContain('club-gent: destruction');
      expect((await read(id)).body).toMatchObject({ held: false, destroyOn: '2028-12-08' });
      await world.setClock('2028-12-08T00:00:00+01:00');
      expect(await isThere(id)).toBe(false);
    });

    it('goes on with its clock after a hold that ended before its day: what was seen before it does not count', async () => {
      const id = await closed();
      await heardAt('2028-07-15T09:00:00+02:00');
      await read(id).expect(200);
      await hold(world, id, '2028-08-01T10:00:00+02:00', '2028-08-31');
      expect(await heardAt('2028-09-13T09:00:00+02:00')).toContain('club-gent: destruction');
      await world.setClock(DAY);
      expect(await isThere(id)).toBe(true);
      await world.setClock(WEEK_BEFORE);
      await read(id).expect(200);
      await world.setClock(DAY);
      expect(await isThere(id)).toBe(false);
    });

    it('that closed by itself is warned of like any other', async () => {
      const { body } = await contact.post('/consults', consult()).expect(201);
      await counsellor.put(`/consults/${body.id}/assignment`).expect(200);
      await counsellor.post(`/consults/${body.id}/messages`, { kind: 'information-request', text: 'Hoe lang al?' }).expect(201);
      await news(world);
      await heardAt('2026-11-03T10:00:00+01:00');
      expect((await read(body.id)).body).toMatchObject({ status: 'closed', destroyOn: '2028-11-03' });
      expect(await heardAt('2028-08-05T09:00:00+02:00')).toEqual(['club-gent: destruction']);
    });

    it('is kept longer with a reason, again and again, a period at a time; its warnings come anew', async () => {
      const id = await closed();
      const reason = 'Er loopt nog een onderzoek bij het parket.';
      await contact.post(`/consults/${id}/retention`, {}).expect(refused(400, 'invalid'));
      await contact.post(`/consults/${id}/retention`, { reason, keepUntil: '2028-10-13' }).expect(refused(400, 'invalid'));
      await contact.post(`/consults/${id}/retention`, { reason, keepUntil: '2030-10-14' }).expect(refused(400, 'invalid'));
      await contact.post(`/consults/${id}/retention`, { reason: 'Bel Jan Peeters op 0470 12 34 56.' }).expect(refused(422, 'identifiers-found'));
      await contact.post(`/consults/${id}/retention`, { reason }).set('if-match', '"1"').expect(refused(412, 'stale'));
      await heardAt(WEEK_BEFORE);
      await read(id).expect(200);

      const keep = (body: object) => contact.post(`/consults/${id}/retention`, body).set('idempotency-key', 'twee-keer-getikt');
      const { body } = await keep({ reason, keepUntil: '2029-01-31' }).expect(200);
      expect(body).toMatchObject({ destroyOn: '2029-01-31', keepReason: reason });
      expect((await keep({ reason, keepUntil: '2029-01-31' }).expect(200)).body.version).toBe(body.version);
      await keep({ reason, keepUntil: '2029-02-28' }).expect(refused(422, 'idempotency-key-reused'));
      expect(await tablesWith(world, reason)).toEqual([]);

      await world.setClock(DAY);
      expect(await isThere(id)).toBe(true);
      expect(await heardAt('2029-01-24T09:00:00+01:00')).toEqual(['club-gent: destruction']);
      expect((await contact.post(`/consults/${id}/retention`, { reason })).body.destroyOn).toBe('2031-01-31');
      await world.setClock('2031-01-31T09:00:00+01:00');
      expect(await isThere(id)).toBe(true);
      expect(await audited(id)).toContain('consult.keep');
    });

    it('opened again has no end; closed again begins anew', async () => {
      const id = await closed();
      await world.setClock('2026-10-20T10:00:00+02:00');
      await contact.delete(`/consults/${id}/closure`).expect(200);
      expect((await read(id)).body.destroyOn).toBeNull();
      await contact.post(`/consults/${id}/retention`, { reason: 'Nog even.' }).expect(refused(409, 'state'));
      await counsellor.post(`/consults/${id}/messages`, { kind: 'answer', text: 'Zo.' }).expect(201);
      await contact.put(`/consults/${id}/closure`, { outcome: 'resolved' }).expect(200);
      expect((await read(id)).body.destroyOn).toBe('2028-10-20');
    });
  });

  describe('of a draft', () => {
    it('is 30 days after its last word; she hears it a week ahead', async () => {
      const { body } = await contact.post('/consults?draft=true', { question: 'Hoe begin ik?' }).expect(201);
      expect(body.destroyOn).toBe('2026-11-12');
      await world.setClock('2026-10-20T10:00:00+02:00');
      expect((await contact.patch(`/consults/${body.id}`, { question: 'Hoe begin ik hieraan?' }).expect(200)).body.destroyOn).toBe('2026-11-19');
      await news(world);
      expect(await heardAt('2026-11-12T09:00:00+01:00')).toEqual(['club-gent: destruction', 'club-gent: draft-not-sent']);
      await read(body.id).expect(200);
      await world.setClock('2026-11-19T00:00:00+01:00');
      expect([await isThere(body.id), await hasKey(body.id)]).toEqual([false, false]);
    });

    it('that she throws away leaves a tombstone', async () => {
      const { body } = await contact.post('/consults?draft=true', { question: 'Hoe begin ik?' }).set('idempotency-key', 'eens').expect(201);
      await contact.delete(`/consults/${body.id}`).expect(204);
      expect(await world.query('select kind, rule from tombstones where record_id = $1', [body.id])).toEqual([{ kind: 'consult', rule: 'discarded' }]);
      expect(ledgerLines(`consult ${body.id} discarded`)).toHaveLength(1);
      await contact.post('/consults?draft=true', { question: 'Hoe begin ik?' }).set('idempotency-key', 'eens').expect(refused(404, 'not-found'));
    });

    it('that is held cannot be thrown away', async () => {
      const { body } = await contact.post('/consults?draft=true', { question: 'Hoe begin ik?' }).expect(201);
      await hold(world, body.id, TUESDAY, '2026-12-31');
      await contact.delete(`/consults/${body.id}`).expect(refused(409, 'state'));
      expect(await hasKey(body.id)).toBe(true);
    });
  });

  describe('of a withdrawn consult', () => {
    const withdrawn = async (claimed = false): Promise<string> => {
      const { body } = await contact.post('/consults', consult()).expect(201);
      if (claimed) {
        await counsellor.put(`/consults/${body.id}/assignment`).expect(200);
        await counsellor.delete(`/consults/${body.id}/assignment`).expect(200);
      }
      await contact.put(`/consults/${body.id}/withdrawal`).expect(200);
      await news(world);
      return body.id;
    };

    it('is 30 days after; she is told a week ahead', async () => {
      const id = await withdrawn();
      expect(await heardAt('2026-11-05T09:00:00+01:00')).toEqual(['club-gent: destruction']);
      await read(id).expect(200);
      await world.setClock('2026-11-12T00:00:00+01:00');
      expect(await isThere(id)).toBe(false);
    });

    it('is at once when she asks for it, confirms it, and nobody ever claimed it', async () => {
      const id = await withdrawn();
      await contact.put(`/consults/${id}/destruction`, {}).expect(refused(400, 'invalid'));
      await contact.put(`/consults/${id}/destruction`, { confirmed: false }).expect(refused(400, 'invalid'));
      await contact.put(`/consults/${id}/destruction`, { confirmed: true }).set('if-match', '"1"').expect(refused(412, 'stale'));
      for (const who of [colleague, counsellor]) expect((await who.put(`/consults/${id}/destruction`, { confirmed: true })).status).toBe(who === colleague ? 404 : 403);
      expect(await hasKey(id)).toBe(true);
      const { body } = await contact.put(`/consults/${id}/destruction`, { confirmed: true }).expect(200);
      expect(body).toEqual({ goneForGoodOn: '2026-10-20' });
      expect([await tablesNaming(world, id), await hasKey(id)]).toEqual([[], false]);
      expect(await world.query('select rule from tombstones where record_id = $1', [id])).toEqual([{ rule: 'asked' }]);
      await contact.put(`/consults/${id}/destruction`, { confirmed: true }).expect(refused(404, 'not-found'));
    });

    it('is not sooner when somebody claimed it once, and she reads when it is', async () => {
      const id = await withdrawn(true);
      const { body } = await contact.put(`/consults/${id}/destruction`, { confirmed: true }).expect(refused(409, 'state'));
      expect(body.detail).toContain('12 november 2026');
      expect((await read(id)).body.allowed).not.toContain('destroy');
      expect(await hasKey(id)).toBe(true);
    });

    it('is not sooner while it is held, nor is that of a closed or an open one', async () => {
      const id = await withdrawn();
      await hold(world, id, TUESDAY, '2026-12-31');
      await contact.put(`/consults/${id}/destruction`, { confirmed: true }).expect(refused(409, 'state'));
      const { body: open } = await contact.post('/consults', consult()).expect(201);
      for (const other of [open.id, await closed()]) await contact.put(`/consults/${other}/destruction`, { confirmed: true }).expect(refused(409, 'state'));
      expect(await hasKey(id)).toBe(true);
    });
  });
});
