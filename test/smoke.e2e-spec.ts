import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import request from 'supertest';
import { DEMO_PASSWORD, demoEmail } from '../src/features/seed/demo-people.js';
import { consult } from './support/builders.js';
import { Started } from './support/started.js';
import { Visitor } from './support/visitor.js';

describe('Klankbord, built and started as by npm start, in a folder with a space in its name', () => {
  let klankbord: Started;
  let url: string;

  beforeAll(async () => {
    klankbord = Started.inNewFolder();
    url = await klankbord.ready();
  }, 90_000);
  afterAll(() => klankbord?.clean(), 20_000);

  it('prints one line that it is ready, and the demo accounts', () => {
    expect(klankbord.output.match(/Klankbord is ready/g)).toHaveLength(1);
    expect(klankbord.output).toContain(`all with the password ${DEMO_PASSWORD}`);
    expect(klankbord.output).toContain(demoEmail('club-gent'));
  });

  it('answers on localhost too, with everything up but for a copy of its key, and says what to do about that', async () => {
    const { body } = await request(url.replace('127.0.0.1', 'localhost')).get('/health/ready').expect(200);
    expect(body).toEqual({ status: 'degraded', database: 'up', vault: 'up', queue: 'up', mail: 'up', kekCopy: 'degraded' });
    expect(klankbord.output).toContain('npm run admin -- kek confirm-copy');
  });

  it('says on every page that it is for practice', async () => {
    const { text } = await request(url).get('/aanmelden').expect(200);
    expect(text).toContain('Oefenomgeving: stuur hier geen echte vraag');
    await request(url).get('/assets/app.css').expect(200);
  });

  it('has consults in every state, so that nobody’s first page is empty', async () => {
    const contact = await Visitor.signIn(url, demoEmail('club-gent'), DEMO_PASSWORD);
    const { body } = await contact.get('/consults?limit=100').expect(200);
    const statuses = new Set(body.items.map((item: { status: string }) => item.status));
    expect([...statuses].sort()).toEqual(['answered', 'closed', 'draft', 'submitted', 'waiting-for-contact', 'withdrawn']);
    const counsellor = await Visitor.signIn(url, demoEmail('1712-lim'), DEMO_PASSWORD);
    expect((await counsellor.get('/consults')).body.items).toMatchObject([{ status: 'in-progress' }]);
  });

  it('brings a question to the team, and the mail within two seconds to the development inbox', async () => {
    await request(url).put('/api/v1/dev/clock').send({ now: '2027-03-16T10:00:00+01:00' }).expect(200);
    const contact = await Visitor.signIn(url, demoEmail('club-hasselt'), DEMO_PASSWORD);
    const mails = async () => (await request(url).get(`/api/v1/dev/mails?to=${demoEmail('1712-lim')}`).expect(200)).body.items;
    // What fell due for the demo's own consults by the jump goes first.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const before = (await mails()).length;
    await contact.post('/consults', consult()).expect(201);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const after = await mails();
    expect(after.length).toBeGreaterThan(before);
    expect(after.at(-1)).toMatchObject({
      to: demoEmail('1712-lim'),
      subject: 'Er is nieuws in Klankbord',
      text: `Er is nieuws in Klankbord\n\n${url}/aanmelden\n`,
      sentAt: '2027-03-16T10:00:00+01:00',
    });
    await request(url).delete('/api/v1/dev/clock').expect(200);
  });

  it('plays the demo’s whole life of a consult, and gives the clock back as it was', async () => {
    const env = { ...process.env, KLANKBORD_URL: url };
    const played = execFileSync(process.execPath, ['scripts/demo.mjs'], { encoding: 'utf8', env });
    expect(played).toMatch(/All 11 steps went as expected\./);
    const { standsStill } = (await (await fetch(`${url}/api/v1/dev/clock`)).json()) as { standsStill: boolean };
    expect(standsStill).toBe(false);
  });

  it('refuses a second start on the same data, and says so', async () => {
    const second = new Started(klankbord.dataDir);
    expect(await second.ended).not.toBe(0);
    expect(second.output).toContain('already runs');
  });

  it('stops within ten seconds with exit 0, leaves no process behind, and starts again with its data', async () => {
    const from = Date.now();
    expect(await klankbord.stop()).toBe(0);
    expect(Date.now() - from).toBeLessThan(10_000);
    const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n').filter((line) => line.includes(klankbord.dataDir));
    expect(left).toEqual([]);

    klankbord = new Started(klankbord.dataDir);
    url = await klankbord.ready();
    const contact = await Visitor.signIn(url, demoEmail('club-gent'), DEMO_PASSWORD);
    expect((await contact.get('/consults')).body.items.length).toBeGreaterThan(5);
  }, 60_000);
});
