import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mayOn, type EscalationRow } from '../../src/features/consults/escalation-in-sight.js';
import { People } from '../../src/platform/auth/people.js';
import { consult, facts } from '../support/builders.js';
import { news } from '../support/news.js';
import { makeAccount, makeContact, makeMandate } from '../support/people.js';
import { Reader } from '../support/reader.js';
import { refused } from '../support/refusals.js';
import { checksums, inVault, tablesWith } from '../support/tables.js';
import { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const MORNING = '2026-10-13T10:00:00+02:00';
const WORD = 'kwikstaartvlucht';
const EXTRACT = `Een trainer kleineert spelers. Kan je meekijken? (${WORD})`;
const MINE = 'rietgorsnest';
/** What stays with the club's contact: the federation reads none of it. */
const QUESTION = `Hoe begin ik daarover? ${MINE}`;

/** All of them, with what a side is decided by for the account $1. */
const EVERY_ESCALATION = `select e.*, c.asker_account_id, c.organisation_id, c.hidden_from, exists (
    select 1 from mandates k where k.account_id = $1 and k.organisation_id = c.organisation_id) as knows_organisation
  from escalations e join consults c on c.id = e.consult_id`;

describe('bringing in the federation', () => {
  let world: World;
  let griet: Visitor;
  let gust: Visitor;
  let fatima: Visitor;
  let fien: Visitor;
  let frank: Visitor;
  let olga: Visitor;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock(MORNING);
    [griet, gust, fatima, frank, olga] = (await Promise.all(
      ['club-gent', 'club-gent-2', 'federatie', 'federatie-2', '1712-ovl'].map((name) => world.signIn(name)),
    )) as [Visitor, Visitor, Visitor, Visitor, Visitor];
    // A second contact of the same federation.
    const account = await makeAccount(world, 'fien');
    await makeMandate(world, { account: account.id, role: 'federation-contact', organisation: await federation() });
    fien = await Visitor.signIn(world.url, account.email, 'klankbord-demo-1712');
  });
  afterAll(() => world?.stop());
  beforeEach(() => world.setClock(MORNING));

  const federation = async (): Promise<string> =>
    (await world.query('select organisation_id as id from mandates where id = $1', [fatima.mandateId]))[0].id;
  const ask = async (who = griet, more: object = {}): Promise<string> =>
    (await who.post('/consults', consult({ question: QUESTION, ...more })).expect(201)).body.id;
  const escalate = (id: string, body: object = { extract: EXTRACT }) => griet.post(`/consults/${id}/escalations`, body);
  const escalated = async (): Promise<{ consultId: string; id: string }> => {
    const consultId = await ask();
    return { consultId, id: (await escalate(consultId).expect(201)).body.id };
  };
  const accepted = async () => {
    const both = await escalated();
    await fatima.put(`/escalations/${both.id}/decision`, { accepted: true }).expect(200);
    return both;
  };
  const conflict = (id: string, levels: string[]) => griet.put(`/consults/${id}/conflict-of-interest`, { levels }).expect(200);
  const idsOf = async (who: Visitor): Promise<string[]> =>
    (await who.get('/escalations?limit=100').expect(200)).body.items.map((item: { id: string }) => item.id);
  const noticesOf = async (who: Visitor) => {
    await world.settled();
    return (await who.get('/notifications').expect(200)).body.items;
  };
  const referenceOf = async (who: Visitor, id: string): Promise<string> => (await who.get(`/consults/${id}`).expect(200)).body.reference;

  describe('from asking to a consult of the federation’s own', () => {
    let consultId: string;
    let id: string;

    it('a club’s contact asks with an extract, and gets a receipt of what crossed', async () => {
      consultId = await ask();
      const { body, headers } = await escalate(consultId).expect(201);
      id = body.id;
      expect(headers.location).toBe(`/api/v1/escalations/${id}`);
      expect(body).toMatchObject({
        state: 'asked',
        federation: { name: 'Sportfederatie De Brug' },
        consult: { id: consultId },
        extract: EXTRACT,
        opened: [],
        allowed: ['withdraw'],
        receipt: {
          sentAt: MORNING,
          to: 'Sportfederatie De Brug',
          professionalSecrecy: false,
          dutyOfDiscretion: true,
          crosses: ['extract', 'reference-and-dates'],
          checkedByContact: false,
        },
      });
      expect((await griet.get(`/escalations/${id}`).expect(200)).body).toEqual(body);
      expect((await griet.get(`/consults/${consultId}/escalations`).expect(200)).body).toEqual({ items: [body], nextCursor: null });
    });

    it('the federation hears of it by a mail that says nothing, and a notice that names no consult', async () => {
      expect((await news(world)).filter((line) => line.includes('escalation'))).toEqual([
        'federatie: escalation.asked',
        expect.stringMatching(/^fien-.*: escalation.asked$/),
      ]);
      const [notice] = await noticesOf(fatima);
      expect(notice).toMatchObject({ event: 'escalation.asked', escalationId: id, consultId: null, reference: null, text: 'Een club vraagt je mee te kijken.' });
      const [row] = await world.query(`select payload from outbox where event = 'escalation.asked'`);
      expect(row.payload).toEqual({ escalationId: id, by: griet.accountId });
    });

    it('her contacts see the extract, the receipt and the consult’s reference and dates, and nothing else of it', async () => {
      const reference = await referenceOf(griet, consultId);
      for (const who of [fatima, fien]) {
        const { body, text } = await who.get(`/escalations/${id}`).expect(200);
        expect(body).toMatchObject({ extract: EXTRACT, state: 'asked', allowed: ['accept', 'decline'], opened: [] });
        expect(body.consult).toEqual({ reference, submittedAt: MORNING, answeredAt: null, closedAt: null, outcome: null });
        for (const never of [MINE, consultId, griet.accountId, 'Griet', 'Zwaluw', '1712']) expect([never, text.includes(never)]).toEqual([never, false]);
        const list = await who.get('/escalations').expect(200);
        expect(list.body.items.map((item: { id: string }) => item.id)).toEqual([id]);
        expect(list.text).not.toContain(WORD);
        for (const path of ['', '/messages', '/timeline', '/proof', '/follow-ups', '/escalations']) {
          await who.get(`/consults/${consultId}${path}`).expect(refused(404, 'not-found'));
        }
      }
    });

    it('to everybody else it does not exist, whatever they try', async () => {
      const others = [gust, frank, olga, ...(await Promise.all(['1712-ovl-lead', 'coordinator', 'admin', 'privacy'].map((name) => world.signIn(name))))];
      const before = await checksums(world);
      for (const who of others) {
        for (const [one, unknown] of [[who.get(`/escalations/${id}`), who.get(`/escalations/${randomUUID()}`)],
          [who.put(`/escalations/${id}/decision`, { accepted: true }), who.put('/escalations/nr-7/decision', { accepted: true })],
          [who.delete(`/escalations/${id}`), who.delete(`/escalations/${randomUUID()}`)]] as const) {
          const answer = await one.expect(refused(404, 'not-found'));
          expect({ ...answer.body, requestId: '' }).toEqual({ ...(await unknown).body, requestId: '' });
        }
        const list = await who.get('/escalations');
        expect([list.status, list.body.items ?? []]).toEqual([[gust, frank].includes(who) ? 200 : 403, []]);
      }
      expect(await checksums(world)).toEqual(before);
    });

    it('who asked does not decide, and the federation does not take it back', async () => {
      await griet.put(`/escalations/${id}/decision`, { accepted: true }).expect(refused(403, 'role'));
      await fatima.delete(`/escalations/${id}`).expect(refused(403, 'role'));
    });

    it('before she said yes no consult is opened from it', async () => {
      await fatima.post('/consults', consult({ escalationId: id })).expect(refused(422, 'escalation-not-accepted'));
      await fatima.post('/consults?draft=true', { escalationId: id }).expect(refused(422, 'escalation-not-accepted'));
    });

    it('one of them accepts, once; who asked hears it and reads the reason', async () => {
      await news(world);
      const { body } = await fatima.put(`/escalations/${id}/decision`, { accepted: true, reason: `Ik kijk mee. ${WORD}` }).expect(200);
      expect(body).toMatchObject({ state: 'accepted', decidedAt: MORNING, reason: `Ik kijk mee. ${WORD}`, allowed: ['open-consult'] });
      const late = await fien.put(`/escalations/${id}/decision`, { accepted: false }).expect(refused(409, 'state'));
      expect(late.body.allowed).toEqual(['open-consult']);
      await griet.delete(`/escalations/${id}`).expect(refused(409, 'state'));

      expect(await news(world)).toEqual(['club-gent: escalation.decided']);
      const reference = await referenceOf(griet, consultId);
      expect((await noticesOf(griet))[0]).toMatchObject({ event: 'escalation.decided', consultId, escalationId: id, text: `Je federatie antwoordde bij ${reference}.` });
      expect((await griet.get(`/escalations/${id}`).expect(200)).body).toMatchObject({ state: 'accepted', reason: `Ik kijk mee. ${WORD}`, allowed: [] });
    });

    it('she opens a consult of her own from it, which goes to a VK by the ordinary routing', async () => {
      const child = facts({ victims: [{ ageBand: '12-15', residencePostalCode: '9000' }] });
      const { body } = await fatima.post('/consults', consult({ facts: child, escalationId: id })).expect(201);
      expect(body.team).toMatchObject({ code: 'vk-oost-vlaanderen', kind: 'vk' });
      expect((await fatima.get(`/escalations/${id}`)).body.opened).toMatchObject([{ id: body.id, reference: body.reference, outcome: null }]);

      const club = await griet.get(`/escalations/${id}`).expect(200);
      expect(club.body.opened).toEqual([{ reference: body.reference, submittedAt: MORNING, answeredAt: null, closedAt: null, outcome: null }]);
      expect(club.text).not.toContain(body.id);
      await griet.get(`/consults/${body.id}`).expect(refused(404, 'not-found'));

      const vera = await world.signIn('vk-ovl');
      const { text } = await vera.get(`/consults/${body.id}`).expect(200);
      expect(text).not.toMatch(/escalation/i);
      for (const who of [vera, olga]) await who.get(`/escalations/${id}`).expect(refused(404, 'not-found'));
    });

    it('a colleague at the federation sees the escalation, and not the consult that was opened from it', async () => {
      expect((await fien.get(`/escalations/${id}`).expect(200)).body.opened).toEqual([]);
    });

    it('who asked learns how that one ended, by its code and not by its words', async () => {
      const [{ id: theirs }] = (await fatima.get('/consults').expect(200)).body.items;
      const vera = await world.signIn('vk-ovl');
      await vera.put(`/consults/${theirs}/assignment`).expect(200);
      await vera.post(`/consults/${theirs}/messages`, { kind: 'answer', text: `Antwoord. ${MINE}` }).expect(201);
      await fatima.put(`/consults/${theirs}/closure`, { outcome: 'referred', reason: `Omdat. ${MINE}` }).expect(200);
      const { body, text } = await griet.get(`/escalations/${id}`).expect(200);
      expect(body.opened).toMatchObject([{ outcome: 'referred', answeredAt: MORNING, closedAt: MORNING }]);
      // The club's own consult is still open: each sees of the other's how it ended, once it has.
      expect((await fatima.get(`/escalations/${id}`)).body.consult).toMatchObject({ outcome: null });
      expect(text).not.toContain(MINE);
    });

    it('a conflict with the club that the federation names hides its consult from the club', async () => {
      const [{ id: theirs }] = (await fatima.get('/consults').expect(200)).body.items;
      await fatima.put(`/consults/${theirs}/conflict-of-interest`, { levels: ['club'] }).expect(200);
      expect((await griet.get(`/escalations/${id}`).expect(200)).body.opened).toEqual([]);
      expect((await fatima.get(`/escalations/${id}`).expect(200)).body.opened).toHaveLength(1);
    });

    it('no text of it stands in plain, and each change and reading is on record', async () => {
      expect(await tablesWith(world, WORD)).toEqual([]);
      const keys = await inVault('select record_id from data_keys where record_id = any($1::uuid[])', [[id, consultId]]);
      expect(keys).toHaveLength(2);
      const [{ ciphertexts }] = await world.query(
        'select count(*)::int as ciphertexts from escalations where id = $1 and extract_ct is not null and receipt_ct is not null and reason_ct is not null',
        [id],
      );
      expect(ciphertexts).toBe(1);
      const rows = await world.query('select distinct action from audit_events where record_id = $1', [id]);
      const actions = rows.map(({ action }: { action: string }) => action);
      expect(actions).toEqual(expect.arrayContaining(['escalation.ask', 'escalation.read', 'escalation.decide', 'vault.open']));
      expect(world.mailbox.mails.map(({ raw }) => raw).join()).not.toContain(WORD);
    });
  });

  describe('declined', () => {
    it('keeps state and dates with the federation, not the extract, and she may ask again', async () => {
      const { consultId, id } = await escalated();
      const { body, text } = await fien.put(`/escalations/${id}/decision`, { accepted: false, reason: 'Hier weten we te weinig van.' }).expect(200);
      expect(body).toMatchObject({ state: 'declined', allowed: [] });
      expect(text).not.toContain(WORD);
      expect((await fatima.get(`/escalations/${id}`).expect(200)).text).not.toContain(WORD);
      expect((await griet.get(`/escalations/${id}`)).body).toMatchObject({ state: 'declined', extract: EXTRACT, reason: 'Hier weten we te weinig van.' });
      await fatima.post('/consults', consult({ escalationId: id })).expect(refused(422, 'escalation-not-accepted'));

      await escalate(consultId).expect(201);
      const standing = await escalate(consultId).expect(refused(409, 'state'));
      expect(standing.body.allowed).not.toContain('escalate');
    });
  });

  describe('taken back before anybody decided', () => {
    it('can no longer be accepted, and its mail that waits for the morning is not sent', async () => {
      await news(world);
      await world.setClock('2026-10-13T22:00:00+02:00');
      const { id } = await escalated();
      await world.settled();
      await griet.delete(`/escalations/${id}`).expect(204);
      await griet.delete(`/escalations/${id}`).expect(refused(409, 'state'));
      await fatima.put(`/escalations/${id}/decision`, { accepted: true }).expect(refused(409, 'state'));
      const seen = await fatima.get(`/escalations/${id}`).expect(200);
      expect([seen.body.state, seen.text.includes(WORD)]).toEqual(['withdrawn', false]);
      await world.setClock('2026-10-14T08:00:00+02:00');
      expect((await news(world)).filter((line) => line.includes('escalation'))).toEqual([]);
    });
  });

  describe('a conflict with the federation', () => {
    it('named before makes it impossible', async () => {
      const id = await ask(griet, { facts: facts({ conflictOfInterest: ['federation'] }) });
      await escalate(id).expect(refused(422, 'conflict-of-interest'));
      expect(await world.query('select 1 from escalations where consult_id = $1', [id])).toEqual([]);
    });

    it('named later hides it at once: in the list, by its id, in notices, for a decision and for a consult', async () => {
      const { consultId, id } = await escalated();
      const notice = (await noticesOf(fatima)).find((one: { escalationId: string }) => one.escalationId === id);
      await fatima.put(`/escalations/${id}/decision`, { accepted: true }).expect(200);
      const { body: draft } = await fatima.post('/consults?draft=true', { ...consult(), escalationId: id }).expect(201);
      await conflict(consultId, ['federation']);

      for (const who of [fatima, fien]) {
        expect(await idsOf(who)).not.toContain(id);
        expect((await noticesOf(who)).map((one: { escalationId: string }) => one.escalationId)).not.toContain(id);
        await who.get(`/escalations/${id}`).expect(refused(404, 'not-found'));
        await who.put(`/escalations/${id}/decision`, { accepted: false }).expect(refused(404, 'not-found'));
        await who.post('/consults', consult({ escalationId: id })).expect(refused(404, 'not-found'));
      }
      await fatima.put(`/notifications/${notice.id}/reading`).expect(refused(404, 'not-found'));
      expect((await griet.get(`/escalations/${id}`).expect(200)).body.state).toBe('accepted');

      // What she began with it she may still send; nothing leads back to it.
      await fatima.put(`/consults/${draft.id}/submission`).expect(200);
      expect(await world.query('select escalation_id from consults where id = $1', [draft.id])).toEqual([{ escalation_id: null }]);
      expect((await griet.get(`/escalations/${id}`)).body.opened).toEqual([]);
    });

    it('named in the evening stops the mail of the morning', async () => {
      await news(world);
      await world.setClock('2026-10-13T22:00:00+02:00');
      const { consultId } = await escalated();
      await world.settled();
      await conflict(consultId, ['federation']);
      await world.setClock('2026-10-14T08:00:00+02:00');
      expect((await news(world)).filter((line) => line.includes('escalation'))).toEqual([]);
    });
  });

  describe('is not for', () => {
    it('a federation’s own asker: her role never may', async () => {
      const id = await ask(fatima);
      expect((await fatima.get(`/consults/${id}`)).body.allowed).not.toContain('escalate');
      await fatima.post(`/consults/${id}/escalations`, { extract: EXTRACT }).expect(refused(403, 'role'));
      await fatima.get(`/consults/${id}/escalations`).expect(refused(403, 'role'));
    });

    it('a colleague who reads along, nor anybody who does not see the consult', async () => {
      const id = await ask();
      await griet.put(`/consults/${id}/sharing`, { accountId: gust.accountId }).expect(200);
      await gust.post(`/consults/${id}/escalations`, { extract: EXTRACT }).expect(refused(403, 'role'));
      await gust.get(`/consults/${id}/escalations`).expect(refused(403, 'role'));
      await olga.post(`/consults/${id}/escalations`, { extract: EXTRACT }).expect(refused(403, 'role'));
      await frank.post(`/consults/${id}/escalations`, { extract: EXTRACT }).expect(refused(404, 'not-found'));
    });

    it('a club that no federation verifies today', async () => {
      const lone = await makeContact(world, 'club', '9000');
      const id = await ask(lone);
      await lone.post(`/consults/${id}/escalations`, { extract: EXTRACT }).expect(refused(422, 'no-federation'));
    });

    it('a draft, nor what is closed or withdrawn', async () => {
      const { body: draft } = await griet.post('/consults?draft=true', consult()).expect(201);
      await escalate(draft.id).expect(refused(409, 'state'));
      const id = await ask();
      expect((await griet.get(`/consults/${id}`)).body.allowed).toContain('escalate');
      await griet.put(`/consults/${id}/withdrawal`, {}).expect(200);
      await escalate(id).expect(refused(409, 'state'));
    });

    it('a club’s contact to open a consult from', async () => {
      const { id } = await accepted();
      await griet.post('/consults', consult({ escalationId: id })).expect(refused(403, 'role'));
      for (const unknown of [randomUUID(), (await escalated()).id]) {
        await frank.post('/consults', consult({ escalationId: unknown })).expect(refused(404, 'not-found'));
      }
      await fatima.post('/consults', { escalationId: randomUUID() }).expect(refused(400, 'invalid'));
    });
  });

  describe('with what looks like a person in it', () => {
    const NAMED = 'Het gaat over trainer Jan Peeters.';

    it('is sent on her word only, and the receipt says so; a register number never', async () => {
      const id = await ask();
      const { body } = await escalate(id, { extract: NAMED }).expect(refused(422, 'identifiers-found'));
      expect(body.findings).toMatchObject([{ field: 'extract', kind: 'name' }]);
      await escalate(id, { extract: 'Zie 85.07.30-033.28.', acknowledgedFindings: true }).expect(refused(422, 'identifiers-found'));
      const sent = await escalate(id, { extract: NAMED, acknowledgedFindings: true }).expect(201);
      expect(sent.body.receipt.checkedByContact).toBe(true);
      await fatima.put(`/escalations/${sent.body.id}/decision`, { accepted: true, reason: NAMED }).expect(refused(422, 'identifiers-found'));
      expect((await griet.get(`/escalations/${sent.body.id}`)).body.state).toBe('asked');
    });
  });

  describe('on the pages', () => {
    let consultId: string;
    let reader: Reader;
    let page: string;

    it('she reads beforehand what it means, writes, and looks once more at what looks like a person', async () => {
      consultId = await ask();
      reader = await Reader.signIn(world.url, 'club-gent');
      await reader.open(`/club/consulten/${consultId}`);
      page = `/club/consulten/${consultId}/federatie`;
      expect(reader.html).toContain(`href="${page}"`);
      await reader.open(page);
      expect(reader.title).toBe('Je federatie erbij halen – Klankbord');
      for (const words of ['Sportfederatie De Brug', 'discretieplicht, maar geen beroepsgeheim', 'Dit blijft bij jou', 'Het gesprek met het team']) {
        expect(reader.text).toContain(words);
      }
      await reader.send({ extract: '' });
      expect([reader.status, reader.errors]).toEqual([400, ['Wat je federatie leest: vul dit in.']]);
      await reader.send({ extract: `Trainer Jan Peeters kleineert. ${WORD}` });
      expect([reader.status, reader.text.includes('Staat hier iets over een persoon?')]).toEqual([422, true]);
      await reader.send({ vervang: 'alles' });
      await reader.send({});
      expect(reader.path).toBe(`${page}?klaar=gevraagd`);
      expect(reader.text).toContain('Wacht op je federatie');
      expect(reader.text).toContain(WORD);
      expect(reader.text).not.toContain('Peeters');
    });

    it('the federation finds it from home and from its news, says yes, and starts a consult of its own from it', async () => {
      await world.settled();
      const fatimas = await Reader.signIn(world.url, 'federatie');
      expect(fatimas.html).toContain('href="/federatie/meekijken"');
      const [{ id }] = await world.query('select id from escalations where consult_id = $1', [consultId]);
      await fatimas.open('/meldingen');
      expect(fatimas.html).toContain(`href="/federatie/meekijken/${id}"`);
      await fatimas.open('/federatie/meekijken');
      expect(fatimas.text).toContain('Wacht op jullie');
      await fatimas.open(`/federatie/meekijken/${id}`);
      expect(fatimas.text).toContain(WORD);
      for (const never of [MINE, consultId, 'Zwaluw', 'Griet']) expect([never, fatimas.html.includes(never)]).toEqual([never, false]);
      await fatimas.send({ besluit: 'ja', reason: 'Ik kijk mee.' });
      expect(fatimas.path).toBe(`/federatie/meekijken/${id}?klaar=ja`);
      await fatimas.send({}, `/federatie/meekijken/${id}/consult`);
      expect(fatimas.path).toMatch(/^\/federatie\/vraag\/[0-9a-f-]{36}\/gevaar$/);
      const draft = fatimas.path.split('/')[3]!;
      expect(await world.query('select status, escalation_id from consults where id = $1', [draft])).toEqual([{ status: 'draft', escalation_id: id }]);
      await fatimas.send({ gevaar: 'no' });
      expect(fatimas.path).toBe(`/federatie/vraag/${draft}/soort`);

      await reader.open(page);
      expect(reader.text).toContain('Je federatie kijkt mee');
      expect(reader.text).toContain('Ik kijk mee.');

      await conflict(consultId, ['federation']);
      await fatimas.open(`/federatie/meekijken/${id}`);
      expect(fatimas.status).toBe(404);
      await fatimas.open('/meldingen');
      expect(fatimas.html).not.toContain(id);
    });

    it('she takes it back with one tap, and reads why it cannot be asked of a federation that must not know', async () => {
      const id = await ask();
      await reader.open(`/club/consulten/${id}/federatie`);
      await reader.send({ extract: 'Kan je meekijken?' });
      const [{ id: escalationId }] = await world.query('select id from escalations where consult_id = $1', [id]);
      await reader.send({}, `/club/consulten/${id}/federatie/${escalationId}/intrekken`);
      expect(reader.text).toContain('Door jou ingetrokken');
      const hidden = await ask(griet, { facts: facts({ conflictOfInterest: ['federation'] }) });
      await reader.open(`/club/consulten/${hidden}/federatie`);
      expect(reader.text).toContain('Je federatie weet er dus niets van.');
      expect(() => reader.form()).toThrow('no form');
    });
  });

  it('asked twice with one key is asked once', async () => {
    const id = await ask();
    const send = (extract: string) => escalate(id, { extract }).set('idempotency-key', 'een');
    const first = await send(EXTRACT).expect(201);
    const second = await send(EXTRACT).expect(201);
    expect([second.body.id, second.headers.location]).toEqual([first.body.id, first.headers.location]);
    await send('Iets anders.').expect(refused(422, 'idempotency-key-reused'));
  });

  it('two contacts who decide at the same time: one decides, the other hears that it is decided', async () => {
    const { id } = await escalated();
    const answers = await Promise.all([
      fatima.put(`/escalations/${id}/decision`, { accepted: true }),
      fien.put(`/escalations/${id}/decision`, { accepted: false }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await world.query('select count(*)::int as n from outbox where payload->>\'escalationId\' = $1 and event = \'escalation.decided\'', [id])).toEqual([{ n: 1 }]);
  });

  it('who has no access to the federation any more sees nothing and gets nothing', async () => {
    await news(world);
    await world.query('update mandates set suspended_at = now() where id = $1', [fien.mandateId]);
    const { id } = await escalated();
    expect((await news(world)).filter((line) => line.includes('escalation'))).toEqual(['federatie: escalation.asked']);
    await fien.get(`/escalations/${id}`).expect(refused(403, 'no-mandate'));
  });

  it('whoever looks: what the table allows is what the list holds', async () => {
    const both = await makeAccount(world, 'both');
    const [{ id: club }] = await world.query('select organisation_id as id from mandates where id = $1', [griet.mandateId]);
    await makeMandate(world, { account: both.id, role: 'federation-contact', organisation: await federation() });
    const wasOfTheClub = await Visitor.signIn(world.url, both.email, 'klankbord-demo-1712');
    await makeMandate(world, { account: both.id, role: 'club-contact', organisation: club, to: '2013-01-01' });
    const { consultId } = await escalated();
    await conflict(consultId, ['club']);

    const sizes = new Set<number>();
    for (const who of [griet, gust, fatima, frank, wasOfTheClub]) {
      const [person] = await world.app.get(People).mandatesOf(who.accountId);
      const rows = await world.query(EVERY_ESCALATION, [who.accountId]);
      const allowed = rows.filter((row: EscalationRow) => mayOn('escalation.see', person!, row)).map(({ id }: EscalationRow) => id);
      expect((await idsOf(who)).sort()).toEqual(allowed.sort());
      sizes.add(allowed.length);
    }
    // Everything, all but what is hidden from the federation, all but what is hidden from the club too, nothing.
    expect(sizes.size).toBe(4);
  });

  it('the list turned page by page is the same list, newest first', async () => {
    const whole = await idsOf(fatima);
    expect(whole).toEqual([...whole].sort().reverse());
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await fatima.get(`/escalations?limit=2${cursor && `&cursor=${cursor}`}`).expect(200);
      const body: { items: { id: string }[]; nextCursor: string | null } = page.body;
      pages.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(pages).toEqual(whole);
    await fatima.get('/escalations?cursor=niets').expect(refused(400, 'invalid'));
  });
});
