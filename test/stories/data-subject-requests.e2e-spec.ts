import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEmail } from '../../src/features/seed/demo-people.js';
import { DestroyOfficeRecords } from '../../src/features/retention/destroy-office-records.js';
import { news } from '../support/news.js';
import { refused } from '../support/refusals.js';
import { inVault, tablesWith } from '../support/tables.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const NAME = 'Zuurzoet';
const request = (more: object = {}) => ({ kind: 'access', receivedOn: '2026-10-12', ...more });

/** Somebody asks what is kept of them, or that it goes: registered under a number, put to whoever can answer, in a month. */
describe('a request of a data subject', () => {
  let world: World;
  let officer: Visitor;
  let gent: string;
  let team: string;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    officer = await world.signIn('privacy');
    const found = async (name: string) => (await officer.get(`/data-subject-requests/addressees?${new URLSearchParams({ name })}`).expect(200)).body.items;
    [{ id: gent }] = await found('zwaluw');
    [{ id: team }] = await found('1712 Oost');
    await news(world);
  });
  afterAll(() => world?.stop());

  const register = async (more: object = {}) => (await officer.post('/data-subject-requests', request(more)).expect(201)).body;
  const recorded = async (id: string) =>
    (await world.query(`select action from audit_events where record_id = $1 and action like 'data-subject-request.%' order by id`, [id])).map(
      ({ action }: { action: string }) => action,
    );

  it('is registered under a number, and due in a month; who asks is not in it', async () => {
    const { body, headers } = await officer.post('/data-subject-requests', request()).expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      number: expect.stringMatching(/^VB-[2-9FJKMPQRX]{4}$/),
      kind: 'access',
      state: 'open',
      receivedOn: '2026-10-12',
      dueOn: '2026-11-12',
      late: false,
      extension: null,
      addressee: null,
      putAt: null,
      refusalReason: null,
      closedOn: null,
      hasNote: false,
      note: null,
      createdAt: '2026-10-13T10:00:00+02:00',
      version: 1,
    });
    expect(headers.location).toBe(`/api/v1/data-subject-requests/${body.id}`);
    expect(await recorded(body.id)).toEqual(['data-subject-request.register']);
  });

  it('came in today or in the past year, and is of a kind that the law knows', async () => {
    const refuse = (more: object, status: number, fields: Record<string, string>) =>
      officer.post('/data-subject-requests', request(more)).expect(refused(status, undefined, fields));
    await refuse({ receivedOn: '2026-10-14' }, 422, { receivedOn: 'wrong-day' });
    await refuse({ receivedOn: '2025-10-12' }, 422, { receivedOn: 'wrong-day' });
    await refuse({ kind: 'wissen' }, 400, { kind: 'unknown-value' });
    await refuse({ consultId: officer.accountId }, 400, { consultId: 'unknown-field' });
  });

  it('may have a sealed note, which goes with its key when the request is closed', async () => {
    const { id } = await register({ note: `Mevrouw ${NAME}, per brief.` });
    expect((await officer.get(`/data-subject-requests/${id}`).expect(200)).body.note).toBe(`Mevrouw ${NAME}, per brief.`);
    expect((await officer.get('/data-subject-requests').expect(200)).text).not.toContain(NAME);
    expect(await tablesWith(world, NAME)).toEqual([]);
    const keys = () => inVault('select 1 from data_keys where record_id = $1', [id]);
    expect(await keys()).toHaveLength(1);
    for (const note of ['', `Toch ${NAME}.`]) await officer.put(`/data-subject-requests/${id}/note`, { note }).expect(200);
    await officer.put(`/data-subject-requests/${id}/note`, { note: 'Nummer 85.07.30-033-28' }).expect(refused(422, 'identifiers-found'));
    const { body } = await officer.put(`/data-subject-requests/${id}/closure`, { outcome: 'answered' }).expect(200);
    expect(body).toMatchObject({ state: 'answered', closedOn: '2026-10-13', note: null, hasNote: false });
    expect(await keys()).toEqual([]);
    await officer.put(`/data-subject-requests/${id}/note`, { note: 'x' }).expect(refused(409, 'state'));
  });

  it('is put to a club: its contacts get a mail without a word of it, and in the portal the number, what to do and by when', async () => {
    const { id, number } = await register();
    await officer.put(`/data-subject-requests/${id}/addressee`, { organisationId: gent }).expect(200);
    expect(await news(world)).toEqual(['club-gent-2: data-subject-request.put', 'club-gent: data-subject-request.put']);
    const griet = await world.signIn('club-gent');
    const [notice] = (await griet.get('/notifications').expect(200)).body.items;
    expect(notice.text).toMatch(new RegExp(`verzoek ${number}\\..*antwoord ten laatste op 12 november 2026.*Zoek niet in consulten`));
    await griet.get(`/data-subject-requests/${id}`).expect(refused(403, 'role'));
  });

  it('is put to a team: its lead hears of it, the counsellors do not', async () => {
    const { id, number } = await register();
    await officer.put(`/data-subject-requests/${id}/addressee`, { organisationId: team }).expect(200);
    await world.settled();
    const [mail] = world.mailbox.to(demoEmail('1712-ovl-lead'));
    expect(mail!.subject).toBe('Klankbord: een vraag over persoonsgegevens');
    expect(mail!.raw).not.toContain(number);
    expect(await news(world)).toEqual(['1712-ovl-lead: data-subject-request.put']);
  });

  it('that is put elsewhere, extended or closed is told to whoever had it, or has it', async () => {
    const { id, number } = await register();
    const griet = await world.signIn('club-gent');
    const lead = await world.signIn('1712-ovl-lead');
    const last = async (who: Visitor) => (await who.get('/notifications?limit=1').expect(200)).body.items[0].text;
    // Each is told of before the next: what is told at once comes in any order.
    for (const [step, body] of [
      ['addressee', { organisationId: gent }],
      ['addressee', { organisationId: team }],
      ['extension', { reason: 'complex', toldOn: '2026-10-13' }],
    ] as const) {
      await officer.put(`/data-subject-requests/${id}/${step}`, body).expect(200);
      await world.settled();
    }
    expect(await last(griet)).toBe(`Voor verzoek ${number} over persoonsgegevens hoef je niets meer te doen.`);
    expect(await last(lead)).toBe(`Verzoek ${number} over persoonsgegevens kreeg uitstel. Antwoord ten laatste op 12 januari 2027.`);
    await officer.put(`/data-subject-requests/${id}/closure`, { outcome: 'answered' }).expect(200);
    await world.settled();
    expect(await last(lead)).toBe(`Voor verzoek ${number} over persoonsgegevens hoef je niets meer te doen.`);
    await news(world);
  });

  it('is not put to whom nobody answers for', async () => {
    const { id } = await register();
    const [{ id: authority }] = await world.query(`select id from organisations where kind = 'authority'`);
    const [{ id: empty }] = await world.query(`select organisation_id as id from teams where code = '1712-limburg'`);
    for (const organisationId of [authority, empty, officer.accountId]) {
      await officer.put(`/data-subject-requests/${id}/addressee`, { organisationId }).expect(refused(422, 'nobody-there', { organisationId: 'nobody-there' }));
    }
    expect((await officer.get('/data-subject-requests/addressees?name=vlaanderen (oef').expect(200)).body.items).toEqual([]);
    await officer.get('/data-subject-requests/addressees?name=%25').expect(200).expect(({ body }) => expect(body.items).toEqual([]));
  });

  it('gets two months more, once, when the person heard so in time', async () => {
    const { id } = await register({ receivedOn: '2026-09-30' });
    const extend = (more: object = {}) => officer.put(`/data-subject-requests/${id}/extension`, { reason: 'complex', toldOn: '2026-10-13', ...more });
    await extend({ toldOn: '2026-10-14' }).expect(refused(422, 'wrong-day', { toldOn: 'wrong-day' }));
    await extend({ toldOn: '2026-09-29' }).expect(refused(422, 'wrong-day'));
    await extend().set('if-match', '"4"').expect(refused(412, 'stale'));
    const { body } = await extend().set('if-match', '"1"').expect(200);
    expect(body).toMatchObject({ dueOn: '2026-12-30', extension: { reason: 'complex', toldOn: '2026-10-13' }, version: 2 });
    await extend().expect(refused(409, 'state'));
  });

  it('is refused with a reason, and not without', async () => {
    const { id } = await register();
    const close = (body: object) => officer.put(`/data-subject-requests/${id}/closure`, body);
    await close({ outcome: 'refused' }).expect(refused(422, 'required', { reason: 'required' }));
    await close({ outcome: 'answered', reason: 'excessive' }).expect(refused(422, 'required'));
    const { body } = await close({ outcome: 'refused', reason: 'not-identified' }).expect(200);
    expect(body).toMatchObject({ state: 'refused', refusalReason: 'not-identified' });
    await close({ outcome: 'answered' }).expect(refused(409, 'state'));
    expect(await recorded(id)).toEqual(['data-subject-request.register', 'data-subject-request.close']);
  });

  it('is nobody’s but the privacy officers’', async () => {
    const { id } = await register({ note: NAME });
    for (const name of ['club-gent', '1712-ovl', '1712-ovl-lead', 'federatie', 'coordinator', 'admin']) {
      const who = await world.signIn(name);
      for (const path of ['', '/addressees?name=a', `/${id}`]) await who.get(`/data-subject-requests${path}`).expect(refused(403, 'role'));
      await who.post('/data-subject-requests', request()).expect(refused(403, 'role'));
      await who.put(`/data-subject-requests/${id}/closure`, { outcome: 'answered' }).expect(refused(403, 'role'));
    }
    await officer.put('/data-subject-requests/dossier-7/closure', { outcome: 'answered' }).expect(refused(404, 'not-found'));
  });

  it('that is due reminds the officers 14 and 7 days before and on the day, until it is closed', async () => {
    await world.query(`update data_subject_requests set state = 'answered', closed_on = '2026-10-13' where state in ('open', 'put')`);
    const waiting = await register();
    const closed = await register();
    await officer.put(`/data-subject-requests/${closed.id}/closure`, { outcome: 'answered' }).expect(200);
    const told: string[] = [];
    for (const day of ['10-28', '10-29', '11-05', '11-11', '11-12', '11-13']) {
      await world.setClock(`2026-${day}T10:00:00+01:00`);
      told.push(...(await news(world)).filter((line) => line.includes('request')).map((line) => `${day} ${line}`));
    }
    expect(told).toEqual(['10-29', '11-05', '11-12'].map((day) => `${day} privacy: data-subject-request-due`));
    expect((await officer.get(`/data-subject-requests/${waiting.id}`).expect(200)).body.late).toBe(true);
  });

  it('is destroyed three years after it was closed; one that waits stays', async () => {
    const [waiting, closed] = [await register(), await register()];
    await officer.put(`/data-subject-requests/${closed.id}/closure`, { outcome: 'answered' }).expect(200);
    await world.setClock('2029-12-01T10:00:00+01:00');
    await world.worker!.get(DestroyOfficeRecords).round();
    await officer.get(`/data-subject-requests/${waiting.id}`).expect(200);
    await officer.get(`/data-subject-requests/${closed.id}`).expect(refused(404, 'not-found'));
  });
});
