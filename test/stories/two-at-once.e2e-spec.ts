import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { consult, highFacts } from '../support/builders.js';
import { refused } from '../support/refusals.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

describe('two at once', () => {
  let world: World;
  let contact: Visitor;
  let olga: Visitor;
  let omar: Visitor;
  let lead: Visitor;
  let volunteer: Visitor;
  let id: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    const names = ['club-gent', '1712-ovl', '1712-ovl-2', '1712-ovl-lead', '1712-ovl-vrijwilliger'];
    [contact, olga, omar, lead, volunteer] = (await Promise.all(names.map((name) => world.signIn(name)))) as [Visitor, Visitor, Visitor, Visitor, Visitor];
  });
  afterAll(() => world?.stop());
  beforeEach(async () => {
    id = (await contact.post('/consults', consult()).expect(201)).body.id;
  });

  const eventsOf = async (consultId: string): Promise<string[]> =>
    (await world.query('select kind from consult_events where consult_id = $1 order by id', [consultId])).map(({ kind }: any) => kind);
  const announced = async (consultId: string, event: string): Promise<number> =>
    (await world.query(`select 1 from outbox where event = $2 and payload->>'consultId' = $1`, [consultId, event])).length;
  const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status);

  it('twenty claims by two counsellors: one of the two wins, the other hears her name', async () => {
    const claims = Array.from({ length: 20 }, (_, i) => ({ who: i % 2 ? olga : omar, name: i % 2 ? 'Olga (1712)' : 'Omar (1712)' }));
    const answers = await Promise.all(claims.map(async ({ who, name }) => ({ name, answer: await who.put(`/consults/${id}/assignment`) })));
    const won = answers.filter(({ answer }) => answer.status === 200);
    const lost = answers.filter(({ answer }) => answer.status !== 200);
    expect([won.length, lost.length]).toEqual([10, 10]);
    const winner = won[0]!.name;
    expect(new Set(won.map(({ name }) => name))).toEqual(new Set([winner]));
    for (const { answer } of lost) {
      refused(409, 'already-claimed')(answer);
      expect(answer.body).toMatchObject({ assignee: { name: winner }, allowed: expect.any(Array) });
      expect(answer.body.detail).toContain(winner);
    }
    for (const { answer } of won) expect(answer.body).toMatchObject({ status: 'in-progress', assignee: { name: winner } });
    expect((await eventsOf(id)).filter((kind) => kind === 'claimed')).toHaveLength(1);
    expect(await world.query('select version from consults where id = $1', [id])).toEqual([{ version: 2 }]);
  });

  it('a claim that is sent again by who holds it is 200 and changes nothing, with her first If-Match too', async () => {
    await olga.put(`/consults/${id}/assignment`).set('if-match', '"1"').expect(200);
    const { body } = await olga.put(`/consults/${id}/assignment`).set('if-match', '"1"').expect(200);
    expect(body).toMatchObject({ version: 2, assignee: { accountId: olga.accountId } });
    await omar.put(`/consults/${id}/assignment`).expect(refused(409, 'already-claimed'));
    expect(await eventsOf(id)).toEqual(['submitted', 'claimed']);
  });

  it('two edits on the same version: one is kept, the other is told', async () => {
    const draft = (await contact.post('/consults?draft=true', {}).expect(201)).body.id;
    const edits = ['een', 'twee', 'drie', 'vier'].map((word) => contact.patch(`/consults/${draft}`, { question: word }).set('if-match', '"1"'));
    const answers = await Promise.all(edits);
    expect(statuses(answers).sort()).toEqual([200, 412, 412, 412]);
    const kept = answers.find(({ status }) => status === 200)!.body;
    expect((await contact.get(`/consults/${draft}`).expect(200)).body).toMatchObject({ question: kept.question, version: 2 });
  });

  it('without If-Match each edit is kept, one after the other', async () => {
    const draft = (await contact.post('/consults?draft=true', {}).expect(201)).body.id;
    const parts = [{ question: 'een' }, { narrative: 'twee' }, { facts: { danger: 'no' } }, { facts: { kind: 'policy' } }];
    expect(statuses(await Promise.all(parts.map((part) => contact.patch(`/consults/${draft}`, part))))).toEqual([200, 200, 200, 200]);
    expect((await contact.get(`/consults/${draft}`)).body).toMatchObject({ question: 'een', narrative: 'twee', facts: { danger: 'no', kind: 'policy' }, version: 5 });
  });

  it('an answer and a withdrawal: exactly one happens', async () => {
    for (let round = 0; round < 5; round += 1) {
      const one = (await contact.post('/consults', consult()).expect(201)).body.id;
      await olga.put(`/consults/${one}/assignment`).expect(200);
      const [answered, withdrawn] = await Promise.all([
        olga.post(`/consults/${one}/messages`, { kind: 'answer', text: 'Vraag wat zij wil.' }),
        contact.put(`/consults/${one}/withdrawal`),
      ]);
      const [row] = await world.query('select status, (select count(*)::int from messages m where m.consult_id = c.id) as messages from consults c where id = $1', [one]);
      if (answered.status === 201) {
        refused(409, 'state')(withdrawn);
        expect(withdrawn.body.allowed).toContain('close');
        expect(row).toEqual({ status: 'answered', messages: 1 });
      } else {
        refused(409, 'state')(answered);
        expect([answered.body.allowed, withdrawn.status]).toEqual([[], 200]);
        expect(row).toEqual({ status: 'withdrawn', messages: 0 });
      }
    }
  });

  it('a claim and a withdrawal leave no consult that is both', async () => {
    for (let round = 0; round < 5; round += 1) {
      const one = (await contact.post('/consults', consult()).expect(201)).body.id;
      const [claimed, withdrawn] = await Promise.all([olga.put(`/consults/${one}/assignment`), contact.put(`/consults/${one}/withdrawal`)]);
      expect(withdrawn.status).toBe(200);
      expect([200, 409]).toContain(claimed.status);
      expect((await contact.get(`/consults/${one}`)).body.status).toBe('withdrawn');
    }
  });

  it('one draft submitted five times goes out once', async () => {
    const draft = (await contact.post('/consults?draft=true', consult()).expect(201)).body.id;
    const answers = await Promise.all(Array.from({ length: 5 }, () => contact.put(`/consults/${draft}/submission`)));
    expect(statuses(answers).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await eventsOf(draft)).toEqual(['drafted', 'submitted']);
    expect(await announced(draft, 'consult.submitted')).toBe(1);
  });

  it('a submission and a discarding: it is sent or gone, never half', async () => {
    for (let round = 0; round < 5; round += 1) {
      const draft = (await contact.post('/consults?draft=true', consult()).expect(201)).body.id;
      const [sent, discarded] = await Promise.all([contact.put(`/consults/${draft}/submission`), contact.delete(`/consults/${draft}`)]);
      const read = await contact.get(`/consults/${draft}`);
      if (sent.status === 200) {
        expect([discarded.status, read.status, read.body.status]).toEqual([409, 200, 'submitted']);
      } else {
        expect([sent.status, discarded.status, read.status]).toEqual([404, 204, 404]);
      }
      expect(await announced(draft, 'consult.submitted')).toBe(sent.status === 200 ? 1 : 0);
    }
  });

  it('two closings: one closes; a message beside it is before it or refused', async () => {
    await olga.put(`/consults/${id}/assignment`).expect(200);
    await olga.post(`/consults/${id}/messages`, { kind: 'answer', text: 'Zo.' }).expect(201);
    const answers = await Promise.all([contact, olga, contact, olga].map((who) => who.put(`/consults/${id}/closure`, { outcome: 'resolved' })));
    expect(statuses(answers).sort()).toEqual([200, 409, 409, 409]);
    expect((await eventsOf(id)).filter((kind) => kind === 'closed')).toHaveLength(1);
    await contact.post(`/consults/${id}/messages`, { kind: 'message', text: 'Nog iets.' }).expect(refused(409, 'state'));
  });

  describe('giving it back and passing it on', () => {
    it('a released consult is anybody’s, and keeps its deadline', async () => {
      const claimed = await olga.put(`/consults/${id}/assignment`).expect(200);
      await omar.delete(`/consults/${id}/assignment`).expect(refused(409, 'state'));
      const { body } = await olga.delete(`/consults/${id}/assignment`).expect(200);
      expect(body).toMatchObject({ status: 'submitted', assignee: null, answerDue: claimed.body.answerDue });
      await olga.delete(`/consults/${id}/assignment`).expect(refused(409, 'state'));
      expect(await announced(id, 'consult.released')).toBe(1);
      await omar.put(`/consults/${id}/assignment`).expect(200);
    });

    it('the lead takes it off a colleague, and gives it to another', async () => {
      await olga.put(`/consults/${id}/assignment`).expect(200);
      const { body } = await lead.put(`/consults/${id}/assignment`, { accountId: omar.accountId }).expect(200);
      expect(body).toMatchObject({ status: 'in-progress', assignee: { accountId: omar.accountId, name: 'Omar (1712)' } });
      expect(await announced(id, 'consult.assigned')).toBe(1);
      await olga.post(`/consults/${id}/messages`, { kind: 'answer', text: 'Te laat.' }).expect(refused(409, 'state'));
      await lead.delete(`/consults/${id}/assignment`).expect(200);
      await world.signIn('coordinator').then((coordinator) => coordinator.delete(`/consults/${id}/assignment`).expect(refused(409, 'state')));
    });

    it('only to who is in the team', async () => {
      const stranger = await world.signIn('1712-lim');
      for (const accountId of [stranger.accountId, contact.accountId, '0190a0b0-0000-7000-8000-000000000000']) {
        await lead.put(`/consults/${id}/assignment`, { accountId }).expect(refused(422, 'assignee'));
      }
      await contact.put(`/consults/${id}/assignment`).expect(refused(403, 'role'));
      expect((await lead.get(`/consults/${id}`)).body).toMatchObject({ status: 'submitted', assignee: null });
    });
  });

  it('a volunteer claims what is normal or low, and never what is high or acute, nor is given it', async () => {
    await volunteer.put(`/consults/${id}/assignment`).expect(200);
    const high = (await contact.post('/consults', consult({ facts: highFacts() })).expect(201)).body;
    const acute = (await contact.post('/consults', consult({ facts: highFacts({ danger: 'acute' }) })).expect(201)).body;
    expect([high.urgency, acute.urgency]).toEqual(['high', 'acute']);
    for (const one of [high, acute]) {
      await volunteer.put(`/consults/${one.id}/assignment`).expect(refused(403, 'role'));
      await volunteer.put(`/consults/${one.id}/assignment`, { accountId: volunteer.accountId }).expect(refused(403, 'role'));
      await lead.put(`/consults/${one.id}/assignment`, { accountId: volunteer.accountId }).expect(refused(422, 'assignee'));
      expect((await lead.get(`/consults/${one.id}`)).body).toMatchObject({ status: 'submitted', assignee: null });
    }
    await volunteer.post(`/consults/${id}/messages`, { kind: 'answer', text: 'Zelf.' }).expect(refused(403, 'role'));
  });

  describe('what everybody may ask', () => {
    it('whether Klankbord is up, without signing in', async () => {
      await request(world.url).get('/health/live').expect(200, { status: 'up' });
      const { body } = await request(world.url).get('/health/ready').expect(200);
      expect(body).toEqual({ status: 'degraded', database: 'up', vault: 'up', queue: 'up', mail: 'up', kekCopy: 'degraded' });
    });

    it('the teams, with announced hours only: a pilot shows nowhere', async () => {
      const before = await world.signIn('club-hasselt');
      // A Thursday evening: the Limburg line answers in a pilot that is not published.
      await world.setClock('2026-10-15T18:30:00+02:00');
      for (const who of [before, olga, volunteer]) {
        const { body } = await who.get('/teams').expect(200);
        const limburg = body.items.find(({ code }: any) => code === '1712-limburg');
        expect(limburg).toMatchObject({ kind: 'line1712', name: '1712 Limburg', open: false, nextOpening: '2026-10-16T09:00:00+02:00' });
        expect(new Set(body.items.map(({ code }: any) => code)).size).toBe(body.items.length);
        expect(body.nextCursor).toBeNull();
      }
      const hours = (await before.get('/teams/1712-limburg/opening-hours').expect(200)).body.items;
      expect(hours.length).toBeGreaterThan(0);
      expect(hours.every(({ published }: any) => published)).toBe(true);
      await before.get('/teams/1712-nergens/opening-hours').expect(refused(404, 'not-found'));
      await world.setClock('2026-10-13T10:00:00+02:00');
      expect((await before.get('/teams')).body.items.find(({ code }: any) => code === '1712-limburg')).toMatchObject({ open: true, nextOpening: null });
      await world.anyone().get('/teams').expect(refused(401, 'not-signed-in'));
    });

    it('the signposts, for every role', async () => {
      for (const name of ['club-gent', '1712-ovl', 'coordinator', 'admin', 'privacy']) {
        const { body } = await (await world.signIn(name)).get('/signposts').expect(200);
        const codes = body.items.map(({ code }: any) => code);
        expect(codes).toEqual(expect.arrayContaining(['awel', 'zsg', 'nupraatikerover', 'childfocus', 'stopitnow', 'unia', 'vst']));
        for (const { code, name: called } of body.items) expect([code, called]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
      }
      await world.anyone().get('/signposts').expect(refused(401, 'not-signed-in'));
    });
  });
});
