import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import { World } from '../support/world.js';

describe('a contact who must get away at once', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ worker: false });
  });
  afterAll(() => world?.stop());

  const sessions = async (): Promise<number> => (await world.query('select count(*)::int as n from sessions where account_id is not null'))[0].n;

  it('is signed out and somewhere that says nothing; "back" shows nothing any more', async () => {
    const browser = request.agent(world.url);
    await browser.post('/aanmelden').type('form').send({ email: demoEmail('club-gent'), password: DEMO_PASSWORD }).expect(303);
    const home = await browser.get('/club').expect(200).expect('cache-control', 'no-store');
    expect(home.text).toContain('action="/snel-weg"');
    const before = await sessions();
    await browser.post('/snel-weg').redirects(0).expect(303).expect('location', 'https://www.wikipedia.org/').expect('clear-site-data', '"cache"');
    expect(await sessions()).toBe(before - 1);
    await browser.get('/club').redirects(0).expect(303).expect('location', /^\/aanmelden/);
  });

  it('gets away when her session ended long ago, and is not asked to sign in', async () => {
    await request(world.url).post('/snel-weg').redirects(0).expect(303).expect('location', 'https://www.wikipedia.org/');
  });

  it('may be led there by the browser’s rules for forms', async () => {
    const { headers } = await request(world.url).get('/aanmelden').expect(200);
    expect(headers['content-security-policy']).toMatch(/form-action 'self' https:\/\/www\.wikipedia\.org\/(;|$)/);
  });

  it('is signed out by nobody else: not by a form of another site', async () => {
    await request(world.url).post('/snel-weg').set('origin', 'https://elders.test').redirects(0).expect(403);
  });
});
