import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consult, facts } from '../support/builders.js';
import { Reader, type Fields } from '../support/reader.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

describe('a contact asks through the pages', () => {
  let world: World;
  let griet: Reader;
  let counsellor: Visitor;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    griet = await Reader.signIn(world.url, 'club-gent');
    counsellor = await world.signIn('1712-ovl');
  });
  afterAll(() => world?.stop());

  /** Steps on from the page she is on; each entry is one page's answer. */
  const through = async (reader: Reader, pages: Fields[]) => {
    for (const fields of pages) {
      await reader.send(fields);
      expect(reader.errors).toEqual([]);
    }
  };
  const consults = async (where = 'true') => (await world.query(`select count(*)::int as n from consults where ${where}`))[0].n;
  const ANSWERS: Fields[] = [
    { soort: 'incident' },
    { gedrag: ['bullying', 'online'] },
    { wie: ['12-15'] },
    { minderjarigen: 'no' },
    { wanneer: '7' },
    { keten: ['nee'] },
    {},
    {},
  ];

  it('lands on her own page, which says what waits', () => {
    expect(griet.path).toBe('/club');
    expect(griet.title).toBe('Mijn vragen – Klankbord');
    expect(griet.text).toContain('Niets wacht op jou.');
  });

  describe('from danger to confirmation', () => {
    let draft: string;

    it('asks about danger first; nothing chosen is said at the field, and nothing is made', async () => {
      await griet.open('/club/vraag');
      await griet.send({});
      expect(griet.status).toBe(400);
      expect(griet.title).toBe('Fout: Is er nu gevaar? – stap 1 – Klankbord');
      expect(griet.errors).toEqual(['Gevaar: kies een van de antwoorden. Je kan het later nog veranderen.']);
      expect(await consults()).toBe(0);
    });

    it('shows 112 and 101 when there is danger now, on a draft that says NIET verstuurd', async () => {
      const form = griet.form();
      await griet.send({ gevaar: 'acute' });
      draft = griet.path.split('/')[3]!;
      expect(griet.path).toBe(`/club/vraag/${draft}/bellen`);
      expect(griet.html).toMatch(/href="tel:112"[\s\S]*href="tel:101"/);
      expect(griet.text).toContain('NIET verstuurd');
      // The same tap again is the same draft.
      await griet.post(form.action, { ...form.fields, gevaar: 'acute' });
      expect(griet.path).toBe(`/club/vraag/${draft}/bellen`);
      expect(await consults("status = 'draft'")).toBe(1);
      await griet.open(`/club/vraag/${draft}/gevaar`);
      await griet.send({ gevaar: 'no' });
      expect(griet.path).toBe(`/club/vraag/${draft}/soort`);
    });

    it('titles and addresses name the step, never the subject', async () => {
      await through(griet, ANSWERS);
      expect(griet.title).toBe('Wat wil je vragen? – stap 10 van 13 – Klankbord');
      expect(griet.path).toBe(`/club/vraag/${draft}/vraag`);
    });

    it('bad input keeps what was typed, with an error summary', async () => {
      const long = `Wat doe ik? ${'a'.repeat(20_000)}`;
      await griet.send({ question: long });
      expect(griet.status).toBe(400);
      expect(griet.errors).toEqual(['Je vraag: deze tekst is te lang. Hou het onder 20.000 tekens.']);
      expect(griet.form().fields.question).toBe(long);
      await griet.send({ question: ' ' });
      expect(griet.errors).toEqual(['Je vraag: schrijf je vraag. Eén zin is genoeg.']);
    });

    it('the field asks for a look when she leaves it, and the page may have one with its own token', async () => {
      expect(griet.html).toMatch(/<textarea[^>]*name="question"[^>]*data-identifier-check/);
      expect(griet.html).toMatch(/<script type="module" src="\/assets\/identifier-check\.js/);
      const { headers } = await griet.agent.get(griet.path);
      expect(headers['content-security-policy']).toMatch(/script-src 'self'.*connect-src 'self'/);
      const look = () => griet.agent.post('/api/v1/identifier-check').send({ text: 'Zag trainer Jan dat?' });
      await look().expect(403);
      const { body } = await look().set('x-csrf-token', griet.form().fields._csrf as string).expect(200);
      expect(body.findings).toEqual([{ kind: 'name', start: 4, end: 15, severity: 'warn', suggestion: 'de trainer' }]);
    });

    it('marks what looks like a person; a register number must go, a name may stay on her word', async () => {
      await griet.send({ question: 'Jan Peeters pest een speler.\nZijn nummer is 93.05.18-223.61. Wat doe ik?' });
      expect(griet.status).toBe(422);
      expect(griet.html).toContain('<mark class="kb-found">Jan Peeters</mark>');
      expect(griet.text).toContain('Dit is een rijksregisternummer. Het moet weg');
      expect(griet.text).not.toContain('Dit mag zo mee');
      // Her word is not enough for a register number.
      await griet.send({ akkoord: 'ja' });
      expect(griet.status).toBe(422);
      const [, key] = /value="(question:[0-9-]+)"[^>]*>\s*Vervang door “\[rijks/.exec(griet.html) ?? [];
      await griet.send({ vervang: key! });
      expect(griet.status).toBe(200);
      expect(griet.text).toContain('[rijksregisternummer]');
      expect(griet.text).toContain('Jan Peeters');
      await griet.send({ akkoord: 'ja' });
      expect(griet.path).toBe(`/club/vraag/${draft}/verhaal`);
    });

    it('her word counts for what she was shown, not for a name typed afterwards', async () => {
      await griet.send({ narrative: 'Het begon bij Lies De Smet.' });
      expect(griet.status).toBe(422);
      await griet.send({ akkoord: 'ja', narrative: 'Het begon bij Lies De Smet en An Janssens.' });
      expect(griet.status).toBe(422);
      expect(griet.html).toContain('<mark class="kb-found">An Janssens</mark>');
      await griet.send({ vervang: 'alles' });
      expect(griet.text).toContain('Zo is het goed');
      await griet.send({});
      expect(griet.path).toBe(`/club/vraag/${draft}/bereiken`);
    });

    it('may be kept for later, and is found again where she was', async () => {
      await griet.send({ bewaren: 'ja' });
      expect(griet.path).toBe('/club?klaar=bewaard');
      expect(griet.text).toContain('1 vraag is nog niet verstuurd.');
      expect(griet.text).toContain('NIET verstuurd');
      await griet.open(`/club/vraag/${draft}`);
      expect(griet.path).toBe(`/club/vraag/${draft}/bereiken`);
      await griet.send({ contactBy: 'phone', phone: '' });
      expect(griet.errors).toEqual(['Telefoonnummer: vul het nummer in waarop we je mogen bellen.']);
      await griet.send({ contactBy: 'portal', showMe: 'nee' });
      expect(griet.path).toBe(`/club/vraag/${draft}/nakijken`);
    });

    it('says before sending where it goes, why, by when, and what stays', async () => {
      for (const words of [
        '1712 Oost-Vlaanderen is nu open',
        'We streven naar een antwoord tegen',
        'Een vraag van een club gaat naar 1712.',
        'heeft beroepsgeheim',
        'Een consult is advies. Niemand grijpt in of belt de politie omdat je dit verstuurt.',
        'Dit gaat naar 1712 Oost-Vlaanderen',
        'Dit blijft bij jou Je naam en je organisatie',
      ]) {
        expect(griet.text).toContain(words);
      }
      expect(griet.html).toContain('href="tel:1712"');
      await griet.open(`/club/vraag/${draft}/minderjarigen?terug=nakijken`);
      await griet.send({ minderjarigen: 'unknown' });
      expect(griet.path).toBe(`/club/vraag/${draft}/nakijken`);
    });

    it('sent twice at once is one consult, and both taps see the confirmation', async () => {
      const other = await Reader.signIn(world.url, 'club-gent');
      await other.open(`/club/vraag/${draft}/nakijken`);
      await Promise.all([griet.send({}), other.send({})]);
      for (const reader of [griet, other]) {
        expect(reader.path).toBe(`/club/vraag/${draft}/verstuurd`);
        expect(reader.status).toBe(200);
      }
      expect(await consults("status = 'submitted'")).toBe(1);
      const [{ reference }] = await world.query('select reference from consults');
      expect(griet.text).toContain(reference);
      expect(griet.text).toContain('Tot het antwoord er is');
      expect(griet.html).toContain('href="tel:106"');
      // And whoever goes back to a step lands on the consult.
      await griet.open(`/club/vraag/${draft}/vraag`);
      expect(griet.path).toBe(`/club/consulten/${draft}`);
    });

    it('the team has no word that she replaced, nor her name', async () => {
      const { body } = await counsellor.get(`/consults/${draft}`).expect(200);
      expect(JSON.stringify(body)).not.toMatch(/93\.05|Lies|Griet|Zwaluw/);
    });
  });

  describe('the conversation', () => {
    let id: string;
    const page = () => `/club/consulten/${id}`;

    beforeAll(async () => {
      [{ id }] = await world.query("select id from consults where status = 'submitted'");
      await counsellor.put(`/consults/${id}/assignment`).expect(200);
      await counsellor.post(`/consults/${id}/messages`, { kind: 'information-request', text: 'Wat wil hij zelf?' }).expect(201);
    });

    it('her page says that the team waits for her', async () => {
      await griet.open('/club');
      expect(griet.text).toContain('Het team wacht op jouw antwoord bij 1 vraag.');
      await griet.open(page());
      expect(griet.text).toContain('Wacht op jou');
      expect(griet.text).toContain('Wat wil hij zelf?');
    });

    it('a reply sent twice stands there once; an empty one is asked for', async () => {
      await griet.send({ text: '' }, `${page()}/berichten`);
      expect(griet.status).toBe(400);
      expect(griet.errors).toEqual(['Je bericht: vul dit in.']);
      const { action, fields } = griet.form(`${page()}/berichten`);
      await griet.post(action, { ...fields, text: 'Dat het stopt.' });
      await griet.post(action, { ...fields, text: 'Dat het stopt.' });
      expect(griet.path).toBe(`${page()}?klaar=bericht`);
      expect(griet.text.split('Dat het stopt.')).toHaveLength(2);
    });

    it('danger in a message that cannot go yet is told at once, and once, also when it is tapped twice', async () => {
      await griet.open(page());
      const { action, fields } = griet.form(`${page()}/berichten`);
      const named = { ...fields, text: 'Jan Peeters staat aan haar deur.', gevaar: 'possible' };
      const told = async () => (await world.query(`select count(*)::int as told from outbox where event = 'consult.danger-raised' and payload->>'consultId' = $1`, [id]))[0].told;
      const before = await told();
      await griet.post(action, named);
      await griet.post(action, named);
      expect(griet.status).toBe(422);
      expect(await told()).toBe(before + 1);
    });

    it('a reply that says it is more dangerous shows 112 and 101', async () => {
      await griet.send({ text: 'Hij durft niet meer naar huis.', gevaar: 'acute' }, `${page()}/berichten`);
      expect(griet.text).toContain('Het team is verwittigd dat het gevaarlijker werd.');
      expect(griet.html).toContain('class="kb-danger"');
    });

    it('an answer is news on her page until she reads it', async () => {
      await counsellor.post(`/consults/${id}/messages`, { kind: 'answer', text: 'Blijf bij hem en bel samen.' }).expect(201);
      await griet.open('/club');
      expect(griet.text).toContain('Er is een antwoord op 1 vraag.');
      await griet.open(page());
      expect(griet.text).toContain('Blijf bij hem en bel samen.');
      await griet.open('/club');
      expect(griet.text).toContain('Niets wacht op jou.');
    });

    it('agrees a day and completes it in two taps', async () => {
      await griet.open(`${page()}/opvolging`);
      await griet.send({});
      expect(griet.errors).toEqual(['Wanneer: kies wanneer je wil terugkijken.']);
      await griet.send({ wanneer: '7' });
      expect(griet.text).toContain('dinsdag 20 oktober 2026');
      const [, followUp] = new RegExp(`href="(${page()}/opvolging/[0-9a-f-]+)"`).exec(griet.html) ?? [];
      await griet.open(followUp!);
      await griet.send({ hoe: 'Het gaat beter.' });
      expect(griet.text).toContain('Het gaat beter.');
    });

    it('a colleague sees it when she shares it, and not before', async () => {
      const gust = await Reader.signIn(world.url, 'club-gent-2');
      await gust.open(page());
      expect(gust.status).toBe(404);
      await griet.open(`${page()}/delen`);
      await griet.send({});
      await gust.open('/club');
      expect(gust.text).toContain('Met jou gedeeld');
      await gust.open(page());
      expect(gust.status).toBe(200);
      expect(gust.html).not.toContain('/berichten');
    });

    it('a closing that came too late keeps what was typed', async () => {
      await griet.open(`${page()}/sluiten`);
      await griet.send({ reason: 'Bedankt.' });
      expect(griet.errors).toEqual(['Hoe liep het af: kies een van de mogelijkheden.']);
      await counsellor.post(`/consults/${id}/messages`, { kind: 'message', text: 'Nog één ding.' }).expect(201);
      await griet.send({ outcome: 'resolved' });
      expect(griet.status).toBe(412);
      expect(griet.form().fields).toMatchObject({ reason: 'Bedankt.', outcome: 'resolved' });
      const { action, fields } = griet.form();
      await griet.send({});
      expect(griet.text).toContain('Je vraag is afgesloten.');
      await griet.post(action, fields);
      expect(griet.text).toContain('Je vraag is afgesloten.');
    });

    it('is opened again, with proof, receipt and course on record', async () => {
      await griet.open(`${page()}/heropenen`);
      await griet.send({ contactBy: 'portal' });
      expect(griet.text).toContain('Je vraag is weer open.');
      await griet.open(`${page()}/verloop`);
      expect(griet.text).toContain('Afgesloten (Jij)');
      await griet.open(`${page()}/wat-ging-mee`);
      expect(griet.text).toContain('Je rol en je regio');
      await griet.open(`${page()}/bewijs`);
      expect(griet.text).toContain('1712 Oost-Vlaanderen');
      await griet.open(`${page()}/intrekken`);
      await griet.send({});
      expect(griet.text).toContain('Je vraag is ingetrokken.');
    });
  });

  it('nobody else finds her pages: another club, another role', async () => {
    const [{ id }] = await world.query('select id from consults limit 1');
    const hilde = await Reader.signIn(world.url, 'club-hasselt');
    const team = await Reader.signIn(world.url, '1712-ovl');
    for (const path of [`/club/consulten/${id}`, `/club/vraag/${id}/nakijken`, `/club/consulten/${id}/sluiten`, '/club/consulten/x']) {
      expect((await hilde.open(path)).status).toBe(404);
      expect(hilde.text).toContain('Dit bestaat niet, of je kan het niet zien.');
      expect((await team.open(path)).status).toBe(403);
    }
  });

  it('pressing, the phone is open and nobody of the team at a screen: call', async () => {
    const hilde = await world.signIn('club-hasselt');
    const { body } = await hilde.post('/consults', consult({ facts: facts({ danger: 'possible' }) })).expect(201);
    const reader = await Reader.signIn(world.url, 'club-hasselt');
    await reader.open(`/club/consulten/${body.id}`);
    expect(reader.text).toContain('Bel nu 1712.');
    await (await world.signIn('1712-lim')).get('/consults').expect(200);
    await reader.open(`/club/consulten/${body.id}`);
    expect(reader.text).not.toContain('Bel nu 1712.');
  });

  it('a draft is thrown away only after she says so', async () => {
    await griet.open('/club/vraag');
    await griet.send({ gevaar: 'no' });
    const draft = griet.path.split('/')[3]!;
    await griet.open(`/club/vraag/${draft}/weggooien`);
    expect(await consults("status = 'draft'")).toBe(1);
    await griet.send({});
    expect(griet.path).toBe('/club?klaar=weg');
    expect(await consults("status = 'draft'")).toBe(0);
  });

  it('a question of policy asks less, and the danger page comes back when the answer changes', async () => {
    await griet.open('/club/vraag');
    await through(griet, [{ gevaar: 'no' }, { soort: 'policy' }, {}, { minderjarigen: 'no' }, { keten: ['nee'] }]);
    const draft = griet.path.split('/')[3]!;
    await through(griet, [{ question: 'Hoe leggen we onze afspraken uit?' }, {}, { contactBy: 'portal' }]);
    expect(griet.text).toContain('Dringendheid: niet dringend');
    // Turned into an incident, it asks what only an incident has.
    await griet.open(`/club/vraag/${draft}/soort?terug=nakijken`);
    await griet.send({ soort: 'incident' });
    expect(griet.path).toBe(`/club/vraag/${draft}/gedrag?terug=nakijken`);
    await through(griet, [{ gedrag: ['other'] }, { wie: ['unknown'] }]);
    expect(griet.path).toBe(`/club/vraag/${draft}/nakijken`);
    await griet.open(`/club/vraag/${draft}/gevaar?terug=nakijken`);
    await griet.send({ gevaar: 'acute' });
    expect(griet.path).toBe(`/club/vraag/${draft}/bellen?terug=nakijken`);
  });

  it('a federation is asked where people live, twice when the postal code is not ours', async () => {
    const fatima = await Reader.signIn(world.url, 'federatie');
    await fatima.open('/federatie/vraag');
    await through(fatima, [{ gevaar: 'no' }, { soort: 'incident' }, { gedrag: ['bullying'] }]);
    await fatima.send({ rij: 'meer', 'leeftijd-0': '12-15', 'postcode-0': '5000' });
    expect(fatima.form().fields).toMatchObject({ 'leeftijd-0': '12-15', 'postcode-0': '5000', 'postcode-1': '' });
    await fatima.send({ 'leeftijd-1': '16-17', 'postcode-1': '90' });
    expect(fatima.errors).toEqual(['Persoon 2: een postcode telt vier cijfers, bijvoorbeeld 9000.']);
    expect(fatima.text).toContain('Persoon 1: 5000 ligt niet in Vlaanderen of Brussel. Klopt dat? Ga dan gewoon verder.');
    await through(fatima, [{ 'postcode-1': '9000' }, { minderjarigen: 'no' }, { wanneer: 'unknown' }, { waar: '' }, { keten: ['federation'] }, {}, {}]);
    await through(fatima, [{ question: 'Wat verwachten jullie van ons?' }, {}, { contactBy: 'portal' }]);
    expect(fatima.text).toContain('Dit gaat naar VK Oost-Vlaanderen');
    await fatima.send({});
    const [{ id }] = await world.query("select id from consults where level = 'federation'");
    const { body } = await (await world.signIn('vk-ovl')).get(`/consults/${id}`).expect(200);
    expect(JSON.stringify(body)).not.toMatch(/"(5000|9000)"/);
  });
});
