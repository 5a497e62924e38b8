import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consult } from '../support/builders.js';
import { Reader } from '../support/reader.js';
import { World } from '../support/world.js';

/** What the privacy officer works with, as a browser without JavaScript shows it. */
describe('the pages of the privacy officer', () => {
  let world: World;
  let page: Reader;
  let reference: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    const griet = await world.signIn('club-gent');
    ({ reference } = (await griet.post('/consults', consult({ question: 'Een vraagwoord: hoe begin ik?' })).expect(201)).body);
    page = await Reader.signIn(world.url, 'privacy');
  });
  afterAll(() => world?.stop());

  it('begin with nothing that waits', async () => {
    await page.open('/privacy');
    expect(page.text).toContain('Niemand wacht op een antwoord.');
    expect(page.text).toContain('Er loopt geen juridische bewaring.');
  });

  describe('of a hold', () => {
    it('say all that is wrong at once, and keep what was typed', async () => {
      await page.open('/privacy/bewaringen/nieuw');
      await page.send({ reference: '', reason: 'kort', endsOn: '' });
      expect(page.status).toBe(400);
      expect(page.errors).toEqual(['Nummer van de vraag: vul dit in.', 'Reden: dit is te kort. Schrijf minstens 10 tekens.', 'Bewaren tot en met: vul een dag in, bijvoorbeeld 2027-05-31.']);
      expect(page.form().fields).toMatchObject({ reason: 'kort' });
      await page.send({ reference: '2222-2222', reason: 'Een vordering van de rechter.', endsOn: '2027-10-13' });
      expect([page.status, page.errors]).toEqual([422, ['Nummer van de vraag: met dit nummer is er niets om te bewaren. Kijk het nummer na in de brief.']]);
    });

    it('ask about a name before it is kept, and take the officer’s word; a register number never stays', async () => {
      const named = { reference, reason: 'Gevraagd door Jan Peeters van de rechtbank.', endsOn: '2027-10-13' };
      await page.open('/privacy/bewaringen/nieuw');
      await page.send({ ...named, reason: 'Over 85.07.30-033-28 in het dossier.' });
      expect(page.text).toContain('Haal het rijksregisternummer weg.');
      expect(page.html).not.toContain('name="akkoord"');
      await page.send(named);
      expect([page.status, page.html]).toEqual([422, expect.stringContaining('<mark class="kb-found">Jan Peeters</mark>')]);
      expect(page.html).toContain('href="#gevonden"');
      await page.send({ ...named, akkoord: 'ja' });
      expect(page.text).toContain(`Bewaring van ${reference}`);
      expect(page.text).toContain('De vraag wordt bewaard tot en met de dag die je koos.');
      expect(page.html).not.toContain('vraagwoord');
    });

    it('prolong and lift it, a page each; what is over has no steps any more', async () => {
      const address = page.path.split('?')[0]!;
      await page.open(`${address}/verlengen`);
      await page.send({ reason: 'De zaak is uitgesteld.', endsOn: '2027-10-13' });
      expect(page.errors).toEqual(['Bewaren tot en met: kies een dag na het einde dat er nu staat.']);
      await page.send({ reason: 'De zaak is uitgesteld.', endsOn: '2028-01-31' });
      expect(page.text).toMatch(/Verlengd .*Liep tot en met woensdag 13 oktober 2027, werd maandag 31 januari 2028/);
      await page.open('/privacy');
      expect(page.text).toContain(`${reference} Bewaard tot en met maandag 31 januari 2028`);
      await page.open(`${address}/opheffen`);
      await page.send({});
      expect(page.text).toContain('De bewaring is opgeheven.');
      await page.open(`${address}/verlengen`);
      expect(page.path).toBe(address);
      expect(page.html).not.toContain('/verlengen"');
      await page.open('/privacy/bewaringen');
      expect(page.text).toContain(`${reference} Opgeheven`);
    });
  });

  describe('of a request', () => {
    let address: string;

    it('register it under a number', async () => {
      await page.open('/privacy/verzoeken/nieuw');
      await page.send({ receivedOn: '2026-10-14', note: 'Per brief.' });
      expect(page.errors).toEqual(['Wat vraagt de persoon: kies een van de mogelijkheden.']);
      await page.send({ kind: 'erasure', receivedOn: '2026-10-14' });
      expect(page.errors).toEqual(['Wanneer kwam het binnen: kies vandaag of een dag in het voorbije jaar.']);
      expect(page.form().fields).toMatchObject({ kind: 'erasure', note: 'Per brief.' });
      await page.send({ receivedOn: '2026-10-12' });
      expect(page.text).toMatch(/Verzoek VB-....* Antwoord tegen donderdag 12 november 2026 .*Per brief\./);
      address = page.path.split('?')[0]!;
    });

    it('find by a part of a name who can answer, and put it to them', async () => {
      await page.open(`${address}/doorgeven?naam=bestaat%20niet`);
      expect(page.text).toContain('Niets gevonden met die naam');
      await page.open(`${address}/doorgeven?naam=zwal`);
      // Two forms with one address stand there: one searches, one puts.
      const choice = () => ({ _csrf: /name="_csrf" value="([^"]+)"[\s\S]*naam/.exec(page.html)![1]!, naam: 'zwal' });
      await page.post(`${address}/doorgeven`, choice());
      expect(page.errors).toEqual(['Aan wie: kies aan wie je het doorgeeft.']);
      const [, organisationId] = /name="organisationId" type="radio" value="([^"]+)"/.exec(page.html)!;
      await page.post(`${address}/doorgeven`, { ...choice(), organisationId: organisationId! });
      expect(page.text).toContain('Doorgegeven aan Turnkring De Zwaluw');
    });

    it('extend it, change its note, and close it', async () => {
      await page.open(`${address}/verlengen`);
      await page.send({ reason: 'complex', toldOn: '2026-10-13' });
      expect(page.text).toContain('Antwoord tegen dinsdag 12 januari 2027');
      await page.open(`${address}/nota`);
      expect(page.form().fields).toMatchObject({ note: 'Per brief.' });
      await page.send({ note: 'Met 85.07.30-033-28.' });
      expect(page.html).toContain('href="#note"');
      await page.send({ note: 'Per mail.' });
      expect(page.text).toContain('Per mail.');
      await page.open(`${address}/afsluiten`);
      await page.send({ outcome: 'refused', reason: '' });
      expect(page.errors).toEqual(['Waarom geweigerd: kies waarom het verzoek geweigerd is.']);
      await page.send({ outcome: 'answered', reason: 'excessive' });
      expect(page.errors).toEqual(['Waarom geweigerd: dit verzoek is niet geweigerd. Kies “Niet geweigerd”.']);
      await page.send({ outcome: 'refused', reason: 'legal-obligation' });
      expect(page.text).toContain('Waarom geweigerd De wet verplicht ons om het te bewaren');
      expect(page.text).not.toContain('Per mail.');
      await page.open('/privacy/verzoeken');
      expect(page.text).toContain('Geweigerd op dinsdag 13 oktober 2026');
    });
  });

  it('answer nobody else', async () => {
    for (const name of ['admin', 'coordinator', '1712-ovl', 'club-gent']) {
      const other = await Reader.signIn(world.url, name);
      for (const path of ['/privacy', '/privacy/verzoeken', '/privacy/bewaringen', '/privacy/bewaringen/nieuw']) {
        await other.open(path);
        expect([name, path, other.status]).toEqual([name, path, 403]);
      }
    }
  });
});
