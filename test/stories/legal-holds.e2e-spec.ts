import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isHeld } from '../../src/features/legal-holds/standing-holds.js';
import { Database } from '../../src/platform/database/database.js';
import { consult } from '../support/builders.js';
import { news } from '../support/news.js';
import { refused } from '../support/refusals.js';
import { tablesWith } from '../support/tables.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const WORD = 'vorderingswoord';
const hold = (reference: string, more: object = {}) => ({ reference, reason: `Een ${WORD} van de onderzoeksrechter.`, endsOn: '2027-10-13', ...more });

/** A judge or an insurer asks that a consult is kept: by its reference, by the privacy officer, who reads nothing of it. */
describe('a legal hold', () => {
  let world: World;
  let griet: Visitor;
  let officer: Visitor;
  let asked: { id: string; reference: string };

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    [griet, officer] = (await Promise.all(['club-gent', 'privacy'].map((name) => world.signIn(name)))) as [Visitor, Visitor];
    asked = (await griet.post('/consults', consult()).expect(201)).body;
    await news(world);
  });
  afterAll(() => world?.stop());

  const keeps = () => world.app.get(Database).asSystem('planner', async (tx) => (await isHeld(tx, [asked.id])).has(asked.id));
  const recorded = async (id: string) =>
    (await world.query('select action from audit_events where record_id = $1 and account_id = $2 order by id', [id, officer.accountId])).map(
      ({ action }: { action: string }) => action,
    );

  it('is put by the reference as somebody wrote it, and says that it stands and nothing of the consult', async () => {
    const { body, headers } = await officer.post('/legal-holds', hold(` ${asked.reference.toLowerCase().replace('-', ' ')}`)).expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      reference: asked.reference,
      state: 'standing',
      endsOn: '2027-10-13',
      setBy: officer.accountId,
      setAt: '2026-10-13T10:00:00+02:00',
      liftedBy: null,
      liftedAt: null,
      version: 1,
      reason: `Een ${WORD} van de onderzoeksrechter.`,
      prolongations: [],
    });
    expect(headers.location).toBe(`/api/v1/legal-holds/${body.id}`);
    expect(JSON.stringify(body)).not.toContain(asked.id);
    expect(await keeps()).toBe(true);
    expect(await recorded(body.id)).toEqual(['vault.create-key', 'legal-hold.set', 'vault.open', 'legal-hold.read']);
    expect(await tablesWith(world, WORD)).toEqual([]);
    await officer.put(`/legal-holds/${body.id}/lifting`).expect(200);
  });

  it('sent twice with one key is one hold', async () => {
    const twice = await Promise.all([1, 2].map(() => officer.post('/legal-holds', hold(asked.reference)).set('idempotency-key', 'one').expect(201)));
    expect(twice[0]!.body.id).toBe(twice[1]!.body.id);
    await officer.put(`/legal-holds/${twice[0]!.body.id}/lifting`).expect(200);
  });

  it('on what never was, was never sent, is gone or is no reference gets one and the same answer', async () => {
    const draft = (await griet.post('/consults?draft=true', consult()).expect(201)).body;
    await griet.delete(`/consults/${draft.id}`).expect(204);
    const kept = (await griet.post('/consults?draft=true', consult()).expect(201)).body;
    const answers = [];
    for (const reference of ['2222-2222', draft.reference, kept.reference, 'KB-12', 'de brief van 3 maart']) {
      const { body } = await officer.post('/legal-holds', hold(reference)).expect(refused(422, 'unknown-reference', { reference: 'unknown-reference' }));
      answers.push({ ...body, requestId: '' });
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await world.query('select 1 from legal_holds where lifted_at is null')).toEqual([]);
  });

  it('needs an end that is to come, within five years, and a reason that names nobody', async () => {
    const refuse = (more: object, status: number, type: string, fields = {}) =>
      officer.post('/legal-holds', hold(asked.reference, more)).expect(refused(status, type, fields));
    await refuse({ endsOn: '2026-10-13' }, 422, 'past', { endsOn: 'past' });
    await refuse({ endsOn: '2031-10-14' }, 422, 'too-far', { endsOn: 'too-far' });
    await refuse({ endsOn: undefined }, 400, 'invalid', { endsOn: 'date' });
    await refuse({ reason: 'kort' }, 400, 'invalid', { reason: 'too-short' });
    await refuse({ reason: 'Gevraagd door Jan Peeters van de rechtbank.' }, 422, 'identifiers-found');
    await refuse({ reason: 'Over 85.07.30-033-28 in het dossier.', acknowledgedFindings: true }, 422, 'identifiers-found');
    await officer.post('/legal-holds', hold(asked.reference, { reason: 'Gevraagd door Jan Peeters van de rechtbank.', acknowledgedFindings: true })).expect(201);
    const [{ id }] = (await officer.get('/legal-holds?state=standing').expect(200)).body.items;
    await officer.put(`/legal-holds/${id}/lifting`).expect(200);
  });

  it('is prolonged with a reason of its own, and what stood before stays to be read', async () => {
    const { id } = (await officer.post('/legal-holds', hold(asked.reference)).expect(201)).body;
    const later = { endsOn: '2028-01-31', reason: 'De zaak is uitgesteld tot januari.' };
    await officer.post(`/legal-holds/${id}/prolongations`, { ...later, endsOn: '2027-10-13' }).expect(refused(422, 'not-later', { endsOn: 'not-later' }));
    await officer.post(`/legal-holds/${id}/prolongations`, later).set('if-match', '"7"').expect(refused(412, 'stale'));
    const { body } = await officer.post(`/legal-holds/${id}/prolongations`, later).set('if-match', '"1"').expect(201);
    expect(body).toMatchObject({ endsOn: '2028-01-31', version: 2, reason: expect.stringContaining(WORD) });
    expect(body.prolongations).toEqual([
      { id: expect.any(String), endedOn: '2027-10-13', endsOn: '2028-01-31', reason: later.reason, by: officer.accountId, at: '2026-10-13T10:00:00+02:00' },
    ]);
    await officer.put(`/legal-holds/${id}/lifting`).expect(200);
  });

  it('is lifted by who and when, once; then the consult is no longer kept', async () => {
    const { id } = (await officer.post('/legal-holds', hold(asked.reference)).expect(201)).body;
    const { body } = await officer.put(`/legal-holds/${id}/lifting`).expect(200);
    expect(body).toMatchObject({ state: 'lifted', liftedBy: officer.accountId, liftedAt: '2026-10-13T10:00:00+02:00', version: 2 });
    expect(await keeps()).toBe(false);
    await officer.put(`/legal-holds/${id}/lifting`).expect(refused(409, 'state'));
    await officer.post(`/legal-holds/${id}/prolongations`, { endsOn: '2028-01-31', reason: 'De zaak is uitgesteld.' }).expect(refused(409, 'state'));
    expect(await recorded(id)).toContain('legal-hold.lift');
  });

  it('is nobody’s but the privacy officers’: not to set, not to read', async () => {
    const { id } = (await officer.post('/legal-holds', hold(asked.reference)).expect(201)).body;
    for (const name of ['club-gent', '1712-ovl', '1712-ovl-lead', '1712-ovl-vrijwilliger', 'federatie', 'coordinator', 'admin']) {
      const who = await world.signIn(name);
      for (const one of [who.get('/legal-holds'), who.get(`/legal-holds/${id}`), who.post('/legal-holds', hold(asked.reference)), who.put(`/legal-holds/${id}/lifting`)]) {
        const { text } = await one.expect(refused(403, 'role'));
        expect(text).not.toContain(WORD);
      }
    }
    await officer.get('/legal-holds/dossier-7').expect(refused(404, 'not-found'));
    expect((await officer.get('/legal-holds').expect(200)).text).not.toContain(WORD);
    await officer.put(`/legal-holds/${id}/lifting`).expect(200);
  });

  it('that ends reminds the officers a week before, unless it was prolonged or lifted, and then keeps nothing any more', async () => {
    const put = async (endsOn: string) => (await officer.post('/legal-holds', hold(asked.reference, { endsOn })).expect(201)).body.id;
    await put('2026-11-30');
    const lifted = await put('2026-11-30');
    const prolonged = await put('2026-11-30');
    await officer.put(`/legal-holds/${lifted}/lifting`).expect(200);
    await officer.post(`/legal-holds/${prolonged}/prolongations`, { endsOn: '2027-01-31', reason: 'Het onderzoek loopt nog.' }).expect(201);
    await news(world);
    await world.setClock('2026-11-23T08:59:00+01:00');
    expect((await news(world)).filter((line) => line.includes('legal-hold'))).toEqual([]);
    await world.setClock('2026-11-23T09:00:00+01:00');
    expect((await news(world)).filter((line) => line.includes('legal-hold'))).toEqual(['privacy: legal-hold-ends']);
    await world.setClock('2026-11-30T20:00:00+01:00');
    await officer.put(`/legal-holds/${prolonged}/lifting`).expect(200);
    expect(await keeps()).toBe(true);
    await world.setClock('2026-12-01T00:00:00+01:00');
    expect(await keeps()).toBe(false);
    expect((await officer.get('/legal-holds?state=ended').expect(200)).body.items).toHaveLength(1);
    expect((await officer.get('/legal-holds?state=standing').expect(200)).body.items).toEqual([]);
  });
});
