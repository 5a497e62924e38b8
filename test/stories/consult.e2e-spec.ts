import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEmail } from '../../src/features/seed/demo-people.js';
import { consult } from '../support/builders.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

describe('a consult, from question to closing', () => {
  let world: World;
  let contact: Visitor;
  let counsellor: Visitor;
  let id: string;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    contact = await world.signIn('club-gent');
    counsellor = await world.signIn('1712-ovl');
  });
  afterAll(() => world?.stop());

  it('reaches the 1712 point of the club’s region', async () => {
    const { body, headers } = await contact.post('/consults', consult()).expect(201);
    id = body.id;
    expect(headers.location).toBe(`/api/v1/consults/${id}`);
    expect(body).toMatchObject({
      status: 'submitted',
      urgency: 'normal',
      team: { code: '1712-oost-vlaanderen', name: '1712 Oost-Vlaanderen' },
      answerDue: '2026-10-15T10:00:00+02:00',
      assignee: null,
    });
    expect(body.reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  });

  it('the team hears of it by a mail that says nothing', async () => {
    await world.settled();
    const [mail, ...more] = world.mailbox.to(demoEmail('1712-ovl'));
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Er is nieuws in Klankbord' });
    expect(mail!.text.split('\n')[0]).toBe('Er is nieuws in Klankbord');
    expect(mail!.raw).not.toContain('gekleineerd');
  });

  it('a counsellor claims it, asks, gets her reply, and answers', async () => {
    await counsellor.put(`/consults/${id}/assignment`).expect(200);
    await counsellor.post(`/consults/${id}/messages`, { kind: 'information-request', text: 'Hoe oud is ze?' }).expect(201);
    await contact.post(`/consults/${id}/messages`, { kind: 'message', text: 'Ze is negentien.' }).expect(201);
    const { body } = await counsellor
      .post(`/consults/${id}/messages`, { kind: 'answer', text: 'Vraag wat zij zelf wil.' })
      .expect(201);
    expect(body).toMatchObject({ kind: 'answer', text: 'Vraag wat zij zelf wil.' });
    await world.settled();
    expect(world.mailbox.to(demoEmail('club-gent'))).toHaveLength(2);
  });

  it('she reads the answer as the team’s, agrees a follow-up, and closes', async () => {
    const { body } = await contact.get(`/consults/${id}/messages`).expect(200);
    expect(body.items.map((item: any) => [item.kind, item.by.name])).toEqual([
      ['information-request', '1712 Oost-Vlaanderen, hulpverlener'],
      ['message', 'jij'],
      ['answer', '1712 Oost-Vlaanderen, hulpverlener'],
    ]);
    const followUp = await contact
      .post(`/consults/${id}/follow-ups`, { dueOn: '2026-10-20', text: 'Hoe gaat het?', owner: 'contact' })
      .expect(201);
    await contact.put(`/follow-ups/${followUp.body.id}/completion`, { outcome: 'Beter.' }).expect(200);
    const closed = await contact.put(`/consults/${id}/closure`, { outcome: 'resolved' }).expect(200);
    expect(closed.body.status).toBe('closed');
  });

  it('a thread that is read in parts stays unread where nobody read', async () => {
    const { id } = (await contact.post('/consults', consult()).expect(201)).body;
    await counsellor.put(`/consults/${id}/assignment`).expect(200);
    for (const text of ['Een eerste bericht.', 'En een tweede.']) await counsellor.post(`/consults/${id}/messages`, { kind: 'message', text }).expect(201);
    const unread = async () => (await contact.get('/consults?limit=1').expect(200)).body.items[0].unread;
    const { body: first } = await contact.get(`/consults/${id}/messages?limit=1`).expect(200);
    expect([first.items.length, await unread()]).toEqual([1, 1]);
    await contact.get(`/consults/${id}/messages?cursor=${first.nextCursor}`).expect(200);
    expect(await unread()).toBe(0);
  });
});
