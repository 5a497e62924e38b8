import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { consult } from '../support/builders.js';
import { Reader } from '../support/reader.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const TYPED = 'wat-ik-net-typte';

describe('a counsellor who makes a mistake, or is overtaken', () => {
  let world: World;
  let contact: Visitor;
  let lead: Visitor;
  let desk: Reader;
  let id: string;
  let page: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    [contact, lead] = (await Promise.all(['club-gent', '1712-ovl-lead'].map((name) => world.signIn(name)))) as [Visitor, Visitor];
    desk = await Reader.signIn(world.url, '1712-ovl');
  });
  afterAll(() => world?.stop());
  beforeEach(async () => {
    id = (await contact.post('/consults', consult()).expect(201)).body.id;
    page = `/desk/consulten/${id}`;
    await desk.open(page);
    await desk.send({}, `${page}/opnemen`);
  });

  it('reads what is missing by its name, in the order of the page', async () => {
    await desk.send({ text: '' }, `${page}/berichten`);
    expect([desk.status, desk.errors]).toEqual([400, ['Je tekst: vul dit in.', 'Kies wat je verstuurt.']]);
    await desk.send({ note: '' }, `${page}/nota`);
    expect(desk.errors).toEqual(['Interne nota: vul dit in.']);
    await desk.send({ agreed: '', dueOn: '', owner: '' }, `${page}/afspraken`);
    expect(desk.errors.map((error) => error.split(':')[0])).toEqual(['Wat spreken jullie af', 'Tegen wanneer', 'Wie doet het']);
  });

  it('gets her text back when nobody holds the consult any more, and when a follow-up is done already', async () => {
    await desk.send({ agreed: 'Bellen', dueOn: '2026-10-20', owner: 'assignee' }, `${page}/afspraken`);
    const finish = /action="([^"]*\/afronden)"/.exec(desk.html)![1]!;
    const field = /name="(outcome-[^"]*)"/.exec(desk.html)![1]!;
    const form = desk.form(finish);
    await desk.send({ [field]: 'Gebeld.' }, finish);
    await desk.post(finish, { ...form.fields, [field]: TYPED });
    expect([desk.status, desk.text.includes(`Je tekst, om te kopiëren Hoe het liep ${TYPED}`)]).toEqual([409, true]);

    await desk.open(page);
    await lead.delete(`/consults/${id}/assignment`).expect(200);
    await desk.send({ kind: 'answer', text: TYPED }, `${page}/berichten`);
    expect([desk.status, desk.text.includes(`Je tekst, om te kopiëren Je tekst ${TYPED}`)]).toEqual([412, true]);
    expect(desk.text).not.toContain('wat je typte, bleef staan');
  });

  it('gets her text back when the consult went to another team, and sees nothing else of it', async () => {
    await contact.put(`/consults/${id}/conflict-of-interest`, { levels: ['team'] }).expect(200);
    await desk.send({ note: TYPED }, `${page}/nota`);
    expect([desk.status, desk.text.includes(`Je tekst, om te kopiëren Interne nota ${TYPED}`)]).toEqual([404, true]);
    expect(desk.text).not.toContain('gekleineerd');
    expect(await world.query('select 1 from messages where consult_id = $1', [id])).toEqual([]);
  });
});
