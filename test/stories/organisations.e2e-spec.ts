import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainText } from '../../src/domain/plain-search.js';
import { People } from '../../src/platform/auth/people.js';
import { asActor, goesThrough } from '../support/as-actor.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** Federations, clubs and authorities, as an administrator and a federation's contact keep them. */
describe('organisations', () => {
  let world: World;
  let ann: Visitor;
  let fatima: Visitor;
  let frank: Visitor;
  let brug: string;
  let kade: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    [ann, fatima, frank] = await Promise.all([world.signIn('admin'), world.signIn('federatie'), world.signIn('federatie-2')]);
    [brug, kade] = await Promise.all([idOf('Sportfederatie De Brug'), idOf('Sportfederatie De Kade')]);
  }, 60_000);
  afterAll(() => world?.stop());

  const idOf = async (name: string): Promise<string> => (await world.query('select id from organisations where name = $1', [name]))[0].id;
  const club = async (more: object = {}): Promise<string> =>
    (await ann.post('/organisations', { kind: 'club', name: 'Proefclub', postalCode: '9000', ...more }).expect(201)).body.id;
  const names = async (who: Visitor, query: string): Promise<string[]> =>
    (await who.get(`/organisations?${query}`).expect(200)).body.items.map(({ name }: { name: string }) => name);
  const records = (id: string) => world.query('select action from audit_events where record_id = $1 and result = \'ok\' order by id', [id]);

  describe('are registered', () => {
    it('with a KBO number and a vCode in whatever way they are written, and that is on record', async () => {
      const typed = { kind: 'club', name: '  Korfbalclub   Élan ', postalCode: '8000', place: 'Brugge', kbo: 'BE 0403.170.701', vCode: 'v 0001001' };
      const { body, headers } = await ann.post('/organisations', typed).expect(201);
      expect(body).toMatchObject({ name: 'Korfbalclub Élan', place: 'Brugge', kbo: '0403170701', vCode: 'V0001001', state: 'active', version: 1 });
      expect(headers).toMatchObject({ location: `/api/v1/organisations/${body.id}`, etag: '"1"' });
      expect(await records(body.id)).toEqual([{ action: 'organisation.create' }]);
    });

    it('or with neither: a factual association', async () => {
      const { body } = await ann.post('/organisations', { kind: 'club', name: 'De Wandelaars', postalCode: '9000' }).expect(201);
      expect(body).toMatchObject({ kbo: null, vCode: null });
    });

    it('not with a number that is none, nor with one that another has', async () => {
      const wrong = await ann.post('/organisations', { kind: 'club', name: 'X', postalCode: '9000', kbo: '0403170702', vCode: '7' }).expect(400);
      expect(wrong.body.errors.map(({ field }: { field: string }) => field)).toEqual(['kbo', 'vCode']);
      await ann.patch(`/organisations/${brug}`, { name: ' \u0001 ' }).expect(400);
      const taken = await ann.post('/organisations', { kind: 'federation', name: 'X', postalCode: '9000', kbo: '403170701' }).expect(422);
      expect(taken.body).toMatchObject({ type: 'number-taken', errors: [{ field: 'kbo' }] });
    });

    it('not twice with one number, when two do so at the same moment', async () => {
      const make = (name: string) => ann.post('/organisations', { kind: 'club', name, postalCode: '9000', vCode: 'V0007777' });
      const answers = await Promise.all(['Tegelijk Een', 'Tegelijk Twee', 'Tegelijk Drie'].map((name) => make(name)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    });

    it('once, however often the request is sent', async () => {
      const body = { kind: 'club', name: 'Eenmalig', postalCode: '9000' };
      const send = () => ann.post('/organisations', body).set('idempotency-key', 'once-1').expect(201);
      const [one, two] = [await send(), await send()];
      expect(two.body.id).toBe(one.body.id);
    });
  });

  describe('are found', () => {
    it.each(['elan', 'ÉLAN korfbal', 'brugge korfbalclub', '0403.170.701', 'be 0403170701', 'v0001001', '8000 lan'])('by "%s"', async (search) => {
      expect(await names(ann, `search=${encodeURIComponent(search)}`)).toEqual(['Korfbalclub Élan']);
    });

    it('not when one of the words is missing, whatever sign stands between them', async () => {
      for (const search of ['elan gent', 'elan%25gent', 'elan_gent']) expect([search, await names(ann, `search=${search}`)]).toEqual([search, []]);
    });

    it('page by page, by name, each once', async () => {
      const whole = (await ann.get('/organisations?limit=100').expect(200)).body.items;
      const pages: unknown[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { body }: { body: { items: unknown[]; nextCursor: string | null } } = await ann.get(`/organisations?limit=7${cursor && `&cursor=${cursor}`}`).expect(200);
        pages.push(...body.items);
        cursor = body.nextCursor;
      }
      expect(pages).toEqual(whole);
      expect(whole.length).toBeGreaterThan(20);
    });

    it('in the database by the very words of the product', async () => {
      for (const text of ['Élan & d’Hoppe', 'K.V.C. (jeugd)', 'Ærø ß Łódź', '  Sint-Niklaas\n', 'ﬁets №1']) {
        const [{ plain }] = await world.query('select plain_search($1) as plain', [text]);
        expect(plain).toBe(plainText(text));
      }
    });
  });

  describe('are of a federation', () => {
    it('whose contact sees the clubs that are affiliated now, and no other', async () => {
      expect((await names(fatima, 'limit=100')).sort()).toEqual(['Judoclub De Eik', 'Turnkring De Zwaluw', 'Voetbalclub Polderboys', 'Zwemclub De Otter']);
      expect(await names(frank, 'limit=100')).toEqual([]);
      await frank.get(`/organisations/${await idOf('Judoclub De Eik')}`).expect(404);
      for (const who of ['club-gent', '1712-ovl', 'coordinator', 'privacy']) {
        const visitor = await world.signIn(who);
        await visitor.get('/organisations').expect(403);
        await visitor.get(`/organisations/${brug}`).expect(404);
      }
    });

    it('over time: from a day, to a day, never twice at once, one of them verifies', async () => {
      const id = await club({ name: 'Twee Heren' });
      const affiliate = (federationId: string, validFrom: string, verifies?: boolean) => ann.post(`/organisations/${id}/affiliations`, { federationId, validFrom, verifies });
      await affiliate(brug, '2020-01-01', true).expect(201);
      await affiliate(brug, '2024-01-01').expect(422);
      await affiliate(kade, '2021-01-01', true).expect(422);
      await affiliate(kade, '2021-01-01').expect(201);
      const { body } = await ann.put(`/organisations/${id}/verifier`, { federationId: kade }).expect(200);
      expect(body.affiliations).toEqual([
        { federation: { id: brug, name: 'Sportfederatie De Brug' }, validFrom: '2026-10-13', validTo: null, verifies: false },
        { federation: { id: kade, name: 'Sportfederatie De Kade' }, validFrom: '2026-10-13', validTo: null, verifies: true },
        { federation: { id: kade, name: 'Sportfederatie De Kade' }, validFrom: '2021-01-01', validTo: '2026-10-12', verifies: false },
        { federation: { id: brug, name: 'Sportfederatie De Brug' }, validFrom: '2020-01-01', validTo: '2026-10-12', verifies: true },
      ]);
      await fatima.patch(`/organisations/${id}`, { place: 'Gent' }).expect(403);
      await frank.patch(`/organisations/${id}`, { place: 'Gent' }).expect(200);
      await ann.put(`/organisations/${id}/affiliations/${brug}/ending`, { validTo: '2026-10-13' }).expect(200);
      await world.setClock('2026-10-14T10:00:00+02:00');
      await fatima.get(`/organisations/${id}`).expect(404);
      await world.setClock('2026-10-13T10:00:00+02:00');
    });

    it('from a day to come as well, and what would overlap with it is refused', async () => {
      const id = await club({ name: 'Later Lid' });
      const affiliate = (federationId: string, validFrom: string, verifies: boolean) => ann.post(`/organisations/${id}/affiliations`, { federationId, validFrom, verifies });
      await affiliate(brug, '2027-01-01', true).expect(201);
      await affiliate(kade, '2020-01-01', false).expect(201);
      expect((await ann.put(`/organisations/${id}/verifier`, { federationId: kade }).expect(422)).body.type).toBe('verified');
      await fatima.get(`/organisations/${id}`).expect(404);
    });

    it('which mends name, place and numbers of a club that it verifies, on the version that it saw, and nothing else', async () => {
      const id = await idOf('Zwemclub De Otter');
      const { body } = await fatima.patch(`/organisations/${id}`, { name: 'Zwemclub De Otter Hasselt', kbo: '0412345713' }).set('if-match', '"1"').expect(200);
      expect(body).toMatchObject({ name: 'Zwemclub De Otter Hasselt', version: 2, allowed: ['see', 'change'] });
      await fatima.patch(`/organisations/${id}`, { place: 'Hasselt' }).set('if-match', '"1"').expect(412);
      await fatima.put(`/organisations/${id}/ending`, { endedOn: '2026-10-13' }).expect(403);
      await fatima.put(`/organisations/${id}/merger`, { into: brug }).expect(403);
      await fatima.post('/organisations', { kind: 'club', name: 'X', postalCode: '9000' }).expect(403);
    });
  });

  describe('end', () => {
    it('with a day, and the answer counts what stays open', async () => {
      const id = await idOf('Turnkring De Zwaluw');
      const { body } = await ann.put(`/organisations/${id}/ending`, { endedOn: '2026-10-12' }).expect(200);
      expect(body).toMatchObject({ state: 'ended', endedOn: '2026-10-12', open: { mandates: 2, affiliations: 1 } });
      expect(await names(ann, 'state=ended')).toEqual(['Turnkring De Zwaluw']);
      await world.signIn('club-gent');
      await ann.delete(`/organisations/${id}/ending`).expect(200);
      await ann.delete(`/organisations/${id}/ending`).expect(409);
      expect(await names(ann, 'state=ended')).toEqual([]);
    });

    it('or go into another, which is found by the old name; what pointed to the old one still does', async () => {
      const [old, middle, last] = [await club({ name: 'Volleyclub Oudenaam' }), await club({ name: 'Volley Tussenin' }), await club({ name: 'Volley Verenigd' })];
      await ann.post(`/organisations/${old}/affiliations`, { federationId: brug, validFrom: '2020-01-01', verifies: true }).expect(201);
      await ann.put(`/organisations/${old}/merger`, { into: middle }).expect(200);
      await ann.put(`/organisations/${middle}/merger`, { into: last }).expect(200);
      const { body } = await ann.get(`/organisations/${old}`).expect(200);
      expect(body).toMatchObject({ state: 'merged', endedOn: '2026-10-13', mergedInto: { id: last, name: 'Volley Verenigd' }, affiliations: [{ validTo: null, verifies: true }] });
      expect(await names(ann, 'search=oudenaam')).toEqual(['Volley Verenigd']);
      expect(await names(ann, 'search=oudenaam&state=merged')).toEqual(['Volleyclub Oudenaam']);
      expect((await ann.get(`/organisations/${last}`).expect(200)).body.formerNames).toEqual(['Volley Tussenin', 'Volleyclub Oudenaam']);
      await ann.patch(`/organisations/${old}`, { name: 'Nog eens' }).expect(409);
      await ann.put(`/organisations/${last}/merger`, { into: old }).expect(422);
      await ann.put(`/organisations/${last}/merger`, { into: last }).expect(422);
      await ann.put(`/organisations/${last}/merger`, { into: brug }).expect(422);
      expect((await records(old)).map(({ action }: { action: string }) => action)).toEqual(['organisation.create', 'organisation.affiliate', 'organisation.merge']);
    });

    describe('of a federation', () => {
      const federation = async (name: string): Promise<string> =>
        (await ann.post('/organisations', { kind: 'federation', name, postalCode: '1000' }).expect(201)).body.id;
      const affiliate = (clubId: string, federationId: string, validFrom: string, verifies = false) =>
        ann.post(`/organisations/${clubId}/affiliations`, { federationId, validFrom, verifies }).expect(201);
      const periods = async (clubId: string): Promise<string[]> =>
        (await world.query(
          `select o.name || ' ' || f.valid_from || ' ' || coalesce(f.valid_to::text, '') || case when f.verifies then ' verifies' else '' end as period
           from affiliations f join organisations o on o.id = f.federation_id where f.club_id = $1 order by f.valid_from, o.name`,
          [clubId],
        )).map(({ period }: { period: string }) => period);

      it('that goes into another take their clubs along: the old period ends, a new one begins, and who verifies stays said', async () => {
        const [from, into] = [await federation('Oud'), await federation('Nieuw')];
        const [verified, member, both, today, soon, past] = [await club(), await club(), await club(), await club(), await club(), await club()];
        await affiliate(verified, from, '2020-01-01', true);
        await affiliate(member, from, '2020-01-01');
        await affiliate(member, brug, '2020-01-01', true);
        await affiliate(both, from, '2020-01-01', true);
        await affiliate(both, into, '2021-01-01');
        await affiliate(today, from, '2026-10-13', true);
        await affiliate(soon, from, '2027-01-01', true);
        await affiliate(past, from, '2020-01-01', true);
        await ann.put(`/organisations/${past}/affiliations/${from}/ending`, { validTo: '2026-10-13' }).expect(200);
        await ann.put(`/organisations/${from}/merger`, { into }).expect(200);
        expect(await periods(verified)).toEqual(['Oud 2020-01-01 2026-10-12 verifies', 'Nieuw 2026-10-13  verifies']);
        expect(await periods(member)).toEqual(['Oud 2020-01-01 2026-10-12', 'Sportfederatie De Brug 2020-01-01  verifies', 'Nieuw 2026-10-13 ']);
        expect(await periods(both)).toEqual(['Oud 2020-01-01 2026-10-12 verifies', 'Nieuw 2021-01-01 2026-10-12', 'Nieuw 2026-10-13  verifies']);
        expect(await periods(today)).toEqual(['Oud 2026-10-13 2026-10-13 verifies', 'Nieuw 2026-10-14  verifies']);
        expect(await periods(soon)).toEqual(['Oud 2027-01-01 2027-01-01 verifies', 'Nieuw 2027-01-02  verifies']);
        expect(await periods(past)).toEqual(['Oud 2020-01-01 2026-10-12 verifies', 'Nieuw 2026-10-13 2026-10-13 verifies']);
        expect((await records(verified)).map(({ action }: { action: string }) => action)).toEqual(['organisation.create', 'organisation.affiliate', 'organisation.affiliate']);
      });

      it('that ends are left by their clubs that day, and the clubs that nobody verifies then are counted before', async () => {
        const ends = await federation('Stopt');
        const [left, found, stays] = [await club(), await club(), await club()];
        for (const one of [left, found]) await affiliate(one, ends, '2020-01-01', true);
        await affiliate(stays, ends, '2020-01-01');
        expect((await ann.get(`/organisations/${ends}`).expect(200)).body.open).toEqual({ mandates: 0, affiliations: 3, verifies: 2 });
        await ann.put(`/organisations/${ends}/ending`, { endedOn: '2026-12-31' }).expect(200);
        expect(await periods(left)).toEqual(['Stopt 2020-01-01 2026-12-31 verifies']);
        await ann.put(`/organisations/${ends}/ending`, { endedOn: '2026-11-30' }).expect(200);
        expect(await periods(stays)).toEqual(['Stopt 2020-01-01 2026-11-30']);
        await affiliate(found, kade, '2026-12-01', true);
        await ann.delete(`/organisations/${ends}/ending`).expect(200);
        expect([await periods(left), await periods(found)]).toEqual([
          ['Stopt 2020-01-01  verifies'],
          ['Stopt 2020-01-01 2026-11-30 verifies', 'Sportfederatie De Kade 2026-12-01  verifies'],
        ]);
      });
    });

    it('not when they are a team’s: those come with the reference data', async () => {
      const [{ id }] = await world.query(`select organisation_id as id from teams where code = '1712-limburg'`);
      await ann.put(`/organisations/${id}/ending`, { endedOn: '2026-10-12' }).expect(409);
      await ann.patch(`/organisations/${id}`, { name: 'Anders' }).expect(409);
    });
  });

  it('are registered by a federation, by raw SQL as well, only as members of its own', async () => {
    const [person] = await world.app.get(People).mandatesOf(fatima.accountId);
    const insert = `insert into organisations (id, kind, name, postal_code) values (gen_random_uuid(), 'club', 'Van niemand', '9000') returning id`;
    const outcome = (after: (id: string) => string) =>
      asActor(person!, async (run) => {
        const [{ id }] = await run(insert);
        await run(after(id));
        await run('set constraints all immediate');
      });
    await expect(outcome(() => 'select 1')).rejects.toMatchObject({ code: '42501' });
    await outcome((id) => `insert into affiliations (club_id, federation_id, valid_from, verifies) values ('${id}', '${brug}', '2026-10-13', true)`);
  });

  describe('leave as a file', () => {
    const bytes = (who: Visitor, query: string) =>
      who.get(`/organisations/export?${query}`).buffer(true).parse((answer: any, done: any) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
      });

    it('for a spreadsheet, in which no cell is taken for a formula', async () => {
      await club({ name: '=1+1', place: '-Gent' });
      await club({ name: '@Club; met "teken"', vCode: 'V0009999' });
      const { headers, body } = await bytes(ann, 'format=csv&search=club%20teken').expect(200);
      expect(headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="organisaties.csv"' });
      expect(body.toString()).toBe('\ufeffNaam;Postcode;Gemeente;KBO-nummer;vCode;Soort;Stand;Einde\r\n"\'@Club; met ""teken""";9000;;;V0009999;club;bestaat;\r\n');
      expect((await bytes(ann, 'format=csv').expect(200)).body.toString()).toContain("\r\n'=1+1;9000;'-Gent;;;club;bestaat;\r\n");
    });

    it('and as a sheet, with every cell a text', async () => {
      const { headers, body } = await bytes(ann, 'format=xlsx').expect(200);
      expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
      const parts = unzipSync(new Uint8Array(body));
      const sheet = Buffer.from(parts['xl/worksheets/sheet1.xml']!).toString();
      expect(sheet).not.toContain('<f>');
      expect(Object.values(parts).map((part) => Buffer.from(part).toString()).join()).toContain('=1+1');
      expect(sheet.match(/<c [^>]*>/g)!.filter((cell) => !/t="(s|inlineStr)"/.test(cell))).toEqual([]);
    });

    it('of the clubs that a federation’s contact sees, and those only', async () => {
      const text = (await bytes(fatima, 'format=csv').expect(200)).body.toString();
      expect(text).toContain('Judoclub De Eik');
      expect(text).not.toContain('=1+1');
      await (await world.signIn('club-gent')).get('/organisations/export?format=csv').expect(403);
      await ann.get('/organisations/export').expect(400);
    });
  });

  it('are changed by raw SQL only where REST would: by an administrator, and by who verifies', async () => {
    const [verified, strange] = [await idOf('Judoclub De Eik'), await club({ name: 'Vreemde Club' })];
    const through = async (who: Visitor, sql: string): Promise<boolean> =>
      asActor((await world.app.get(People).mandatesOf(who.accountId))[0]!, (raw) => goesThrough(raw, sql));
    const rename = (id: string) => `update organisations set name = 'X', version = version + 1 where id = '${id}'`;
    const end = `update organisations set ended_on = '2026-01-01', version = version + 1 where id = '${verified}'`;
    const join = (federation: string, day: string) => `insert into affiliations (club_id, federation_id, valid_from) values ('${strange}', '${federation}', '${day}')`;
    const leave = `update affiliations set valid_to = '2026-10-13' where club_id = '${verified}'`;
    const make = `insert into organisations (id, kind, name) values (gen_random_uuid(), 'federation', 'X')`;
    const statements = [rename(verified), rename(strange), end, leave, join(brug, '2026-10-13'), join(brug, '2020-01-01'), join(kade, '2026-10-13'), make];
    const griet = await world.signIn('club-gent');
    const olga = await world.signIn('1712-ovl');
    const of = async (who: Visitor) => {
      const done: boolean[] = [];
      for (const sql of statements) done.push(await through(who, sql));
      return done;
    };
    expect(await of(ann)).toEqual([true, true, true, true, true, true, true, true]);
    expect(await of(fatima)).toEqual([true, false, false, false, true, false, false, false]);
    expect(await of(frank)).toEqual([false, false, false, false, false, false, true, false]);
    for (const who of [griet, olga]) expect(await of(who)).toEqual(statements.map(() => false));
    expect(await through(ann, `update organisations set name = 'X' where id = '${verified}'`)).toBe(false);
  });
});
