import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consult } from '../support/builders.js';
import { Reader } from '../support/reader.js';
import { refused } from '../support/refusals.js';
import { inVault } from '../support/tables.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

describe('a record whose key is gone, as a restore may leave it', () => {
  let world: World;
  let griet: Visitor;
  let draft: { id: string; reference: string };

  const forget = (id: string) => inVault('delete from data_keys where record_id = $1', [id]);

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    griet = await world.signIn('club-gent');
    draft = (await griet.post('/consults?draft=true', { question: 'Over een roodborstje.' }).expect(201)).body;
    await griet.post('/consults?draft=true', { question: 'Over een kanariepiet.' }).expect(201);
    await forget(draft.id);
  });
  afterAll(() => world?.stop());

  it('hides none of the others: her pages say of it that it cannot be read any more', async () => {
    const page = await Reader.signIn(world.url, 'club-gent');
    await page.open('/club');
    expect(page.text).toContain(`Vraag ${draft.reference} Kan niet meer gelezen worden. Weggooien`);
    expect(page.text).toContain('“Over een kanariepiet.”');
    await world.setClock('2026-10-14T11:00:00+02:00');
    await world.settled();
    expect((await page.open('/meldingen')).text).toContain('“Over een kanariepiet.”');
    expect((await page.open('/mijn-gegevens')).status).toBe(200);
    await page.open(`/club/vraag/${draft.id}`);
    expect([page.status, page.text]).toEqual([410, expect.stringContaining('Dit kan niemand meer lezen')]);
    await page.open(`/club/vraag/${draft.id}/weggooien`);
    await page.send({});
    expect(page.text).not.toContain(draft.reference);
    expect(await world.query('select rule from tombstones where record_id = $1', [draft.id])).toEqual([{ rule: 'discarded' }]);
  });

  it('is told as such, and by none of the lists', async () => {
    const { body } = await griet.post('/consults', consult()).expect(201);
    const escalation = (await griet.post(`/consults/${body.id}/escalations`, { extract: 'Kan je meekijken?' }).expect(201)).body;
    for (const id of [body.id, escalation.id]) await forget(id);
    await griet.get(`/consults/${body.id}`).expect(refused(410, 'unreadable'));
    await (await world.signIn('1712-ovl')).get(`/consults/${body.id}`).expect(refused(410, 'unreadable'));
    const { items } = (await griet.get(`/consults/${body.id}/escalations`).expect(200)).body;
    expect(items).toEqual([expect.not.objectContaining({ extract: expect.anything() })]);
    const all = JSON.parse((await griet.get('/me/export').set('accept', 'application/json').expect(200)).text);
    expect(all.consults.find(({ reference }: { reference: string }) => reference === body.reference)).toMatchObject({ unreadable: true, messages: [] });
    expect(all.consults.map(({ question }: { question?: string }) => question)).toContain('Over een kanariepiet.');
  });

  it('is destroyed on her word all the same', async () => {
    const { body } = await griet.post('/consults', consult()).expect(201);
    await griet.put(`/consults/${body.id}/withdrawal`).expect(200);
    await forget(body.id);
    await griet.put(`/consults/${body.id}/destruction`, { confirmed: true }).expect(200);
  });
});
