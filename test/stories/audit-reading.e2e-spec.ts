import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEmail } from '../../src/features/seed/demo-people.js';
import { consult } from '../support/builders.js';
import { Reader } from '../support/reader.js';
import { refused } from '../support/refusals.js';
import { Sealing } from '../support/sealing.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** Who may know from the audit record what happened: the asker of her own, the privacy officer by ids, an operator after a breach. */
describe('the audit record is read', () => {
  let world: World;
  let sealing: Sealing;
  let griet: Visitor;
  let olga: Visitor;
  let omar: Visitor;
  let officer: Visitor;
  let id: string;
  let reference: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    [griet, olga, omar, officer] = (await Promise.all(['club-gent', '1712-ovl', '1712-ovl-2', 'privacy'].map((name) => world.signIn(name)))) as [Visitor, Visitor, Visitor, Visitor];
    sealing = await Sealing.start();
    ({ id, reference } = (await griet.post('/consults', consult()).expect(201)).body);
    await griet.get(`/consults/${id}`).expect(200);
    await omar.get(`/consults/${id}`).expect(200);
    await olga.put(`/consults/${id}/assignment`).expect(200);
    await olga.get(`/consults/${id}/messages`).expect(200);
  });
  afterAll(async () => {
    await sealing?.stop();
    await world?.stop();
  });

  describe('by the one who asked', () => {
    const opened = async (who: Visitor) =>
      (await who.get(`/consults/${id}/timeline`).expect(200)).body.items.filter(({ kind }: any) => kind === 'opened');

    it('who hears when which team opened her question, once a day, and nobody’s name', async () => {
      expect(await opened(griet)).toEqual([{ at: expect.stringMatching(/^\d{4}-/), kind: 'opened', by: '1712 Oost-Vlaanderen' }]);
      const { text } = await griet.get(`/consults/${id}/timeline`);
      expect(text).not.toMatch(/Olga|Omar/);
      const page = await Reader.signIn(world.url, 'club-gent');
      await page.open(`/club/consulten/${id}/verloop`);
      expect(page.text).toContain('Geopend door 1712 Oost-Vlaanderen');
      expect(page.text).not.toMatch(/Olga|Omar/);
    });

    it('and only by her: the team does not, nor does a colleague with whom she shares it', async () => {
      const colleague = await world.signIn('club-gent-2');
      await griet.put(`/consults/${id}/sharing`, { accountId: colleague.accountId }).expect(200);
      for (const who of [colleague, olga, omar]) expect(await opened(who)).toEqual([]);
      await griet.delete(`/consults/${id}/sharing`).expect(200);
    });
  });

  describe('by the privacy officer', () => {
    const found = async (query: Record<string, string>) =>
      (await officer.get(`/audit-events?${new URLSearchParams({ limit: '100', ...query })}`).expect(200)).body.items;

    it('who finds what one account did, what was done to one record, one kind of action, in a period', async () => {
      const mine = await found({ account: olga.accountId });
      expect(new Set(mine.map(({ accountId }: any) => accountId))).toEqual(new Set([olga.accountId]));
      const read = await found({ record: id, action: 'consult.read-messages' });
      expect(read.map(({ accountId, action, record }: any) => [accountId, action, record.id])).toEqual([[olga.accountId, 'consult.read-messages', id]]);
      const [{ at }] = read;
      expect((await found({ record: id, from: at, to: at })).length).toBeGreaterThan(0);
      const day = new Date().toISOString().slice(0, 10);
      expect((await found({ record: id, from: day, to: '2199-12-31' })).length).toBeGreaterThan(4);
      expect(await found({ to: '2020-01-01' })).toEqual([]);
    });

    it('who is told what she asked wrong', async () => {
      for (const [query, field] of [['account=griet', 'account'], ['record=x', 'record'], ['from=gisteren', 'from'], ['to=2026-02-30', 'to'], ['wie=x', 'wie']] as const) {
        await officer.get(`/audit-events?${query}`).expect(refused(400, 'invalid', { [field]: expect.any(String) as never }));
      }
    });

    it('who turns the pages of what she asked for, at addresses that keep it', async () => {
      for (let i = 0; i < 30; i += 1) await omar.get(`/consults/${randomUUID()}`).expect(404);
      const page = await Reader.signIn(world.url, 'privacy');
      await page.open(`/privacy/logboek?account=${omar.accountId}&action=consult.see`);
      expect(page.html.match(/Niet gevonden of niet te zien/g)).toHaveLength(25);
      await page.open(page.html.match(/href="([^"]+)" rel="next"/)![1]!.replaceAll('&amp;', '&'));
      expect(page.path).toContain(`account=${omar.accountId}`);
      expect(page.html.match(/Niet gevonden of niet te zien/g)).toHaveLength(5);
      expect(page.html).toContain(`value="${omar.accountId}"`);
      await page.open('/privacy/logboek?account=omar');
      expect([page.status, page.errors]).toEqual([400, ['Account: dit nummer herkennen we niet.']]);
    });
  });

  describe('after a breach, by a person with access to the server', () => {
    const report = (...more: string[]) => sealing.type('admin', 'breach-report', '--account', demoEmail('1712-ovl'), ...more);
    const reports = async () =>
      (await world.query(`select action from audit_events where action like 'breach-report%' order by id`)).map(({ action }: any) => action);

    it('who learns what the account opened and who must be told, by ids', async () => {
      const { code, output } = await report('--since', '2026-01-01', '--json');
      expect(code).toBe(0);
      const [{ organisation }] = await world.query('select organisation_id as organisation from consults where id = $1', [id]);
      expect(JSON.parse(output)).toEqual({
        account: olga.accountId,
        since: '2026-01-01T00:00:00+01:00',
        records: [{ kind: 'consult', id, reference, first: expect.any(String), last: expect.any(String), times: expect.any(Number), asker: griet.accountId, organisation }],
        toTell: [{ account: griet.accountId, organisation }],
      });
      expect(await reports()).toEqual(['breach-report.run']);
    });

    it('who reads it as text, with addresses when asked for, which is on record as such', async () => {
      const { output } = await report('--since', '2026-01-01', '--addresses');
      expect(output).toContain(`consult ${reference} ${id}`);
      expect(output).toContain(demoEmail('club-gent'));
      expect((await reports()).at(-1)).toBe('breach-report.addresses');
      expect((await report('--since', '2199-01-01')).output).toContain('opened 0 records');
    });

    it('who is told what was typed wrong', async () => {
      expect(await report('--since', 'gisteren')).toMatchObject({ code: 1, output: expect.stringContaining('--since') });
      expect(await sealing.type('admin', 'breach-report', '--account', 'niemand@nergens.test', '--since', '2026-01-01')).toMatchObject({ code: 1, output: expect.stringContaining('nobody') });
      expect(await report('--sinds', '2026-01-01')).toMatchObject({ code: 1, output: expect.stringContaining('--sinds') });
    });
  });
});
