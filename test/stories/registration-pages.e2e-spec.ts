import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Reader } from '../support/reader.js';
import { World } from '../support/world.js';

/** From an invitation to a mandate, as a browser without JavaScript shows it. */
describe('the pages of registrations', () => {
  let world: World;
  let fatima: Reader;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    fatima = await Reader.signIn(world.url, 'federatie');
  }, 60_000);
  afterAll(() => world?.stop());

  const linkTo = async (email: string): Promise<string> => {
    await world.settled();
    return world.mailbox.to(email).at(-1)!.text.match(/\/uitnodiging\/[\w-]{43}/)![0];
  };

  it('a federation finds a club, invites, and sees what became of it', async () => {
    await fatima.open('/federatie/registraties');
    expect(fatima.text).toContain('Niemand staat hier bij “Na te kijken”.');
    await fatima.open('/federatie/registraties/nieuw?zoek=otter');
    const place = /href="(\/federatie\/registraties\/nieuw\?organisatie=[0-9a-f-]{36})"/.exec(fatima.html)![1]!;
    await fatima.open(place);
    expect(fatima.text).toContain('Iemand uitnodigen voor Zwemclub De Otter');
    await fatima.send({ email: 'secretariaat@otter.be', name: '' });
    expect([fatima.status, fatima.errors]).toEqual([422, ['E-mailadres: wie leest deze mailbox mee? Geef een adres dat alleen deze persoon leest.']]);
    await fatima.send({ email: 'nele@proef.klankbord.test', name: '' });
    expect(fatima.text).toMatch(/De uitnodiging is onderweg\..*Wacht op antwoord.*Zwemclub De Otter/);
  });

  it('behind the link stands what it is for; she says yes, and goes on to set how she signs in', async () => {
    const nele = new Reader(world.url);
    const link = await linkTo('nele@proef.klankbord.test');
    await nele.open(link);
    expect(nele.text).toMatch(/Zwemclub De Otter nodigt je uit als club-API.*Discretieverklaring/);
    expect(nele.html).not.toContain('nele@proef');
    await nele.send({ name: '' });
    expect(nele.errors).toEqual(['Je naam: vul je naam in.', 'Discretieverklaring: lees de discretieverklaring, en zeg of je ze aanvaardt.']);
    const { action, fields } = nele.form();
    const answer = await nele.agent.post(action).set('sec-fetch-site', 'same-origin').type('form').send({ ...fields, name: 'Nele Nieuw', discretionStatement: '2026-1', boardMember: 'ja' });
    expect([answer.status, answer.headers.location]).toEqual([303, '/account/instellen']);
    // Her ways in are a story of their own; then she reads that two people look at it.
    await world.query(`update accounts set enrolled_at = now() where email = 'nele@proef.klankbord.test'`);
    await nele.open('/');
    expect(nele.text).toMatch(/Je registratie wordt nagekeken.*club-API van Zwemclub De Otter.*Je krijgt een mail zodra je kan beginnen/);
    await nele.open(link);
    expect([nele.status, nele.text]).toEqual([404, expect.stringContaining('Deze link werkt niet (meer).')]);
  });

  it('two say yes, each on her own page, and read what is recorded and what to look at', async () => {
    await fatima.open('/federatie/registraties');
    const page = /href="(\/federatie\/registraties\/[0-9a-f-]{36})"/.exec(fatima.html)![1]!;
    await fatima.open(page);
    expect(fatima.text).toMatch(/Zit in het bestuur van de club\. Dat mag.*Nog nodig: een contactpersoon van deze organisatie Nog nodig: een contactpersoon van de federatie/);
    await fatima.send({ training: 'basis-api', trainingOn: '2026-03-01', extractCheckedOn: '2026-10-01', boardMember: [] }, `${page}/gegevens`);
    expect(fatima.text).toMatch(/De gegevens zijn bewaard\..*Basisopleiding aanspreekpunt integriteit.*geldig tot en met donderdag 1 maart 2029/);
    await fatima.send({ approved: '' }, `${page}/nakijken`);
    expect(fatima.errors).toHaveLength(1);
    await fatima.send({ approved: 'ja' }, `${page}/nakijken`);
    expect(fatima.text).toContain('Je zei ja.');

    const hilde = await Reader.signIn(world.url, 'club-hasselt');
    await hilde.open(page.replace('/federatie/', '/club/'));
    expect(hilde.text).toContain('Nele Nieuw');
    expect(hilde.html).not.toContain('nele@proef');
    await hilde.send({ approved: 'ja' }, `${page.replace('/federatie/', '/club/')}/nakijken`);
    expect(hilde.text).toMatch(/Heeft een mandaat.*Mandaat vanaf dinsdag 13 oktober 2026/);
  });

  it('many are invited and taken back together, also without a script', async () => {
    await world.query(
      `insert into registrations (id, state, role, organisation_id, email, name, created_by, created_at)
       select uuidv7(), 'prepared', 'club-contact', o.id, n || '@proef.klankbord.test', n, a.id, now()
       from unnest(array['aya', 'bo']) n, organisations o, accounts a where o.name = 'Judoclub De Eik' and a.email like 'federatie@%'`,
    );
    await fatima.open('/federatie/registraties?status=prepared');
    const ids = [...fatima.html.matchAll(/name="ids" value="([0-9a-f-]{36})"/g)].map(([, id]) => id!);
    expect(ids).toHaveLength(2);
    await fatima.send({ ids: [], wat: 'uitnodigen' });
    expect(fatima.text).toContain('Kies minstens één persoon.');
    await fatima.send({ ids, wat: 'uitnodigen' });
    expect(fatima.text).toContain('2 uitgenodigd.');
    await fatima.open('/federatie/registraties?status=waiting');
    await fatima.send({ ids, wat: 'intrekken' });
    expect(fatima.text).toContain('2 ingetrokken.');
  });

  it('a board member answers on a page that says whom it is about', async () => {
    const [{ id }] = await world.query(`select id from organisations where name = 'Judoclub De Eik'`);
    await world.query(`update mandates set valid_to = '2026-10-01' where organisation_id = $1`, [id]);
    await fatima.open(`/federatie/registraties/nieuw?organisatie=${id}`);
    await fatima.send({ email: 'cas@proef.klankbord.test', name: 'Cas' });
    const page = fatima.path.split('?')[0]!;
    const cas = new Reader(world.url);
    await cas.open(await linkTo('cas@proef.klankbord.test'));
    await cas.agent.post(cas.form().action).set('sec-fetch-site', 'same-origin').type('form').send({ name: 'Cas', discretionStatement: '2026-1' }).expect(303);
    await fatima.open(page);
    await fatima.send({ name: 'Bert', function: 'voorzitter', email: 'bert@proef.klankbord.test' }, `${page}/bestuurslid`);
    expect(fatima.text).toContain('Gevraagd aan Bert (voorzitter)');
    const bert = new Reader(world.url);
    const link = await linkTo('bert@proef.klankbord.test');
    await bert.open(link);
    expect(bert.text).toMatch(/Cas wordt club-API van Judoclub De Eik\. Jij bent opgegeven als voorzitter/);
    await bert.send({}, link);
    expect(bert.text).toContain('Je hoeft niets meer te doen.');
  });

  it('who was not invited asks herself, and always reads the same', async () => {
    const zelma = new Reader(world.url);
    await zelma.open('/registreren?zoek=zwaluw');
    const [, club] = /value="(club:[0-9a-f-]{36})"/.exec(zelma.html)!;
    await zelma.send({ organisationId: club!, name: 'Zelma', email: 'zelma@proef.klankbord.test' }, '/registreren');
    const sent = zelma.text;
    expect(sent).toContain('Kijk in je mailbox');
    await zelma.open('/registreren?zoek=zwaluw');
    await zelma.send({ organisationId: 'club:018f0000-0000-7000-8000-000000000000', name: 'Zelma', email: 'zelma@proef.klankbord.test' }, '/registreren');
    expect(zelma.text).toBe(sent);
    await zelma.open(await linkTo('zelma@proef.klankbord.test'));
    expect(zelma.text).toContain('dit e-mailadres werd opgegeven voor');
  });

  it.each([
    ['admin', '/beheer/registraties', 'Registraties'],
    ['coordinator', '/coordinatie/registraties', 'Leden van de 1712-punten'],
    ['1712-ovl-lead', '/desk/registraties', 'Je team'],
  ])('%s has a list and invites', async (name, base, title) => {
    const reader = await Reader.signIn(world.url, name);
    await reader.open(base);
    expect(reader.text).toContain(title);
    await reader.open(`${base}/nieuw`);
    expect(reader.status).toBe(200);
    if (name === '1712-ovl-lead') expect(reader.text).toContain('Iemand uitnodigen voor 1712 Oost-Vlaanderen');
  });

  it('a counsellor and a club’s contact see who is new, and invite nobody', async () => {
    for (const [name, base] of [['1712-ovl', '/desk'], ['club-gent', '/club']]) {
      const reader = await Reader.signIn(world.url, name!);
      await reader.open(`${base}/registraties`);
      expect([reader.status, reader.html.includes('/registraties/nieuw')]).toEqual([200, false]);
      await reader.open(`${base}/registraties/nieuw`);
      expect(reader.status).toBe(403);
    }
  });
});
