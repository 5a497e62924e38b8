import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { consult } from '../support/builders.js';
import { Reader } from '../support/reader.js';
import { World } from '../support/world.js';

/** Who, her home, an address of another role's, and whether she may call 1712 for advice. */
const PEOPLE = [
  ['club-gent', '/club', '/desk', true],
  ['federatie', '/federatie', '/desk', true],
  ['1712-ovl', '/desk', '/beheer', false],
  ['1712-ovl-vrijwilliger', '/vrijwilliger', '/desk', false],
  ['coordinator', '/coordinatie', '/desk', false],
  ['admin', '/beheer', '/desk', false],
  ['privacy', '/privacy', '/desk', false],
] as const;

describe('what stands around every page', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
  });
  afterAll(() => world?.stop());

  const menuOf = (html: string): string => /<nav class="kb-nav"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
  const unmarked = (html: string): string => menuOf(html).replace(/ aria-current="[^"]*"/g, '');
  const newsIn = (html: string): number => Number(/kb-count">(\d+)/.exec(menuOf(html))?.[1] ?? 0);

  it.each(PEOPLE)('%s has one menu with one mark of news, her name and a way out, also where something is refused', async (name, home, elsewhere, asks) => {
    const reader = await Reader.signIn(world.url, name);
    await reader.open(home);
    const menu = unmarked(reader.html);
    for (const [path, status] of [[home, 200], ['/meldingen', 200], [elsewhere, 403], ['/nergens', 404]] as const) {
      await reader.open(path);
      expect([path, reader.status]).toEqual([path, status]);
      expect(unmarked(reader.html)).toBe(menu);
      expect(reader.html.match(/href="\/meldingen"/g)).toHaveLength(1);
      expect(reader.html).toContain('kb-me__name');
      expect(reader.html).toContain('action="/afmelden"');
      expect(reader.html.includes('tel:1712')).toBe(asks);
      expect(reader.html.includes('action="/snel-weg"')).toBe(asks);
    }
  });

  it('the mark of news counts, on the page of a consult too', async () => {
    const contact = await world.signIn('club-gent');
    const { id } = (await contact.post('/consults', consult()).expect(201)).body;
    await world.settled();
    const desk = await Reader.signIn(world.url, '1712-ovl-2');
    await desk.open('/desk');
    const counted = newsIn(desk.html);
    expect(counted).toBeGreaterThan(0);
    await desk.open(`/desk/consulten/${id}`);
    expect(newsIn(desk.html)).toBe(counted - 1);
  });

  it('the browser’s tab says which question, and of which team', async () => {
    const contact = await world.signIn('club-gent');
    const { id, reference } = (await contact.post('/consults', consult()).expect(201)).body;
    const desk = await Reader.signIn(world.url, '1712-ovl');
    expect((await desk.open('/desk')).title).toBe('Consulten – 1712 Oost-Vlaanderen – Klankbord');
    expect((await desk.open(`/desk/consulten/${id}`)).title).toBe(`Vraag ${reference} – 1712 Oost-Vlaanderen – Klankbord`);
    const coordinator = await Reader.signIn(world.url, 'coordinator');
    expect((await coordinator.open(`/coordinatie/consulten/${id}`)).title).toBe(`Vraag ${reference} – 1712 Oost-Vlaanderen – Klankbord`);
  });

  it('another role’s page is refused without blame', async () => {
    const reader = await Reader.signIn(world.url, '1712-ovl');
    await reader.open('/beheer');
    expect(reader.text).toContain('Dit is niet voor jouw rol');
    expect(reader.text).not.toContain('Dit mag niet');
  });

  it('an address that nobody can read has the frame of every page', async () => {
    const answer = await request(world.url).get('/%E0%A4%A').expect(400);
    for (const said of ['<h1', 'rel="stylesheet"', 'tel:112', 'Oefenomgeving: stuur hier geen echte vraag', '<main']) {
      expect([said, answer.text.includes(said)]).toEqual([said, true]);
    }
  });

  it('what is too large says how much is allowed, and writing says it beforehand', async () => {
    const contact = await world.signIn('club-gent');
    const { id } = (await contact.post('/consults', consult()).expect(201)).body;
    const desk = await Reader.signIn(world.url, '1712-ovl');
    await desk.open(`/desk/consulten/${id}`);
    await desk.send({}, `/desk/consulten/${id}/opnemen`);
    expect(desk.text).toContain('Hoogstens 20.000 tekens');
    await desk.send({ kind: 'answer', text: 'x'.repeat(400 * 1024) }, `/desk/consulten/${id}/berichten`);
    expect([desk.status, desk.text.includes('hoogstens 20.000 tekens')]).toEqual([413, true]);
  });
});
