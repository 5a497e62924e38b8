import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Reader } from '../support/reader.js';
import { World } from '../support/world.js';

/** What an administrator and a federation's contact do with organisations, as a browser without JavaScript shows it. */
describe('the pages of organisations', () => {
  let world: World;
  let ann: Reader;
  let fatima: Reader;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    [ann, fatima] = await Promise.all([Reader.signIn(world.url, 'admin'), Reader.signIn(world.url, 'federatie')]);
  }, 60_000);
  afterAll(() => world?.stop());

  const FIELDS = { name: 'Korfbalclub Élan', postalCode: '8000', place: 'Brugge', kbo: '', vCode: '' };

  /** Chooses a file, or goes on with what the page carries along. */
  async function sendFile(reader: Reader, fields: Record<string, string>, file?: string, action?: string): Promise<{ status: number; text: string }> {
    const form = reader.form(action);
    const { file: _empty, ...carried } = form.fields;
    let request = reader.agent.post(form.action).set('sec-fetch-site', 'same-origin');
    for (const [name, value] of Object.entries({ ...carried, ...fields })) request = request.field(name, value as string);
    if (file !== undefined) request = request.attach('file', Buffer.from(file), 'clubs.csv');
    const answer = await request;
    Object.assign(reader, { path: form.action, status: answer.status, html: answer.text });
    return answer;
  }

  it('say all that is wrong with a new one, keep what was typed, and show it once it is there', async () => {
    await ann.open('/beheer/organisaties/nieuw');
    await ann.send({ ...FIELDS, postalCode: '80', kbo: '' });
    expect([ann.status, ann.errors]).toEqual([400, ['Soort: kies een van de mogelijkheden.', 'Postcode: een postcode telt vier cijfers, bijvoorbeeld 9000.']]);
    expect(ann.form().fields).toMatchObject({ name: 'Korfbalclub Élan' });
    await ann.send({ ...FIELDS, kind: 'club', kbo: '123' });
    expect(ann.errors).toEqual(['KBO-nummer: dit is geen geldig KBO-nummer. Het telt tien cijfers, bijvoorbeeld 0403.170.701.']);
    await ann.send({ ...FIELDS, kind: 'club', kbo: '403170701' });
    expect(ann.text).toMatch(/De organisatie is ingeschreven\..*Korfbalclub Élan.*KBO-nummer 0403\.170\.701/);
  });

  it('find one by a part of its name, and by nothing that it has not', async () => {
    await ann.open('/beheer/organisaties?search=elan+brugge');
    expect(ann.text).toContain('Korfbalclub Élan');
    expect(ann.text).not.toContain('Judoclub');
    const [{ id: kade }] = await world.query(`select id from organisations where name = 'Sportfederatie De Kade'`);
    await ann.open(`/beheer/organisaties?search=judo&federation=${kade}`);
    expect(ann.text).toContain('Niets gevonden.');
    expect(ann.html).toContain(`<option value="${kade}" selected>Sportfederatie De Kade</option>`);
    await ann.open('/beheer/organisaties?search=bestaatniet');
    expect(ann.text).toContain('Niets gevonden.');
    await ann.open('/beheer/organisaties');
    expect(ann.html).toContain('href="/beheer/organisaties?cursor=');
  });

  it('affiliate a club, say who verifies, and end that; nothing of before goes away', async () => {
    await ann.open('/beheer/organisaties?search=elan');
    const address = /href="(\/beheer\/organisaties\/[0-9a-f-]{36})"/.exec(ann.html)![1]!;
    const [{ id: brug }] = await world.query(`select id from organisations where name = 'Sportfederatie De Brug'`);
    await ann.open(`${address}/aansluiten`);
    await ann.send({ federationId: '', validFrom: '' });
    expect(ann.errors).toHaveLength(2);
    await ann.send({ federationId: brug, validFrom: '2026-09-01' });
    expect(ann.text).toMatch(/Sportfederatie De Brug Vanaf dinsdag 1 september 2026/);
    await ann.send({}, `${address}/nakijken`);
    expect(ann.text).toContain('Sportfederatie De Brug kijkt contactpersonen na Vanaf dinsdag 13 oktober 2026');
    await ann.open(`${address}/aansluiting/${brug}`);
    await ann.send({ validTo: '2026-12-31' });
    expect(ann.text).toContain('Vanaf dinsdag 13 oktober 2026 tot en met donderdag 31 december 2026');
    expect(ann.text).toContain('Vanaf dinsdag 1 september 2026 tot en met maandag 12 oktober 2026');
  });

  it('end one and take it back, and let one go into another, which the old name finds', async () => {
    await ann.open('/beheer/organisaties?search=elan');
    const address = /href="(\/beheer\/organisaties\/[0-9a-f-]{36})"/.exec(ann.html)![1]!;
    await ann.open(`${address}/beeindigen`);
    expect(ann.text).toContain('Nu lopen er 0 mandaten en 1 aansluiting.');
    await ann.send({ endedOn: '2026-10-01' });
    expect(ann.text).toMatch(/Stand Beëindigd.*Loopt nog: 0 mandaten en 1 aansluiting\. Die eindigen niet vanzelf\./);
    await ann.send({}, `${address}/heropenen`);
    expect(ann.text).toContain('Stand Bestaat');
    await ann.open(`${address}/opgaan?search=otter`);
    const into = /name="into" type="radio" value="([^"]+)"/.exec(ann.html)![1]!;
    // The second form of the page: the first one searches.
    ann.html = `<main>${ann.html.slice(ann.html.lastIndexOf(`<form method="post" action="${address}/opgaan"`))}`;
    await ann.send({ into });
    expect(ann.text).toContain('Deze organisatie is opgegaan in een andere.');
    expect(ann.text).toContain('ging op dinsdag 13 oktober 2026 op in Zwemclub De Otter');
    await ann.open('/beheer/organisaties?search=elan');
    expect(ann.text).toContain('Zwemclub De Otter');
  });

  it('let a federation’s contact mend a club of hers, and keep what she typed when somebody was first', async () => {
    await fatima.open('/federatie/clubs');
    expect(fatima.text).toContain('Judoclub De Eik');
    expect(fatima.html).not.toContain('/nieuw');
    const [{ id }] = await world.query(`select id from organisations where name = 'Judoclub De Eik'`);
    await fatima.open(`/federatie/clubs/${id}/aanpassen`);
    await world.query('update organisations set version = version + 1 where id = $1', [id]);
    await fatima.send({ place: 'Halle' });
    expect([fatima.status, fatima.form().fields.place]).toEqual([412, 'Halle']);
    await fatima.send({});
    expect(fatima.text).toMatch(/De gegevens zijn aangepast\..*Gemeente Halle/);
    expect(fatima.html).not.toContain('beeindigen');
  });

  it('take a file from a person with the page’s token only', async () => {
    const answer = await fatima.agent.post('/federatie/clubs/inlezen').set('sec-fetch-site', 'same-origin').attach('file', Buffer.from('Naam;Postcode\nX;9000'), 'x.csv');
    expect(answer.status).toBe(403);
    const elsewhere = await fatima.agent.post('/federatie/vraag/soort').set('sec-fetch-site', 'same-origin').attach('file', Buffer.from('x'), 'x.csv');
    expect(elsewhere.status).toBe(415);
  });

  it('read a list in three steps: choose, look, and only then let it in', async () => {
    await fatima.open('/federatie/clubs/inlezen');
    await sendFile(fatima, {});
    expect([fatima.status, fatima.errors]).toEqual([400, ['Bestand: kies een bestand.']]);
    const list = 'Naam;Postcode;Contact 1 naam;Contact 1 e-mail\nClub Uil;9000;An;info@uil.be\nClub Raaf;9\n"=1+1";9000\n';
    await sendFile(fatima, {}, list);
    expect(fatima.text).toMatch(/Stap 2 van 3.*Nieuw 2.*Fout 1.*Een import nodigt niemand uit/);
    expect(fatima.text).toMatch(/Lijn 2: Club Uil Nieuw Contact 1: Wie leest deze mailbox mee\?/);
    expect(fatima.text).toMatch(/Lijn 3: Club Raaf Fout De postcode klopt niet/);
    expect(await world.query(`select 1 from organisations where name = 'Club Uil'`)).toEqual([]);
    const report = fatima.html;
    const wrong = await sendFile(fatima, {}, undefined, '/federatie/clubs/inlezen/fout');
    expect(wrong.text).toContain('Club Raaf;9;;;De postcode klopt niet: ze telt vier cijfers.');
    fatima.html = report;
    await sendFile(fatima, {});
    expect(fatima.text).toMatch(/2 nieuw, 0 veranderd\..*Stap 3 van 3/);
    expect(await world.query(`select 1 from organisations where name in ('Club Uil', '=1+1')`)).toHaveLength(2);
    expect((await fatima.agent.get('/federatie/clubs/bestand?format=csv&search=1')).text).toContain("'=1+1;9000");
  });
});
