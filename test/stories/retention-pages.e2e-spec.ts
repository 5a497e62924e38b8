import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consult } from '../support/builders.js';
import { Reader } from '../support/reader.js';
import { closedConsult } from '../support/retention.js';
import { makeAccount, makeMandate } from '../support/people.js';
import { Visitor } from '../support/visitor.js';
import { DEMO_PASSWORD } from '../../src/features/seed/demo-people.js';
import { World } from '../support/world.js';

describe('the end of a question, on the pages', () => {
  let world: World;
  let griet: Reader;
  let contact: Visitor;
  let counsellor: Visitor;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    griet = await Reader.signIn(world.url, 'club-gent');
    contact = await world.signIn('club-gent');
    counsellor = await world.signIn('1712-ovl');
  });
  afterAll(() => world?.stop());

  it('she reads when, keeps it longer with a reason, and reads the new day', async () => {
    const id = await closedConsult(contact, counsellor);
    await griet.open(`/club/consulten/${id}`);
    expect(griet.text).toContain('Wordt vernietigd op vrijdag 13 oktober 2028. Langer bewaren');
    await griet.open(`/club/consulten/${id}/bewaren`);
    expect(griet.form().fields).toMatchObject({ keepUntil: '2030-10-13' });
    await griet.send({ reason: '', keepUntil: '2031-01-01' });
    expect([griet.status, griet.errors]).toEqual([400, ['Waarom wil je ze langer bewaren: vul dit in.']]);
    await griet.send({ reason: 'Er loopt een onderzoek.', keepUntil: '2031-01-01' });
    expect(griet.errors).toEqual([expect.stringContaining('kies een dag tot en met 13 oktober 2030. Later kan je opnieuw kiezen.')]);
    expect(griet.form().fields).toMatchObject({ reason: 'Er loopt een onderzoek.' });
    await griet.send({ reason: 'Ik spreek Jan Peeters nog.', keepUntil: '2029-06-30' });
    expect(griet.title).toContain('Even nakijken');
    expect(griet.text).toContain('Nog niet bewaard');
    expect(griet.text).not.toMatch(/verstuurd|Het team/);
    await griet.send({ akkoord: 'ja' });
    expect(griet.path).toBe(`/club/consulten/${id}?klaar=langer`);
    expect(griet.text).toContain('Je vraag blijft langer bewaard.');
    expect(griet.text).toContain('Wordt vernietigd op zaterdag 30 juni 2029.');
    expect(griet.text).toContain('Je bewaart ze langer, omdat: Ik spreek Jan Peeters nog.');
    await griet.open(`/club/consulten/${id}/bewijs`);
    expect(griet.text).toContain('Wordt vernietigd op zaterdag 30 juni 2029');
    await griet.open('/mijn-gegevens');
    expect(griet.text).toContain('Waarom je ze langer bewaart Ik spreek Jan Peeters nog.');
    const olga = await Reader.signIn(world.url, '1712-ovl');
    await olga.open(`/desk/consulten/${id}`);
    expect(olga.text).toContain('Dit consult is te lezen tot zaterdag 30 juni 2029.');
    expect(olga.text).not.toContain('Jan Peeters');
  });

  it('a draft says on her list when it goes; kept longer, she is back on that list', async () => {
    const { body } = await contact.post('/consults?draft=true', { question: 'Hoe begin ik?' }).expect(201);
    await griet.open('/club');
    expect(griet.text).toContain('Wordt vernietigd op donderdag 12 november 2026. Langer bewaren');
    await griet.open(`/club/consulten/${body.id}/bewaren`);
    await griet.send({ reason: 'Ik wacht op de ouders.' });
    expect(griet.path).toBe('/club?klaar=langer');
    expect(griet.text).toContain('Wordt vernietigd op zaterdag 12 december 2026.');
    await griet.open(`/club/vraag/${body.id}/weggooien`);
    expect(griet.text).toContain('In onze reservekopieën is het voorgoed weg op dinsdag 20 oktober 2026.');
    await griet.send({});
    expect(griet.text).toContain('Je vraag is weggegooid.');
  });

  it('the warning of a draft leads to where she keeps it longer, and is read there', async () => {
    const { body } = await contact.post('/consults?draft=true', { question: 'Hoe begin ik?' }).expect(201);
    await world.query('update consults set warned_at = created_at where id = $1', [body.id]);
    await world.query(
      `insert into notifications (id, mandate_id, consult_id, event, at) values (uuidv7(), $1, $2, 'reminder.destruction', now())`,
      [contact.mandateId, body.id],
    );
    await griet.open('/meldingen');
    expect(griet.text).toContain(`Nieuw Vraag ${body.reference} wordt binnenkort vernietigd.`);
    const [, href] = /href="([^"]*\/bewaren)"/.exec(griet.html)!;
    await griet.open(href!);
    expect(griet.text).toContain('Nu wordt ze vernietigd op donderdag 12 november 2026.');
    expect(await world.query('select 1 from consults where id = $1 and warning_seen_at is not null', [body.id])).toHaveLength(1);
    expect(await world.query('select 1 from notifications where consult_id = $1 and read_at is null', [body.id])).toEqual([]);
  });

  it('what she withdrew before anybody took it up goes when she confirms, on a page that says what stays', async () => {
    const { body } = await contact.post('/consults', consult()).expect(201);
    const address = `/club/consulten/${body.id}`;
    await griet.open(`${address}/vernietigen`);
    expect(griet.path).toBe(address);
    await contact.put(`/consults/${body.id}/withdrawal`).expect(200);
    await griet.open(address);
    expect(griet.text).toContain('Deze vraag nu laten vernietigen');
    await griet.open(`${address}/vernietigen`);
    for (const said of ['Ongedaan maken kan niet.', 'Wat blijft', 'voorgoed weg op dinsdag 20 oktober 2026']) expect(griet.text).toContain(said);
    await griet.send({});
    expect([griet.path, griet.text]).toEqual(['/club?klaar=vernietigd', expect.stringContaining('Je vraag is vernietigd.')]);
    expect((await griet.open(address)).status).toBe(404);
    expect(griet.text).toContain('Dit bestaat niet, of je kan het niet zien.');
  });

  it('taken up by somebody first, it says when it goes instead', async () => {
    const { body } = await contact.post('/consults', consult()).expect(201);
    await contact.put(`/consults/${body.id}/withdrawal`).expect(200);
    const address = `/club/consulten/${body.id}/vernietigen`;
    await griet.open(address);
    await world.query(`insert into consult_events (id, consult_id, at, kind, side) values (uuidv7(), $1, now(), 'claimed', 'team')`, [body.id]);
    await griet.send({});
    expect(griet.text).not.toContain('Dit kan omdat');
    expect([griet.status, griet.errors]).toEqual([409, [expect.stringContaining('Ze wordt vanzelf vernietigd op 12 november 2026, niet vroeger.')]]);
  });

  it('a held one says that it stays', async () => {
    const id = await closedConsult(contact, counsellor);
    await world.query(
      `insert into legal_holds (id, record_kind, record_id, reason_ct, set_by, set_at, ends_on)
       select uuidv7(), 'consult', $1, '\\x00', id, now(), '2030-01-01' from accounts where email like 'privacy@%'`,
      [id],
    );
    await griet.open(`/club/consulten/${id}`);
    expect(griet.text).toContain('Deze vraag moet bewaard blijven. Ze wordt nu niet vernietigd.');
    expect(griet.text).not.toContain('Wordt vernietigd op');
    await griet.open(`/club/consulten/${id}/bewijs`);
    expect(griet.text).not.toContain('Wordt vernietigd op');
  });

  it('a privacy officer sees what waits for her, without club, region or a word of it, and confirms on a page of its own', async () => {
    const account = await makeAccount(world, 'vertrokken');
    const [{ organisation_id: club }] = await world.query('select organisation_id from mandates where id = $1', [contact.mandateId]);
    const mandate = await makeMandate(world, { account: account.id, role: 'club-contact', organisation: club });
    const left = await Visitor.signIn(world.url, account.email, DEMO_PASSWORD);
    const { body } = await left.post('/consults?draft=true', { question: 'Over een kanariepiet.' }).expect(201);
    await world.query(`update mandates set valid_to = '2025-10-31' where id = $1`, [mandate]);
    await world.setClock('2026-11-20T10:00:00+01:00');
    const pieter = await Reader.signIn(world.url, 'privacy');
    await pieter.open('/privacy');
    expect(pieter.text).toContain('1 vraag om te vernietigen');
    await pieter.open('/privacy/vernietigen');
    expect(pieter.text).toContain(`${body.reference} Ontwerp donderdag 12 november 2026`);
    await pieter.open(`/privacy/vernietigen/${body.id}`);
    expect(pieter.text).toMatch(/In onze reservekopieën is het voorgoed weg op \S+ \d+ \S+ \d{4}\./);
    expect(pieter.text).toContain(`Ontwerp ${body.reference} vernietigen?`);
    expect(pieter.text).not.toMatch(/kanariepiet|Turnkring|Oost-Vlaanderen/);
    await pieter.send({});
    expect(pieter.text).toContain('Het is vernietigd.');
    expect(pieter.text).toContain('Er wacht niets.');
    expect(await world.query('select 1 from consults where id = $1', [body.id])).toEqual([]);
    expect((await pieter.open(`/privacy/vernietigen/${body.id}`)).status).toBe(404);
  });
});
