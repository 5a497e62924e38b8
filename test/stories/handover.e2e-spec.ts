import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { People } from '../../src/platform/auth/people.js';
import { asActor } from '../support/as-actor.js';
import { consult } from '../support/builders.js';
import { news } from '../support/news.js';
import { Reader } from '../support/reader.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** Griet leaves; Gust, the other contact of her club, takes over what she offers and what he accepts. */
describe('handing over to the other contact of the club', () => {
  let world: World;
  let griet: Visitor;
  let gust: Visitor;
  let olga: Visitor;
  const MARK = 'overdrachtwoord';

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    [griet, gust, olga] = [await world.signIn('club-gent'), await world.signIn('club-gent-2'), await world.signIn('1712-ovl')];
  }, 60_000);
  afterAll(() => world?.stop());
  beforeEach(async () => {
    await world.query('update mandates set ended_on = null, ending_reason = null, ended_by = null, suspended_at = null');
    await world.query('delete from handovers');
    await world.setClock('2026-10-13T10:00:00+02:00');
    // Whose mandate ended for cause was signed out.
    griet = await world.signIn('club-gent');
    await news(world);
  });

  const ask = async (more: object = {}): Promise<string> =>
    (await griet.post('/consults', consult({ question: `Een ${MARK}: hoe begin ik daarover?`, ...more })).expect(201)).body.id;
  const answeredWithFollowUp = async (more: object = {}): Promise<string> => {
    const id = await ask(more);
    await olga.put(`/consults/${id}/assignment`).expect(200);
    await griet.post(`/consults/${id}/follow-ups`, { dueOn: '2026-10-30', text: 'Vragen hoe het ging.', owner: 'contact' }).expect(201);
    await olga.post(`/consults/${id}/messages`, { kind: 'answer', text: 'Vraag eerst wat zij zelf wil.' }).expect(201);
    return id;
  };
  const path = () => `/mandates/${griet.mandateId}/handover`;
  const offer = (ids: string[], more: object = {}) => griet.put(path(), { to: gust.mandateId, consultIds: ids, ...more });
  const offers = async () => (await gust.get('/handovers').expect(200)).body.items as { id: string; reference: string }[];
  const accept = async () => {
    const ids = (await offers()).map(({ id }) => id);
    return gust.put('/handovers/decision', { ids, accepted: true });
  };

  it('shows the successor reference and dates until he accepts, and then all of it; she sees it no more', async () => {
    const id = await answeredWithFollowUp({ contactBy: 'phone', phone: '0470 00 17 12', showMe: true });
    const before = (await griet.get(`/consults/${id}`).expect(200)).body;
    await offer([id]).expect(200);
    expect(await news(world)).toEqual(expect.arrayContaining(['club-gent-2: handover.offered']));
    const offered = await gust.get('/handovers').expect(200);
    expect(offered.body.items).toEqual([
      { id: expect.any(String), kind: 'consult', reference: before.reference, from: { name: 'Griet Voorbeeld' }, offeredAt: expect.any(String), submittedAt: before.submittedAt, answeredAt: expect.any(String), closedAt: null },
    ]);
    await gust.get(`/consults/${id}`).expect(404);
    await gust.put(`/handovers/${offered.body.items[0].id}/decision`, { accepted: true }).expect(200);

    const his = (await gust.get(`/consults/${id}`).expect(200)).body;
    expect([his.question, his.version]).toEqual([before.question, expect.any(Number)]);
    expect(his.version).toBeGreaterThan(before.version);
    expect((await gust.get(`/consults/${id}/messages`).expect(200)).body.items).toHaveLength(1);
    expect((await gust.get(`/consults/${id}/follow-ups`).expect(200)).body.items).toHaveLength(1);
    for (const part of ['', '/messages', '/timeline', '/proof']) await griet.get(`/consults/${id}${part}`).expect(404);
    expect((await griet.get('/consults?limit=100').expect(200)).body.items.map((one: { id: string }) => one.id)).not.toContain(id);
    // How she was to be reached and that she showed herself was hers: the team does not see him by it.
    const team = (await olga.get(`/consults/${id}`).expect(200)).body;
    expect([team.asker.shown, JSON.stringify(team).includes('0470')]).toEqual([false, false]);
    const { items } = (await olga.get(`/consults/${id}/timeline`).expect(200)).body;
    expect(items.at(-1)).toMatchObject({ kind: 'contact-changed', by: 'Klankbord' });
    // What she did is not called his.
    const seen: { by: string }[] = (await gust.get(`/consults/${id}/timeline`).expect(200)).body.items;
    expect([seen[0], seen.some(({ by }) => by === 'jij')]).toEqual([expect.objectContaining({ kind: 'submitted', by: 'een contactpersoon' }), false]);
    expect(await news(world)).toEqual(expect.arrayContaining(['1712-ovl: consult.contact-changed', 'club-gent: handover.accepted']));
    const done: { action: string; account_id: string | null }[] = await world.query(
      `select action, account_id from audit_events where action in ('mandate.hand-over', 'handover.accept', 'consult.change-asker') order by id`,
    );
    expect(done.map(({ action, account_id: account }) => [action, account])).toEqual([
      ['mandate.hand-over', griet.accountId],
      ['consult.change-asker', null],
      ['handover.accept', gust.accountId],
    ]);
    // What is written to it from now on is told to him.
    await olga.post(`/consults/${id}/messages`, { kind: 'message', text: 'Hoe gaat het nu?' }).expect(201);
    const told = await news(world);
    expect([told.includes('club-gent-2: consult.team-message'), told.some((one) => one.startsWith('club-gent:'))]).toEqual([true, false]);
  });

  it('offers some and keeps others; a draft is never handed over', async () => {
    const [one, other] = [await ask(), await ask()];
    const draft = (await griet.post('/consults?draft=true', {}).expect(201)).body.id;
    await offer([draft]).expect(404);
    await offer([one]).expect(200);
    await accept();
    await gust.get(`/consults/${one}`).expect(200);
    await gust.get(`/consults/${other}`).expect(404);
    await griet.get(`/consults/${other}`).expect(200);
    const { consults } = (await griet.get(path()).expect(200)).body;
    const ids = consults.map(({ id }: { id: string }) => id);
    expect([ids.includes(other), ids.includes(one), ids.includes(draft)]).toEqual([true, false, false]);
  });

  it('is taken back or refused, and stays hers', async () => {
    const id = await ask();
    await offer([id]).expect(200);
    const [{ id: first }] = (await offers()) as unknown as [{ id: string }];
    await griet.delete(`/handovers/${first}`).expect(204);
    expect(await offers()).toEqual([]);
    await gust.put(`/handovers/${first}/decision`, { accepted: true }).expect(404);
    await offer([id]).expect(200);
    const [{ id: second }] = (await offers()) as unknown as [{ id: string }];
    await olga.put(`/handovers/${second}/decision`, { accepted: true }).expect(403);
    await gust.put(`/handovers/${second}/decision`, { accepted: false }).expect(200);
    expect(await news(world)).toEqual(expect.arrayContaining(['club-gent: handover.declined']));
    expect((await accept()).body).toEqual({ items: [] });
    await griet.get(`/consults/${id}`).expect(200);
    await offer([id]).expect(200);
    await griet.delete(path()).expect(200);
    expect(await offers()).toEqual([]);
  });

  it('never reaches whom she keeps it from, offered or shared', async () => {
    const id = await ask();
    await griet.put(`/consults/${id}/sharing`, { accountId: gust.accountId }).expect(200);
    await offer([id]).expect(200);
    await offer([], { neverIds: [id] }).expect(200);
    expect(await offers()).toEqual([]);
    await gust.get(`/consults/${id}`).expect(404);
    expect((await offer([id])).body.type).toBe('not-this-successor');
    expect((await griet.put(`/consults/${id}/sharing`, { accountId: gust.accountId })).body.type).toBe('not-this-successor');
  });

  it('a conflict in the club keeps it from every other contact, also once it was offered', async () => {
    const id = await ask();
    await offer([id]).expect(200);
    const [{ id: standing }] = (await offers()) as unknown as [{ id: string }];
    await griet.put(`/consults/${id}/conflict-of-interest`, { levels: ['club'] }).expect(200);
    expect(await offers()).toEqual([]);
    await gust.put(`/handovers/${standing}/decision`, { accepted: true }).expect(404);
    await griet.delete(path()).expect(200);
    expect((await offer([id])).body.type).toBe('conflict-of-interest');
  });

  it('goes to nobody without a valid mandate in the club, nor under another’s', async () => {
    const id = await ask();
    const zoë = await world.signIn('club-zwijndrecht');
    expect((await griet.put(path(), { to: zoë.mandateId, consultIds: [id] })).body.type).toBe('successor');
    await gust.put(path(), { to: griet.mandateId, consultIds: [id] }).expect(404);
    await gust.put(`/mandates/${gust.mandateId}/handover`, { to: griet.mandateId, consultIds: [id] }).expect(404);
    await world.query(`update mandates set suspended_at = now() where id = $1`, [gust.mandateId]);
    expect((await offer([id])).body.type).toBe('successor');
  });

  it('after she left, her open ones are still hers to offer, and of the closed ones nothing is seen', async () => {
    const [open, closed] = [await ask(), await answeredWithFollowUp()];
    await griet.put(`/consults/${closed}/closure`, { outcome: 'resolved' }).expect(200);
    await griet.put(`/mandates/${griet.mandateId}/ending`, { endedOn: '2026-10-13', reason: 'replaced' }).expect(200);
    await world.setClock('2026-10-14T10:00:00+02:00');
    const { consults } = (await griet.get(path()).expect(200)).body;
    const ids = consults.map(({ id }: { id: string }) => id);
    expect([ids.includes(open), ids.includes(closed)]).toEqual([true, false]);
    await offer([closed]).expect(404);
    await offer([open]).expect(200);
    await accept();
    await griet.get(`/consults/${open}`).expect(404);
    await gust.get(`/consults/${open}`).expect(200);
    await gust.put(`/handovers/decision`, { ids: [], accepted: true }).expect(200);
    expect(await news(world)).toEqual(expect.arrayContaining(['club-gent: handover.accepted']));
  });

  it('of one who is gone for cause, with club and federation in the conflict, an administrator holds reference and dates until somebody accepts', async () => {
    const id = await ask();
    await griet.put(`/consults/${id}/conflict-of-interest`, { levels: ['club', 'federation'] }).expect(200);
    const { reference } = (await griet.get(`/consults/${id}`).expect(200)).body;
    const ann = await world.signIn('admin');
    const unowned = async () => (await ann.get('/handovers/unowned').expect(200)).body.items as { reference: string }[];
    expect((await unowned()).map((one) => one.reference)).not.toContain(reference);
    await ann.put(`/handovers/unowned/${reference}`, { to: gust.mandateId }).expect(404);
    const end = (who: Visitor) => who.put(`/mandates/${griet.mandateId}/ending`, { endedOn: '2026-10-13', reason: 'for-cause' }).expect(200);
    await end(ann);
    expect((await ann.put(`/handovers/unowned/${reference}`, { to: gust.mandateId })).body.type).toBe('four-eyes');
    await world.query('update mandates set ended_on = null, ending_reason = null, ended_by = null where id = $1', [griet.mandateId]);
    const fatima = await world.signIn('federatie');
    await fatima.put(`/mandates/${griet.mandateId}/suspension`).expect(200);
    expect((await unowned()).map((one) => one.reference)).not.toContain(reference);
    await fatima.delete(`/mandates/${griet.mandateId}/suspension`).expect(200);
    await end(fatima);
    const mine = (await unowned()).find((one) => one.reference === reference);
    expect(mine).toEqual({ reference, submittedAt: expect.any(String), answeredAt: null, offeredAt: null });
    await ann.get(`/consults/${id}`).expect(404);
    await gust.get('/handovers/unowned').expect(403);
    const zoë = await world.signIn('club-zwijndrecht');
    expect((await ann.put(`/handovers/unowned/${reference}`, { to: zoë.mandateId })).body.type).toBe('successor');
    await ann.put(`/handovers/unowned/${reference}`, { to: gust.mandateId }).expect(200);
    const [first] = (await offers()).filter((one) => one.reference === reference);
    await gust.put(`/handovers/${first!.id}/decision`, { accepted: false }).expect(200);
    expect(await news(world)).toEqual(expect.arrayContaining(['admin: handover.placement-declined', 'admin-2: handover.placement-declined']));
    const page = await Reader.signIn(world.url, 'admin');
    await page.open('/beheer/mandaten/zonder-contactpersoon');
    expect([page.text.includes(`Vraag ${reference}`), page.text.includes('Griet')]).toEqual([true, false]);
    await page.send({ reference, email: 'club-zwijndrecht@demo.klankbord.test' }, '/beheer/mandaten/zonder-contactpersoon');
    expect(page.text).toContain('Kies een contactpersoon van dezelfde organisatie');
    await page.send({ reference, email: 'Club-Gent-2@demo.klankbord.test' }, '/beheer/mandaten/zonder-contactpersoon');
    expect(page.text).toContain('Aangeboden.');
    const [offered] = (await offers()).filter((one) => one.reference === reference);
    await gust.get(`/consults/${id}`).expect(404);
    await gust.put(`/handovers/${offered!.id}/decision`, { accepted: true }).expect(200);
    await gust.get(`/consults/${id}`).expect(200);
    expect((await unowned()).map((one) => one.reference)).not.toContain(reference);
  });

  it('what somebody offered before she was suspended is given to nobody', async () => {
    await offer([await ask()]).expect(200);
    const [standing] = await offers();
    await (await world.signIn('federatie')).put(`/mandates/${griet.mandateId}/suspension`).expect(200);
    expect(await offers()).toEqual([]);
    await gust.put(`/handovers/${standing!.id}/decision`, { accepted: true }).expect(404);
  });

  it('of two who decide at once one is heard, and raw SQL takes nothing over', async () => {
    const id = await ask();
    await offer([id]).expect(200);
    const [{ id: standing }] = (await offers()) as unknown as [{ id: string }];
    const [person] = await world.app.get(People).mandatesOf(gust.accountId);
    for (const sql of [`update handovers set state = 'accepted', decided_at = now()`, 'update consults set asker_account_id = kb.account() where id is not null']) {
      const changed = await asActor(person!, (raw) => raw(`${sql} returning 1`)).then((rows) => rows.length, (error) => error.code);
      expect([sql, changed]).toEqual([sql, sql.includes('handovers') ? '42501' : expect.anything()]);
    }
    expect(await asActor(person!, (raw) => raw('select consult_id from kb.handovers_in_sight where id = $1', [standing]))).toEqual([{ consult_id: null }]);
    const answers = await Promise.all([
      gust.put(`/handovers/${standing}/decision`, { accepted: true }),
      griet.delete(`/handovers/${standing}`),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    const [row] = await world.query('select h.state, c.asker_account_id as asker from handovers h join consults c on c.id = h.consult_id where h.id = $1', [standing]);
    expect(row.asker).toBe(row.state === 'accepted' ? gust.accountId : griet.accountId);
  });
});
