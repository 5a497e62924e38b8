import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consult, facts } from '../support/builders.js';
import { refused } from '../support/refusals.js';
import { checksums, inVault, tablesWith } from '../support/tables.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const MARK = 'kwikstaartvlucht';
const REGISTER_NUMBER = '85.07.30-033.28';

describe('a draft', () => {
  let world: World;
  let contact: Visitor;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    contact = await world.signIn('club-gent');
  });
  afterAll(() => world?.stop());

  const keep = async (body: object = {}): Promise<string> => (await contact.post('/consults?draft=true', body).expect(201)).body.id;
  const audited = async (id: string): Promise<string[]> => {
    const rows = await world.query('select action, account_id from audit_events where record_id = $1 order by id', [id]);
    expect(rows.every((row: any) => row.account_id !== null)).toBe(true);
    return rows.map(({ action }: any) => action);
  };

  it('may hold nothing at all', async () => {
    const { body, headers } = await contact.post('/consults?draft=true', {}).expect(201);
    expect(headers.location).toBe(`/api/v1/consults/${body.id}`);
    expect(headers.etag).toBe('"1"');
    expect(body).toMatchObject({
      status: 'draft',
      urgency: null,
      team: null,
      facts: null,
      question: null,
      submittedAt: null,
      answerDue: null,
      version: 1,
      allowed: ['edit-draft', 'discard', 'submit', 'set-conflict', 'keep'],
    });
    expect(await world.query('select 1 from outbox')).toEqual([]);
    await contact.delete(`/consults/${body.id}`).expect(204);
  });

  it('is written piece by piece, and a piece that is not sent stays', async () => {
    const id = await keep({ question: 'Hoe begin ik?' });
    await contact.patch(`/consults/${id}`, { narrative: 'Vorige week.' }).expect(200);
    await contact.patch(`/consults/${id}`, { facts: { kind: 'incident', behaviours: ['physical'] } }).expect(200);
    await contact.patch(`/consults/${id}`, { facts: { danger: 'no' } }).expect(200);
    await contact.patch(`/consults/${id}`, { contactBy: 'phone', phone: '09 123 45 67' }).expect(200);
    await contact.patch(`/consults/${id}`, { voicemail: false }).expect(200);
    const { body, headers } = await contact.patch(`/consults/${id}`, {}).expect(200);
    expect(headers.etag).toBe(`"${body.version}"`);
    expect(body).toMatchObject({
      question: 'Hoe begin ik?',
      narrative: 'Vorige week.',
      facts: { kind: 'incident', behaviours: ['physical'], danger: 'no' },
      contact: { contactBy: 'phone', phone: '09 123 45 67', voicemail: false },
    });
    expect((await contact.get(`/consults/${id}`).expect(200)).body).toEqual(body);
  });

  it('is sent only when complete: what is missing is named, and nothing is sent', async () => {
    const id = await keep({ contactBy: 'phone' });
    const before = await checksums(world);
    const all = ['kind', 'behaviours', 'victims', 'minorsAtRiskNow', 'danger'].map((field) => `facts.${field}`);
    const missing = Object.fromEntries([...all, 'question', 'phone'].map((field) => [field, 'required']));
    const { body } = await contact.put(`/consults/${id}/submission`).expect(refused(422, 'incomplete', missing));
    expect(body.errors).toHaveLength(7);
    expect(await checksums(world)).toEqual(before);

    await contact.patch(`/consults/${id}`, { facts: { ...facts(), danger: undefined }, question: '  ' }).expect(200);
    const again = await contact.put(`/consults/${id}/submission`).expect(refused(422, 'incomplete'));
    expect(again.body.errors.map(({ field }: any) => field)).toEqual(['facts.danger', 'question', 'phone']);

    await contact.patch(`/consults/${id}`, { facts: { danger: 'no' }, question: 'Hoe nu?', contactBy: 'portal' }).expect(200);
    const sent = await contact.put(`/consults/${id}/submission`).expect(200);
    expect(sent.body).toMatchObject({ id, status: 'submitted', urgency: 'normal', team: { code: '1712-oost-vlaanderen' }, submittedAt: '2026-10-13T10:00:00+02:00' });
    expect(await world.query(`select event from outbox where payload->>'consultId' = $1`, [id])).toEqual([{ event: 'consult.submitted' }, { event: 'ledger.reference' }]);
    await contact.put(`/consults/${id}/submission`).expect(refused(409, 'state'));
  });

  it('is routed on the day that it is sent, not on the day that it was begun', async () => {
    const id = await keep(consult());
    await world.setClock('2026-10-20T10:00:00+02:00');
    const { body } = await contact.put(`/consults/${id}/submission`).expect(200);
    expect(body).toMatchObject({ createdAt: '2026-10-13T10:00:00+02:00', submittedAt: '2026-10-20T10:00:00+02:00', receipt: { sentAt: '2026-10-20T10:00:00+02:00' } });
    await world.setClock('2026-10-13T10:00:00+02:00');
  });

  it('that became a question of policy leaves behind what only an incident has', async () => {
    const id = await keep({ question: 'Hoe maken we een gedragscode?', facts: facts({ learnedFrom: 'parent' } as never) });
    await contact.patch(`/consults/${id}`, { facts: { kind: 'policy' } }).expect(200);
    const { body } = await contact.put(`/consults/${id}/submission`).expect(200);
    expect(body.facts).toMatchObject({ kind: 'policy', victims: [] });
    expect(body.facts).not.toHaveProperty('learnedFrom');
  });

  it('keeps postal codes only as long as it is a draft', async () => {
    const places = { victims: [{ ageBand: '18-25' as const, residencePostalCode: '9600' }], placeOfFactsPostalCode: '9700' };
    const id = await keep(consult({ facts: facts(places) }));
    expect((await contact.get(`/consults/${id}`)).body.facts).toMatchObject(places);
    const { body } = await contact.put(`/consults/${id}/submission`).expect(200);
    expect(body.facts.victims).toEqual([{ ageBand: '18-25' }]);
    expect(body.facts).not.toHaveProperty('placeOfFactsPostalCode');
  });

  it('when discarded is gone: its rows, and its key in the vault before them', async () => {
    const id = await keep({ question: `Over ${MARK}.` });
    const keys = () => inVault('select 1 from data_keys where record_id = $1', [id]);
    expect(await keys()).toHaveLength(1);
    await contact.delete(`/consults/${id}`).expect(204);
    expect(await keys()).toHaveLength(0);
    for (const [table, column] of [['consults', 'id'], ['messages', 'consult_id'], ['consult_events', 'consult_id'], ['notifications', 'consult_id']]) {
      expect(await world.query(`select 1 from ${table} where ${column} = $1`, [id])).toEqual([]);
    }
    await contact.get(`/consults/${id}`).expect(refused(404, 'not-found'));
    await contact.delete(`/consults/${id}`).expect(refused(404, 'not-found'));
    expect(await audited(id)).toContain('consult.discard');
  });

  it('nobody but the asker sees, in lists as little as by its id', async () => {
    const id = await keep(consult());
    for (const name of ['club-gent-2', 'federatie', '1712-ovl', '1712-ovl-lead', 'coordinator', 'admin', 'privacy']) {
      const other = await world.signIn(name);
      for (const path of ['', '/messages', '/timeline', '/proof', '/follow-ups']) await other.get(`/consults/${id}${path}`).expect(refused(404, 'not-found'));
      await other.patch(`/consults/${id}`, { question: 'Van mij?' }).expect(refused(404, 'not-found'));
      await other.put(`/consults/${id}/submission`).expect(refused(404, 'not-found'));
      await other.delete(`/consults/${id}`).expect(refused(404, 'not-found'));
      const list = await other.get('/consults?status=draft');
      if (list.status === 200) expect(list.body.items).toEqual([]);
    }
    const mine = await contact.get('/consults?status=draft').expect(200);
    expect(mine.body.items.map((item: any) => item.id)).toContain(id);
    expect(mine.text).not.toContain('gekleineerd');
  });

  describe('with what looks like a person in it', () => {
    const named = 'Wat zeg ik tegen trainer Jan Peeters? Zijn nummer is 0479 12 34 56.';
    const changes = async (work: () => Promise<unknown>) => {
      const before = await checksums(world);
      await work();
      expect(await checksums(world)).toEqual(before);
    };

    it('is not kept without her word for it: the findings say where and what', () =>
      changes(async () => {
        for (const path of ['/consults', '/consults?draft=true']) {
          const { body } = await contact.post(path, consult({ question: named })).expect(refused(422, 'identifiers-found'));
          expect(body.findings.map((one: any) => [one.field, one.kind, one.severity, named.slice(one.start, one.end)])).toEqual([
            ['question', 'name', 'warn', 'trainer Jan Peeters'],
            ['question', 'phone', 'warn', '0479 12 34 56'],
          ]);
          for (const { suggestion } of body.findings) expect(suggestion).toMatch(/\S/);
        }
        await contact.post('/consults', consult({ narrative: named })).expect(refused(422, 'identifiers-found'));
        await contact.post('/consults', consult({ question: named, acknowledgedFindings: false })).expect(refused(422, 'identifiers-found'));
      }));

    it('is kept and sent on her word, which the team sees, and nothing more', async () => {
      const id = await keep(consult({ question: named, acknowledgedFindings: true }));
      const { body } = await contact.put(`/consults/${id}/submission`).expect(200);
      expect(body).toMatchObject({ question: named, receipt: { checkedByContact: true } });
      const counsellor = await world.signIn('1712-ovl');
      expect((await counsellor.get(`/consults/${id}`).expect(200)).body.receipt).toEqual({ checkedByContact: true });
    });

    it('with a register number is never kept, whatever she says', () =>
      changes(async () => {
        for (const field of ['question', 'narrative', 'phoneWindow']) {
          for (const path of ['/consults', '/consults?draft=true']) {
            const body = consult({ [field]: `Zie ${REGISTER_NUMBER}.`, contactBy: 'phone', phone: '09 123 45 67', acknowledgedFindings: true });
            const answer = await contact.post(path, body).expect(refused(422, 'identifiers-found'));
            expect(answer.body.findings).toMatchObject([{ field, kind: 'national-register-number', severity: 'refuse' }]);
            expect(answer.text).not.toContain('033.28');
          }
        }
      }));

    it('the same holds for every text of hers that is kept', async () => {
      const { body } = await contact.post('/consults', consult()).expect(201);
      const counsellor = await world.signIn('1712-ovl');
      await counsellor.put(`/consults/${body.id}/assignment`).expect(200);
      const sent: ['post' | 'put', string, object][] = [
        ['post', 'messages', { kind: 'message', text: named }],
        ['post', 'follow-ups', { dueOn: '2026-10-20', owner: 'contact', text: named }],
        ['put', 'withdrawal', { reason: named }],
      ];
      for (const [method, path, input] of sent) {
        const text = JSON.parse(JSON.stringify(input).replace(named, REGISTER_NUMBER));
        await contact[method](`/consults/${body.id}/${path}`, input).expect(refused(422, 'identifiers-found'));
        await contact[method](`/consults/${body.id}/${path}`, { ...text, acknowledgedFindings: true }).expect(refused(422, 'identifiers-found'));
      }
      for (const [method, path, input] of sent) {
        const { status } = await contact[method](`/consults/${body.id}/${path}`, { ...input, acknowledgedFindings: true });
        expect([path, status < 300]).toEqual([path, true]);
      }
    });

    it('also what she writes at the end: how a follow-up went, and why it is closed', async () => {
      const { body } = await contact.post('/consults', consult()).expect(201);
      const counsellor = await world.signIn('1712-ovl');
      await counsellor.put(`/consults/${body.id}/assignment`).expect(200);
      await counsellor.post(`/consults/${body.id}/messages`, { kind: 'answer', text: 'Ons advies.' }).expect(201);
      const agreed = await contact.post(`/consults/${body.id}/follow-ups`, { dueOn: '2026-10-20', owner: 'contact', text: 'Bellen' }).expect(201);
      const sent: [string, (text: string) => object][] = [
        [`/follow-ups/${agreed.body.id}/completion`, (text) => ({ outcome: text })],
        [`/consults/${body.id}/closure`, (text) => ({ outcome: 'resolved', reason: text })],
      ];
      for (const [path, input] of sent) {
        await contact.put(path, input(named)).expect(refused(422, 'identifiers-found'));
        await contact.put(path, { ...input(REGISTER_NUMBER), acknowledgedFindings: true }).expect(refused(422, 'identifiers-found'));
        await contact.put(path, { ...input(named), acknowledgedFindings: true }).expect(200);
      }
    });

    it('the check itself keeps nothing', () =>
      changes(async () => {
        const { body } = await contact.post('/identifier-check', { text: `${named} ${REGISTER_NUMBER}` }).expect(200);
        expect(body.findings.map(({ kind, severity }: any) => `${kind} ${severity}`)).toEqual(['name warn', 'phone warn', 'national-register-number refuse']);
        await contact.post('/identifier-check', { text: '' }).expect(200, { findings: [] });
      }));
  });

  it('and all that comes after it stands nowhere in plain, and every change and reading is on the record', async () => {
    const id = await keep({ question: `Vraag over ${MARK}?` });
    await contact.patch(`/consults/${id}`, { ...consult({ question: `Vraag over ${MARK}?`, narrative: `Verhaal van ${MARK}.` }), contactBy: 'phone', phone: '09 123 45 67', phoneWindow: MARK }).expect(200);
    await contact.put(`/consults/${id}/submission`).expect(200);
    const counsellor = await world.signIn('1712-ovl');
    await counsellor.put(`/consults/${id}/assignment`).expect(200);
    for (const kind of ['internal-note', 'message', 'information-request']) {
      await counsellor.post(`/consults/${id}/messages`, { kind, text: `${kind} ${MARK}` }).expect(201);
    }
    await contact.post(`/consults/${id}/messages`, { kind: 'message', text: `Antwoord ${MARK}` }).expect(201);
    await counsellor.post(`/consults/${id}/messages`, { kind: 'answer', text: `Advies ${MARK}` }).expect(201);
    await contact.get(`/consults/${id}/messages`).expect(200);
    const followUp = await contact.post(`/consults/${id}/follow-ups`, { dueOn: '2026-10-20', text: MARK, owner: 'contact' }).expect(201);
    await contact.put(`/follow-ups/${followUp.body.id}/completion`, { outcome: MARK }).expect(200);
    await contact.get(`/consults/${id}/follow-ups`).expect(200);
    await contact.put(`/consults/${id}/closure`, { outcome: 'other', reason: MARK }).expect(200);
    await counsellor.get(`/consults/${id}`).expect(200);

    expect(await tablesWith(world, MARK)).toEqual([]);
    expect(JSON.stringify(await inVault('select k::text from data_keys k'))).not.toContain(Buffer.from(MARK).toString('hex'));
    const changes = ['save-draft', 'edit-draft', 'submit', 'claim', 'internal-note', 'message', 'request-information', 'reply', 'answer', 'close'];
    const actions = await audited(id);
    expect(actions.filter((action) => changes.some((change) => action === `consult.${change}`))).toEqual(changes.map((change) => `consult.${change}`));
    expect(actions).toEqual(expect.arrayContaining(['consult.read', 'consult.read-messages', 'consult.read-follow-ups', 'vault.open']));
    expect(await audited(followUp.body.id)).toEqual(['consult.follow-up', 'follow-up.complete']);
    const readings = await world.query(
      `select distinct account_id as id from audit_events where record_id = $1 and action in ('consult.read', 'consult.read-messages')`,
      [id],
    );
    expect(readings.map((row: any) => row.id).sort()).toEqual([contact.accountId, counsellor.accountId].sort());
    await expect(world.query('delete from audit_events')).rejects.toThrow();
  });
});
