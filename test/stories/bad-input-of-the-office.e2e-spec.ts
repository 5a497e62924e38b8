import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consult } from '../support/builders.js';
import { closedConsult, hasKey } from '../support/retention.js';
import { refused } from '../support/refusals.js';
import { checksums, inVault } from '../support/tables.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const NOBODY = '0190a0b0-0000-7000-8000-000000000000';
const REASON = 'Op vraag van het parket.';

/** Retention, legal holds, requests of data subjects and the export: what they do with what cannot be. */
describe('at the end of a record’s time', () => {
  let world: World;
  let griet: Visitor;
  let olga: Visitor;
  let privacy: Visitor;
  let closed: string;
  let withdrawn: { id: string; reference: string };
  let hold: string;
  let request: string;

  const asked = async (): Promise<{ id: string; reference: string }> => (await griet.post('/consults', consult()).expect(201)).body;
  const takenBack = async () => {
    const one = await asked();
    await griet.put(`/consults/${one.id}/withdrawal`).expect(200);
    return one;
  };
  const held = async (reference: string): Promise<string> =>
    (await privacy.post('/legal-holds', { reference, reason: REASON, endsOn: '2027-03-31' }).expect(201)).body.id;
  const register = async (): Promise<string> =>
    (await privacy.post('/data-subject-requests', { kind: 'access', receivedOn: '2026-10-12' }).expect(201)).body.id;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    [griet, olga, privacy] = [await world.signIn('club-gent'), await world.signIn('1712-ovl'), await world.signIn('privacy')];
    closed = await closedConsult(griet, olga);
    withdrawn = await takenBack();
    hold = await held((await asked()).reference);
    request = await register();
  });
  afterAll(() => world?.stop());

  const unchanged = async (work: () => Promise<unknown>) => {
    const state = async () => ({ ...(await checksums(world)), keys: await inVault('select record_id from data_keys order by 1') });
    const before = await state();
    await work();
    expect(await state()).toEqual(before);
  };

  const NO_DAYS = ['2026-02-30', '2026-13-01', '2026-00-10', '9999-12-31', '0000-01-01', '2027-01-01T10:00:00+01:00', '01-02-2027', '2027-1-1', '２０２７-01-01', '', 5, true, null, [], ['2027-01-01'], {}];
  const NO_TEXTS = [5, true, null, [], ['x'], {}, '', ' \u00a0\n', 'a\u0000b', '\ud83d'];
  const NO_FLAGS = ['true', 1, 0, null, [], {}];
  const NO_CODES = ['x', '', 5, null, [], {}, 'ACCESS'];

  type Values = Record<string, unknown>;
  const routes: [method: 'post' | 'put', path: string, good: Values, bad: Record<string, readonly unknown[]>][] = [
    ['post', '/consults/{closed}/retention', { reason: 'Er loopt nog iets.' }, { reason: [...NO_TEXTS, 'x'.repeat(2001)], keepUntil: NO_DAYS, acknowledgedFindings: NO_FLAGS }],
    ['put', '/consults/{withdrawn}/destruction', { confirmed: true }, { confirmed: [...NO_FLAGS, false] }],
    ['post', '/legal-holds', { reference: 'XXXX-XXXX', reason: REASON, endsOn: '2027-01-01' }, { reference: [...NO_TEXTS, 'x'.repeat(41)], reason: [...NO_TEXTS, 'te kort', 'x'.repeat(2001)], endsOn: NO_DAYS, acknowledgedFindings: NO_FLAGS }],
    ['post', '/legal-holds/{hold}/prolongations', { reason: REASON, endsOn: '2028-01-01' }, { reason: [...NO_TEXTS, 'te kort'], endsOn: NO_DAYS, acknowledgedFindings: NO_FLAGS }],
    ['post', '/data-subject-requests', { kind: 'access', receivedOn: '2026-10-12', note: 'Belde.' }, { kind: NO_CODES, receivedOn: NO_DAYS, note: [5, null, [], {}, 'x'.repeat(1001), 'a\u0000b'] }],
    ['put', '/data-subject-requests/{request}/note', { note: 'Belde.' }, { note: [5, null, [], {}, 'x'.repeat(1001), '\ud83d'] }],
    ['put', '/data-subject-requests/{request}/addressee', { organisationId: NOBODY }, { organisationId: [5, null, [], {}, '', 'x', `${NOBODY}0`, `{${NOBODY}}`] }],
    ['put', '/data-subject-requests/{request}/extension', { reason: 'complex', toldOn: '2026-10-13' }, { reason: NO_CODES, toldOn: NO_DAYS }],
    ['put', '/data-subject-requests/{request}/closure', { outcome: 'refused', reason: 'unfounded' }, { outcome: NO_CODES, reason: NO_CODES }],
  ];
  const MAY_BE_ABSENT = [
    'retention keepUntil', 'retention acknowledgedFindings', 'legal-holds acknowledgedFindings', 'prolongations acknowledgedFindings',
    'data-subject-requests note', 'closure reason',
  ];
  const there = (path: string): string => path.replace(/\{(\w+)\}/, (_all, name: string) => ({ closed, withdrawn: withdrawn.id, hold, request })[name]!);
  const whose = (path: string): Visitor => (path.startsWith('/consults') ? griet : privacy);

  it.each(routes)('%s %s names the field that cannot be, and changes nothing', (method, path, good, bad) =>
    unchanged(async () => {
      const send = (body: object) => whose(path)[method](there(path), body);
      for (const [field, values] of Object.entries(bad)) {
        for (const value of values) {
          const answer = await send({ ...good, [field]: value });
          expect([field, value, answer.status]).toEqual([field, value, 400]);
          refused(400, 'invalid', { [field]: expect.any(String) as never })(answer);
        }
        if (!MAY_BE_ABSENT.includes(`${path.split('/').at(-1)} ${field}`)) refused(400, 'invalid')(await send({ ...good, [field]: undefined }));
      }
      refused(400, 'invalid', { naam: 'unknown-field' })(await send({ ...good, naam: 'x' }));
      refused(400)(await send([]));
      refused(400)(await send([good]));
    }),
  );

  it('an id in capitals, of another kind, of somebody else or of nothing gets one answer; who sees it and may not another', () =>
    unchanged(async () => {
      const bodies = new Set<string>();
      const gone = async (who: Visitor, method: 'get' | 'put' | 'post', path: string, body?: object) => {
        const answer = await (method === 'get' ? who.get(path) : who[method](path, body));
        refused(404, 'not-found')(answer);
        bodies.add(JSON.stringify({ ...answer.body, requestId: '' }));
      };
      for (const id of [NOBODY, 'x', '%20', 'null', '..%2Fx', '1'.repeat(300), closed.toUpperCase(), hold.toUpperCase(), request]) {
        await gone(griet, 'post', `/consults/${id}/retention`, { reason: 'x' });
        await gone(griet, 'put', `/consults/${id}/destruction`, { confirmed: true });
        await gone(privacy, 'put', `/destructions/${id}/confirmation`);
        await gone(privacy, 'get', `/legal-holds/${id}`);
        await gone(privacy, 'put', `/legal-holds/${id}/lifting`);
        await gone(privacy, 'post', `/legal-holds/${id}/prolongations`, { reason: REASON, endsOn: '2028-01-01' });
      }
      for (const id of [NOBODY, 'x', '1'.repeat(300), request.toUpperCase(), closed, hold]) {
        await gone(privacy, 'get', `/data-subject-requests/${id}`);
        await gone(privacy, 'put', `/data-subject-requests/${id}/note`, { note: '' });
        await gone(privacy, 'put', `/data-subject-requests/${id}/closure`, { outcome: 'answered' });
      }
      // Another club's, a colleague's that was not shared, and what a privacy officer or an admin never sees.
      for (const who of ['club-hasselt', 'club-gent-2', 'admin', 'privacy', 'vk-ovl']) {
        const one = await world.signIn(who);
        await gone(one, 'post', `/consults/${closed}/retention`, { reason: 'x' });
        await gone(one, 'put', `/consults/${withdrawn.id}/destruction`, { confirmed: true });
      }
      expect(bodies.size).toBe(1);
      await olga.post(`/consults/${closed}/retention`, { reason: 'x' }).expect(refused(403, 'role'));
      await olga.put(`/consults/${withdrawn.id}/destruction`, { confirmed: true }).expect(refused(403, 'role'));
    }));

  it('a stale or unreadable version is refused, any version and no version are fine', async () => {
    const paths = [
      [griet, 'post', `/consults/${closed}/retention`, { reason: 'Er loopt nog iets.' }],
      [griet, 'put', `/consults/${withdrawn.id}/destruction`, { confirmed: true }],
      [privacy, 'put', `/legal-holds/${hold}/lifting`, {}],
      [privacy, 'post', `/legal-holds/${hold}/prolongations`, { reason: REASON, endsOn: '2028-01-01' }],
      [privacy, 'put', `/data-subject-requests/${request}/closure`, { outcome: 'answered' }],
    ] as const;
    await unchanged(async () => {
      for (const [who, method, path, body] of paths) {
        for (const version of ['"99"', '0', '-1', '"1', 'x', 'W/"x"', '1e0', '"1","2"', '٣']) {
          await who[method](path, body).set('if-match', encodeURI(version)).expect(refused(412, 'stale'));
        }
      }
    });
    await griet.post(`/consults/${closed}/retention`, { reason: 'Er loopt nog iets.' }).set('if-match', '*').expect(200);
  });

  it('a key that comes again with another body is refused, with the same done once', async () => {
    const keyed = (endsOn: string) => privacy.post(`/legal-holds/${hold}/prolongations`, { reason: REASON, endsOn }).set('idempotency-key', 'k');
    await keyed('2028-01-01').expect(201);
    await keyed('2028-01-01').expect(201);
    await keyed('2029-01-01').expect(refused(422, 'idempotency-key-reused'));
    expect((await privacy.get(`/legal-holds/${hold}`)).body.prolongations).toHaveLength(1);
    const keep = (reason: string) => griet.post(`/consults/${closed}/retention`, { reason }).set('idempotency-key', 'k');
    const [first, again] = [await keep('Er loopt nog iets.').expect(200), await keep('Er loopt nog iets.').expect(200)];
    expect(again.body.destroyOn).toBe(first.body.destroyOn);
    await keep('Iets anders.').expect(refused(422, 'idempotency-key-reused'));
  });

  it('every refusal of what is there is on record, by who tried what on which', async () => {
    const tries: [Visitor, 'post' | 'put', string, object, number, string, string][] = [
      [griet, 'put', `/consults/${closed}/destruction`, { confirmed: true }, 409, 'consult.destroy', closed],
      [olga, 'post', `/consults/${closed}/retention`, { reason: 'x' }, 403, 'consult.keep', closed],
      [griet, 'put', `/destructions/${closed}/confirmation`, {}, 403, 'retention.confirm', closed],
      [privacy, 'put', `/destructions/${closed}/confirmation`, {}, 404, 'retention.confirm', closed],
      [griet, 'put', `/legal-holds/${hold}/lifting`, {}, 403, 'legal-holds.manage', hold],
      [privacy, 'post', `/legal-holds/${hold}/prolongations`, { reason: REASON, endsOn: '2199-12-31' }, 422, 'legal-holds.manage', hold],
      [privacy, 'put', `/data-subject-requests/${request}/extension`, { reason: 'complex', toldOn: '2026-12-31' }, 422, 'data-subject-requests.manage', request],
    ];
    for (const [who, method, path, body, status, action, id] of tries) {
      await who[method](path, body).expect(refused(status));
      const [row] = await world.query(`select account_id, action, record_id from audit_events where result <> 'ok' order by id desc limit 1`);
      expect([path, row]).toEqual([path, { account_id: who.accountId, action, record_id: id }]);
    }
  });

  it('lists take a limit of 1 to 100 and their own bookmarks, and no other', async () => {
    for (const path of ['/legal-holds', '/data-subject-requests', '/data-subject-requests/addressees?name=a']) {
      const and = path.includes('?') ? '&' : '?';
      for (const wrong of ['limit=0', 'limit=101', 'limit=-1', 'limit=1.5', 'limit=x', 'limit=', 'limit=1&limit=2', 'cursor=x', 'cursor=%00', `cursor=${'x'.repeat(201)}`, 'cursor=', 'cursor[]=x', 'naam=x']) {
        const answer = await privacy.get(`${path}${and}${wrong}`);
        expect([path, wrong, answer.status]).toEqual([path, wrong, 400]);
        refused(400, 'invalid')(answer);
      }
    }
    for (const wrong of ['state=x', 'state=', 'state=open&state=put', 'state[]=open']) {
      await privacy.get(`/data-subject-requests?${wrong}`).expect(refused(400, 'invalid'));
      await privacy.get(`/legal-holds?${wrong}`).expect(refused(400, 'invalid'));
    }
    const [one, other] = [await register(), await register()];
    const first = (await privacy.get('/data-subject-requests?limit=1').expect(200)).body;
    const next = (await privacy.get(`/data-subject-requests?limit=1&cursor=${first.nextCursor}`).expect(200)).body;
    expect([first, next].map(({ items }) => items[0].id)).toEqual([other, one]);
  });

  describe('many at once', () => {
    const statuses = async (answers: Promise<{ status: number }>[]) => (await Promise.all(answers)).map(({ status }) => status).sort();
    const FIFTY = Array.from({ length: 50 });

    it('fifty destructions of one are one', async () => {
      const { id } = await takenBack();
      const seen = await statuses(FIFTY.map(() => griet.put(`/consults/${id}/destruction`, { confirmed: true }).then((answer) => answer)));
      expect([seen[0], new Set(seen.slice(1))]).toEqual([200, new Set([404])]);
      expect(await world.query('select count(*)::int as n from tombstones where record_id = $1', [id])).toEqual([{ n: 1 }]);
    });

    it('a hold and a destruction: it is held and there, or gone and not held', async () => {
      for (let turn = 0; turn < 6; turn += 1) {
        const { id, reference } = await takenBack();
        const both = await Promise.all([
          privacy.post('/legal-holds', { reference, reason: REASON, endsOn: '2027-03-31' }),
          griet.put(`/consults/${id}/destruction`, { confirmed: true }),
        ]);
        const [put, destroyed] = both.map(({ status }) => status);
        expect([[201, 409], [422, 200]]).toContainEqual([put, destroyed]);
        expect(await hasKey(id)).toBe(put === 201);
      }
    });

    it('fifty prolongations of one version are one; two keepings of one version too', async () => {
      const one = await held((await asked()).reference);
      const seen = await statuses(
        FIFTY.map(() => privacy.post(`/legal-holds/${one}/prolongations`, { reason: REASON, endsOn: '2028-01-01' }).set('if-match', '"1"').then((answer) => answer)),
      );
      expect([seen[0], new Set(seen.slice(1))]).toEqual([201, new Set([412])]);
      const { version } = (await griet.get(`/consults/${closed}`)).body;
      const kept = await statuses([1, 2].map(() => griet.post(`/consults/${closed}/retention`, { reason: 'Nog even.' }).set('if-match', `"${version}"`).then((answer) => answer)));
      expect(kept).toEqual([200, 412]);
    });

    it('two closings of a request, two liftings of a hold: one is done', async () => {
      const [one, two] = [await register(), await held((await asked()).reference)];
      expect(await statuses([1, 2].map(() => privacy.put(`/data-subject-requests/${one}/closure`, { outcome: 'answered' }).then((a) => a)))).toEqual([200, 409]);
      expect(await statuses([1, 2].map(() => privacy.put(`/legal-holds/${two}/lifting`).then((a) => a)))).toEqual([200, 409]);
    });
  });
});
