import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { consult } from '../support/builders.js';
import { Reader } from '../support/reader.js';
import { refused } from '../support/refusals.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const NOTE = 'Ik zou eerst vragen hoe zij het zelf ziet.';

describe('taking a consult over', () => {
  let world: World;
  let contact: Visitor;
  let olga: Visitor;
  let omar: Visitor;
  let lead: Visitor;
  let volunteer: Visitor;
  let id: string;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    const names = ['club-gent', '1712-ovl', '1712-ovl-2', '1712-ovl-lead', '1712-ovl-vrijwilliger'];
    [contact, olga, omar, lead, volunteer] = (await Promise.all(names.map((name) => world.signIn(name)))) as [Visitor, Visitor, Visitor, Visitor, Visitor];
  });
  afterAll(() => world?.stop());
  beforeEach(async () => {
    id = (await contact.post('/consults', consult()).expect(201)).body.id;
  });

  const claims = (who: Visitor) => who.put(`/consults/${id}/assignment`, { accountId: who.accountId });
  const takesOver = async (who: Visitor, seen?: string) => {
    const { headers } = await who.get(`/consults/${id}`).expect(200);
    return who.put(`/consults/${id}/assignment`, { accountId: who.accountId }).set('if-match', seen ?? String(headers.etag));
  };
  const holder = async (): Promise<string> => (await world.query('select assignee_account_id as holder from consults where id = $1', [id]))[0].holder;
  const audited = (action: string): Promise<{ account_id: string }[]> =>
    world.query(`select account_id from audit_events where record_id = $1 and action = $2 and result = 'ok'`, [id, action]);

  it('a counsellor takes it from a volunteer, and it stays where it was', async () => {
    await claims(volunteer).expect(200);
    const { body } = await olga.get(`/consults/${id}`).expect(200);
    expect(body.allowed).toContain('take-over');
    const taken = await takesOver(olga);
    expect([taken.status, taken.body.status, taken.body.answerDue, taken.body.assignee.accountId]).toEqual([200, 'in-progress', body.answerDue, olga.accountId]);
    expect(await audited('consult.take-over')).toEqual([{ account_id: olga.accountId }]);
    await volunteer.post(`/consults/${id}/messages`, { kind: 'internal-note', text: NOTE }).expect(refused(403, 'role'));
  });

  it('whoever held it hears so; who takes it does not', async () => {
    await claims(volunteer).expect(200);
    await takesOver(olga);
    await lead.put(`/consults/${id}/assignment`, { accountId: omar.accountId }).expect(200);
    const heard = async (who: Visitor) => {
      const { items } = (await who.get('/notifications').expect(200)).body;
      return items.filter(({ consultId, event }: any) => consultId === id && event === 'consult.taken-over');
    };
    await world.settled();
    expect([await heard(lead), await heard(omar)]).toEqual([[], []]);
    for (const who of [volunteer, olga]) expect(await heard(who)).toEqual([expect.objectContaining({ text: expect.stringMatching(/^Een collega heeft vraag \S+ van jou overgenomen\./) })]);
  });

  it('goes to a colleague whose mandate is valid today, by the product’s day and not by the machine’s', async () => {
    await claims(olga).expect(200);
    const until = (day: string | null) => world.query('update mandates set valid_to = $2 where account_id = $1', [omar.accountId, day]);
    await until('2026-10-13');
    await lead.put(`/consults/${id}/assignment`, { accountId: omar.accountId }).expect(200);
    expect(await holder()).toBe(omar.accountId);
    await until(null);
  });

  it('not from a colleague, but the lead does', async () => {
    await claims(olga).expect(200);
    expect((await omar.get(`/consults/${id}`)).body.allowed).not.toContain('take-over');
    refused(409, 'already-claimed')(await takesOver(omar));
    expect(await holder()).toBe(olga.accountId);
    expect((await takesOver(lead)).status).toBe(200);
    expect(await holder()).toBe(lead.accountId);
  });

  it('without the version that was seen, or with any, it is a claim that comes too late', async () => {
    await claims(volunteer).expect(200);
    await claims(olga).expect(refused(409, 'already-claimed'));
    refused(409, 'already-claimed')(await takesOver(lead, '*'));
    refused(412, 'stale')(await takesOver(olga, '"1"'));
    expect(await holder()).toBe(volunteer.accountId);
  });

  it('of two counsellors at once one has it', async () => {
    await claims(volunteer).expect(200);
    const answers = await Promise.all([takesOver(olga), takesOver(omar)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => [409, 412].includes(status))).toHaveLength(1);
    const [event, ...others] = await audited('consult.take-over');
    expect([event!.account_id, others]).toEqual([await holder(), []]);
  });

  it('of twenty who claim it for themselves at once, a volunteer and the lead among them, one wins', async () => {
    const everyone = [olga, omar, lead, volunteer];
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => ({ who: everyone[i % 4]!, answer: await claims(everyone[i % 4]!) })),
    );
    const won = new Set(answers.filter(({ answer }) => answer.status === 200).map(({ who }) => who.accountId));
    expect([...won]).toEqual([await holder()]);
    for (const { answer } of answers.filter(({ answer: { status } }) => status !== 200)) refused(409, 'already-claimed')(answer);
    expect([(await audited('consult.claim')).length, (await audited('consult.take-over')).length]).toEqual([1, 0]);
  });

  describe('on the pages', () => {
    it('a volunteer’s note shows in the counsellor’s list, one button takes it over, and then it says so no more', async () => {
      await claims(volunteer).expect(200);
      await volunteer.post(`/consults/${id}/messages`, { kind: 'internal-note', text: NOTE }).expect(201);
      const desk = await Reader.signIn(world.url, '1712-ovl');
      const rowOf = async () => (await desk.open('/desk?toon=open')).html.split('<li class="kb-row').find((row) => row.includes(id))!;
      expect(await rowOf()).toContain('Nota van een vrijwilliger');
      const own = await Reader.signIn(world.url, '1712-ovl-vrijwilliger');
      expect((await own.open('/vrijwilliger?toon=open')).html).not.toContain('Nota van een vrijwilliger');

      await desk.open(`/desk/consulten/${id}`);
      expect(desk.html).not.toContain('(jij)');
      await desk.send({}, `/desk/consulten/${id}/overnemen`);
      expect(desk.text).toContain('Je nam dit consult over. Het is nu bij jou.');
      await desk.send({ note: 'Gelezen, ik bel.' }, `/desk/consulten/${id}/nota`);
      expect(await rowOf()).not.toContain('Nota van een vrijwilliger');
    });

    it('the note that a volunteer was writing meanwhile comes back to her, and is kept nowhere', async () => {
      await claims(volunteer).expect(200);
      const page = await Reader.signIn(world.url, '1712-ovl-vrijwilliger');
      await page.open(`/vrijwilliger/consulten/${id}`);
      expect((await takesOver(olga)).status).toBe(200);
      await page.send({ note: NOTE }, `/vrijwilliger/consulten/${id}/nota`);
      expect(page.status).toBe(409);
      expect(page.errors).toEqual(['Dit consult is niet meer bij jou. Je nota is niet bewaard.']);
      expect(page.text).toContain(`Je tekst, om te kopiëren Interne nota ${NOTE}`);
      expect(page.html).not.toContain('gekleineerd');
      expect(await world.query('select 1 from messages where consult_id = $1', [id])).toEqual([]);
    });
  });
});
