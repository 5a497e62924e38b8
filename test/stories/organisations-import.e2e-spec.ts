import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { checksums, tablesWith } from '../support/tables.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** Number n of the register. */
const kbo = (n: number): string => {
  const front = String(n).padStart(8, '0');
  return `${front}${String(97 - (n % 97)).padStart(2, '0')}`;
};

const HEADER = 'Naam;Postcode;Gemeente;KBO-nummer;vCode;Contact 1 naam;Contact 1 e-mail;Contact 2 naam;Contact 2 e-mail;Sporttak';

/** As Excel on a Windows of Flanders writes it. */
const windows = (text: string): Buffer => Buffer.from([...text].map((sign) => ({ '’': 0x92, '€': 0x80, '–': 0x96 })[sign] ?? sign.charCodeAt(0)));
const file = (...lines: string[]): string => [HEADER, ...lines].join('\r\n');

describe('the clubs of a federation, from its own list', () => {
  let world: World;
  let ann: Visitor;
  let fatima: Visitor;
  let frank: Visitor;
  let brug: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    [ann, fatima, frank] = await Promise.all([world.signIn('admin'), world.signIn('federatie'), world.signIn('federatie-2')]);
    [{ id: brug }] = await world.query(`select id from organisations where name = 'Sportfederatie De Brug'`);
  }, 60_000);
  afterAll(() => world?.stop());
  beforeEach(async () => {
    await world.query('delete from registrations');
    await world.query(`delete from affiliations where valid_from >= '2026-01-01'`);
    await world.query(`delete from organisations where kind = 'club' and created_at > (select min(created_at) from organisations) + interval '1 second' and id not in (select club_id from affiliations)`);
  });

  const send = (who: Visitor, body: string | Buffer, query = '', path = '') =>
    who.agent.post(`/api/v1/organisations/import${path}${query && `?${query}`}`).set('x-csrf-token', who.csrfToken).type('text/csv').send(body as string);
  const dryRun = async (who: Visitor, body: string | Buffer, query = '') => (await send(who, body, query).expect(200)).body;
  const apply = async (who: Visitor, body: string | Buffer) => {
    const { fingerprint } = await dryRun(who, body);
    return (await send(who, body, `fingerprint=${fingerprint}`).expect(200)).body;
  };
  const told = ({ rows }: any) => rows.map(({ line, outcome }: any) => `${line} ${outcome}`);
  const clubs = () =>
    world.query(`select o.name, o.postal_code, o.place, o.kbo, o.vcode from organisations o join affiliations f on f.club_id = o.id
      where f.federation_id = '${brug}' and f.valid_from = '2026-10-13' order by o.name`);

  it('is first looked through, row by row, and nothing is written', async () => {
    const before = await checksums(world);
    const report = await dryRun(
      fatima,
      file(
        'Zwaan;9000;Gent;;;;;;;voetbal',
        `Merel;900;Gent;${kbo(1234)};;;;;;`,
        ';9000;;;;;;;;',
        `"Club met\r\neen lange naam";9000;;0403.170.702;x;;;;;`,
        '',
        ';;;;;;;;;',
        'Otter;9000;;;;An Peeters;an@club.be;Info;info@club.be;',
        'Zwemclub De Otter;3500;;;;;secretariaat@club.be;Jan;jan@club;',
      ),
    );
    expect(report).toMatchObject({
      applied: false,
      federation: { id: brug, name: 'Sportfederatie De Brug' },
      encoding: 'utf-8',
      unknownColumns: ['Sporttak'],
      counts: { new: 2, changed: 0, unchanged: 1, wrong: 3 },
      contacts: { count: 4, note: expect.stringContaining('Een import nodigt niemand uit.') },
    });
    expect(told(report)).toEqual(['2 new', '3 wrong', '4 wrong', '5 wrong', '9 new', '10 unchanged']);
    expect(report.rows[3]).toMatchObject({
      name: 'Club met een lange naam',
      errors: ['Het KBO-nummer klopt niet: het telt tien cijfers, bijvoorbeeld 0403.170.701.', 'De vCode klopt niet: ze begint met V, bijvoorbeeld V0001001.'],
    });
    expect(report.rows[4].remarks).toEqual(['Contact 2: Wie leest deze mailbox mee?']);
    expect(report.rows[5].remarks).toEqual(['Contact 1: de naam ontbreekt.', 'Contact 1: Wie leest deze mailbox mee?', 'Contact 2: het e-mailadres klopt niet.']);
    expect(await checksums(world)).toEqual(before);
  });

  it('goes in whole but for the wrong rows, is on record, and said again changes nothing', async () => {
    const list = file(`Zwaan;9000;Gent;BE ${kbo(1234)};v0001001;An Zonderling;an.zonderling@club.be;;;`, 'Merel;9;;;;;;;;', "'=Uil;B-2000;Antwerpen;;;;;;;");
    const report = await apply(fatima, list);
    expect([report.applied, told(report)]).toEqual([true, ['2 new', '3 wrong', '4 new']]);
    expect(await clubs()).toEqual([
      { name: '=Uil', postal_code: '2000', place: 'Antwerpen', kbo: null, vcode: null },
      { name: 'Zwaan', postal_code: '9000', place: 'Gent', kbo: kbo(1234), vcode: 'V0001001' },
    ]);
    const [{ organisationId }] = report.rows;
    expect(await world.query('select action from audit_events where record_id = $1 order by action', [organisationId])).toEqual([
      { action: 'organisation.affiliate' },
      { action: 'organisation.create' },
    ]);
    // Whom the file names is kept for the federation to invite, and nowhere else.
    expect(await tablesWith(world, 'zonderling')).toEqual(['registrations']);
    const before = await checksums(world);
    expect(told(await apply(fatima, list))).toEqual(['2 unchanged', '3 wrong', '4 unchanged']);
    expect(await checksums(world)).toEqual(before);
  });

  it('is taken as it was looked through: another byte, another federation, and nothing goes in', async () => {
    const { fingerprint } = await dryRun(fatima, file('Zwaan;9000;;;;;;;;'));
    expect((await send(fatima, file('Zwaan;9000;;;;;;;; '), `fingerprint=${fingerprint}`).expect(422)).body.type).toBe('other-file');
    await send(frank, file('Zwaan;9000;;;;;;;;'), `fingerprint=${fingerprint}`).expect(422);
    expect(await clubs()).toEqual([]);
  });

  it('comes as Excel makes it: with its mark, in the letters of Windows, with commas or tabs', async () => {
    const lines = file('D’Élan – café;9000;;;;;;;;');
    for (const [body, encoding] of [[windows(lines), 'windows-1252'], [Buffer.from(`\ufeff${lines}`), 'utf-8'], [Buffer.from(`\ufeff${lines.replaceAll(';', '\t')}`, 'utf16le'), 'utf-16le'], [lines.replaceAll(';', ','), 'utf-8']] as const) {
      const report = await dryRun(fatima, body);
      expect([report.encoding, report.rows[0].name, told(report)]).toEqual([encoding, 'D’Élan – café', ['2 new']]);
    }
  });

  it.each([
    ['without a row', HEADER, 'empty'],
    ['without the column of the postal codes', 'Naam;Gemeente\nZwaan;Gent', 'columns'],
    ['with a column twice', 'Naam;Club;Postcode\nZwaan;Merel;9000', 'columns'],
    ['with a quote that never ends', `${HEADER}\n"Zwaan;9000`, 'unreadable'],
  ])('%s is refused as a whole', async (_what, body, type) => {
    expect((await send(fatima, body).expect(422)).body.type).toBe(type);
  });

  it('gives back the wrong rows to mend, and takes them with the column that says what was wrong', async () => {
    const answer = await send(fatima, file('Zwaan;9000;;;;;;;;', 'Merel;9;;;;;;;;+32 voetbal'), '', '/wrong-rows').expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.text).toBe(`\ufeff${HEADER};Wat klopt er niet\r\nMerel;9;;;;;;;;'+32 voetbal;De postcode klopt niet: ze telt vier cijfers.\r\n`);
    const report = await dryRun(fatima, answer.text.replace('Merel;9;', 'Merel;9000;'));
    expect([told(report), report.unknownColumns]).toEqual([['2 new'], ['Sporttak']]);
  });

  it('is of her own federation; an administrator says whose it is, and nobody else brings one', async () => {
    const list = file('Zwaan;9000;;;;;;;;');
    await send(ann, list).expect(400);
    expect((await dryRun(ann, list, `federation=${brug}`)).federation.id).toBe(brug);
    await send(frank, list, `federation=${brug}`).expect(400);
    await send(await world.signIn('club-gent'), list).expect(403);
    await fatima.post('/organisations/import', { a: 1 }).expect(415);
    await ann.agent.post('/api/v1/organisations').set('x-csrf-token', ann.csrfToken).type('text/csv').send(list).expect(415);
  });

  it('makes a club of two federations one club, and leaves its fields to the one that verifies', async () => {
    await apply(fatima, file(`Zwaan;9000;Gent;${kbo(77)};;;;;;`));
    const report = await apply(frank, file(`De Zwaan;9000;Gent;${kbo(77)};;;;;;`));
    expect(told(report)).toEqual(['2 changed']);
    expect(report.rows[0].remarks).toEqual(['Een andere federatie kijkt deze club na, en houdt ook naam, plaats en nummers bij. Die blijven zoals ze zijn.']);
    const rows = await world.query(`select o.name, f.verifies, p.name as federation from affiliations f join organisations o on o.id = f.club_id
      join organisations p on p.id = f.federation_id where o.kbo = $1 order by p.name`, [kbo(77)]);
    expect(rows).toEqual([
      { name: 'Zwaan', verifies: true, federation: 'Sportfederatie De Brug' },
      { name: 'Zwaan', verifies: false, federation: 'Sportfederatie De Kade' },
    ]);
  });

  it('leaves a club that becomes a member later as it is, and does not make its federation verify sooner', async () => {
    await apply(fatima, file(`Zwaan;9000;Gent;${kbo(78)};;;;;;`));
    await world.query(`update affiliations set valid_from = '2026-12-01' where valid_from = '2026-10-13'`);
    expect(told(await apply(fatima, file(`Zwaan;9000;Gent;${kbo(78)};;;;;;`)))).toEqual(['2 unchanged']);
    const [row] = (await apply(frank, file(`Zwaan;9000;Gent;${kbo(78)};;;;;;`))).rows;
    expect(row.outcome).toBe('changed');
    expect(await world.query(`select verifies, valid_from::text from affiliations where club_id = $1 order by valid_from`, [row.organisationId])).toEqual([
      { verifies: false, valid_from: '2026-10-13' },
      { verifies: true, valid_from: '2026-12-01' },
    ]);
  });

  it('counts each club once when it is brought twice at the same moment', async () => {
    const list = file('Zwaan;9000;;;;;;;;', 'Merel;9000;;;;;;;;');
    const { fingerprint } = await dryRun(fatima, list);
    const answers = await Promise.all([1, 2].map(() => send(fatima, list, `fingerprint=${fingerprint}`).expect(200)));
    expect(answers.map(({ body }) => told(body).join()).sort()).toEqual(['2 new,3 new', '2 unchanged,3 unchanged']);
    expect(await clubs()).toHaveLength(2);
  });

  it('of two thousand clubs is in within five seconds', async () => {
    const lines = Array.from({ length: 2000 }, (_one, n) => `"Club ${n}\r\n""De Élan""";${1000 + (n % 8000)};Plaats ${n % 300};${n % 3 ? '' : kbo(5000 + n)};;An Peeters;an${n}@club.be;Jan;info@club.be;`);
    const list = windows(file(...lines));
    const from = Date.now();
    const report = await apply(fatima, list);
    const took = Date.now() - from;
    expect(report.counts).toEqual({ new: 2000, changed: 0, unchanged: 0, wrong: 0 });
    expect(report.rows[1999]).toMatchObject({ line: 4000, name: 'Club 1999 "De Élan"' });
    expect(await clubs()).toHaveLength(2000);
    expect((await apply(fatima, list)).counts).toEqual({ new: 0, changed: 0, unchanged: 2000, wrong: 0 });
    expect(took).toBeLessThan(5000);
  }, 30_000);
});
