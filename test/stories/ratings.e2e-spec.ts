import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consult, facts, highFacts } from '../support/builders.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

describe('rating how serious it is', () => {
  let world: World;
  let contact: Visitor;
  let sibling: Visitor;
  let counsellor: Visitor;
  let colleague: Visitor;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    [contact, sibling, counsellor, colleague] = (await Promise.all(
      ['club-gent', 'club-gent-2', '1712-ovl', '1712-ovl-2'].map((name) => world.signIn(name)),
    )) as [Visitor, Visitor, Visitor, Visitor];
  });
  afterAll(() => world?.stop());

  const asked = async (more: Record<string, unknown> = {}): Promise<string> => {
    const { body } = await contact.post('/consults', consult(more)).expect(201);
    await counsellor.put(`/consults/${body.id}/assignment`).expect(200);
    return body.id;
  };
  const physicalAmongAdults = { facts: facts({ behaviours: ['physical'] }) };

  it('both sides rate blind, and see each other’s once the answer is there', async () => {
    const id = await asked(physicalAmongAdults);
    const criteria = { consent: 'not-met', impact: 'doubtful' };
    await counsellor.put(`/consults/${id}/rating`, { criteria, flag: 'yellow' }).expect(200);
    const blind = await contact.put(`/consults/${id}/rating`, { flag: 'red' }).expect(200);
    expect(blind.body).toEqual({ scale: 'flags', mine: { flag: 'red' }, other: null });
    expect((await counsellor.get(`/consults/${id}/rating`)).body.other).toBeNull();

    await counsellor.post(`/consults/${id}/messages`, { kind: 'answer', text: 'Dit kan je doen.' }).expect(201);
    expect((await counsellor.get(`/consults/${id}/rating`)).body).toEqual({
      scale: 'flags',
      mine: { criteria, flag: 'yellow' },
      other: { flag: 'red' },
    });
    expect((await contact.get(`/consults/${id}/rating`)).body.other).toEqual({ criteria, flag: 'yellow' });
  });

  it('a red rating raises to high and brings the deadline nearer; green lowers nothing', async () => {
    const id = await asked(physicalAmongAdults);
    const before = (await counsellor.get(`/consults/${id}`)).body;
    expect(before).toMatchObject({ urgency: 'normal', answerDue: '2026-10-15T10:00:00+02:00' });
    await counsellor.put(`/consults/${id}/rating`, { flag: 'red' }).expect(200);
    expect((await counsellor.get(`/consults/${id}`)).body).toMatchObject({ urgency: 'high', answerDue: '2026-10-13T14:00:00+02:00' });
    await counsellor.put(`/consults/${id}/rating`, { flag: 'green' }).expect(200);
    expect((await counsellor.get(`/consults/${id}`)).body.urgency).toBe('high');
  });

  it('a contact’s red alone raises nothing before the answer', async () => {
    const id = await asked(physicalAmongAdults);
    await contact.put(`/consults/${id}/rating`, { flag: 'black' }).expect(200);
    expect((await counsellor.get(`/consults/${id}`)).body.urgency).toBe('normal');
    await counsellor.put(`/consults/${id}/rating`, { flag: 'green' }).expect(200);
    expect((await counsellor.get(`/consults/${id}`)).body.urgency).toBe('high');
  });

  it('a contact’s black of before counts from the answer on, and then it closes by nobody but a person', async () => {
    const id = await asked(physicalAmongAdults);
    await contact.put(`/consults/${id}/rating`, { flag: 'black' }).expect(200);
    await counsellor.post(`/consults/${id}/messages`, { kind: 'answer', text: 'Dit kan je doen.' }).expect(201);
    expect((await counsellor.get(`/consults/${id}`)).body.urgency).toBe('high');
  });

  it('a contact is never asked before the answer to a high consult', async () => {
    const id = await asked({ facts: highFacts() });
    await contact.put(`/consults/${id}/rating`, { flag: 'red' }).expect(409);
    await counsellor.post(`/consults/${id}/messages`, { kind: 'answer', text: 'Dit kan je doen.' }).expect(201);
    await contact.put(`/consults/${id}/rating`, { flag: 'red' }).expect(200);
  });

  it('other behaviour has four plain steps; the wrong scale is refused', async () => {
    const id = await asked();
    await counsellor.put(`/consults/${id}/rating`, { seriousness: 'serious' }).expect(200);
    await counsellor.put(`/consults/${id}/rating`, { flag: 'red' }).expect(422);
    await counsellor.put(`/consults/${id}/rating`, {}).expect(422);
    await counsellor.put(`/consults/${id}/rating`, { flag: 'purple' }).expect(400);
    await counsellor.put(`/consults/${id}/rating`, { criteria: { mood: 'met' }, flag: 'red' }).expect(400);
    expect((await counsellor.get(`/consults/${id}/rating`)).body).toMatchObject({ scale: 'seriousness', mine: { seriousness: 'serious' } });
  });

  it('only who holds the consult rates for the team, and nobody else of the club sees it', async () => {
    const id = await asked(physicalAmongAdults);
    await colleague.put(`/consults/${id}/rating`, { flag: 'red' }).expect(409);
    await contact.put(`/consults/${id}/rating`, { flag: 'red', criteria: { consent: 'met' } }).expect(422);
    await sibling.get(`/consults/${id}/rating`).expect(404);
    await contact.put(`/consults/${id}/sharing`, { accountId: sibling.accountId }).expect(200);
    await sibling.get(`/consults/${id}/rating`).expect(403);
  });
});
