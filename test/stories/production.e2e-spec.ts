import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { AppModule } from '../../src/app.module.js';
import { configure, createAdapter } from '../../src/configure.js';
import { refuseOtherAccounts } from '../../src/features/seed/refuse-other-accounts.js';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import { Database } from '../../src/platform/database/database.js';
import { consult } from '../support/builders.js';
import { setWaysIn } from '../support/ways-in.js';
import { World } from '../support/world.js';

/** The same databases, seen by an app in production mode behind a balancer that speaks https. */
describe('in production', () => {
  let world: World;
  let app: NestFastifyApplication;
  let cookie: string;
  let csrfToken: string;

  const at = (method: 'get' | 'post' | 'put', path: string) =>
    request(app.getHttpServer())[method](path).set('x-forwarded-proto', 'https').set('x-forwarded-host', 'klankbord.example');

  beforeAll(async () => {
    world = await World.start({ worker: false });
    Object.assign(process.env, {
      KLANKBORD_MODE: 'production',
      PUBLIC_URL: 'https://klankbord.example',
      MAIL_FROM: 'Klankbord <post@klankbord.example>',
      KLANKBORD_DEV_INBOX: '1',
      SECURITY_CONTACT: 'mailto:veiligheid@klankbord.example',
    });
    app = await NestFactory.create<NestFastifyApplication>(AppModule.in('production'), createAdapter(), {
      bodyParser: false,
      logger: ['error', 'fatal'],
      abortOnError: false,
    });
    await configure(app);
    await app.listen(0, '127.0.0.1');
    const { body, headers } = await at('post', '/api/v1/session')
      .send({ email: demoEmail('club-gent'), password: DEMO_PASSWORD })
      .expect(200);
    cookie = (headers['set-cookie'] as unknown as string[])[0]!;
    csrfToken = body.csrfToken;
    await setWaysIn('https://klankbord.example', (method, path, data = {}) => at(method, path).set('cookie', cookie).set('x-csrf-token', csrfToken).send(data));
  });
  afterAll(async () => {
    await app?.close();
    await world?.stop();
  });

  it('does not start beside demo accounts', async () => {
    const start = () => refuseOtherAccounts(app.get(Database), 'production');
    await expect(start()).rejects.toThrow('DATABASE_URL');
    await world.query('update accounts set suspended_at = now()');
    await expect(start()).rejects.toThrow('DATABASE_URL');
    await world.query('update accounts set suspended_at = null');
  });

  it('leaves its people to no demo and no test', async () => {
    const start = (mode: 'demo' | 'test') => refuseOtherAccounts(app.get(Database), mode);
    await start('demo');
    await world.query(`update accounts set email = replace(email, '@demo.klankbord.test', '@people.example')`);
    for (const mode of ['demo', 'test'] as const) await expect(start(mode)).rejects.toThrow('KLANKBORD_MODE');
    await world.query(`update accounts set email = replace(email, '@people.example', '@demo.klankbord.test')`);
  });

  it('says to who finds a leak whom to tell, for the coming months', async () => {
    const { text, headers } = await at('get', '/.well-known/security.txt').expect(200);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text).toMatch(/^Contact: mailto:veiligheid@klankbord\.example\nExpires: \d{4}-\d\d-\d\dT00:00:00Z\n/);
    const [, expires] = /Expires: (\S+)/.exec(text)!;
    const days = (Date.parse(expires!) - Date.now()) / 86_400_000;
    expect(days > 30 && days < 365).toBe(true);
    await request(world.url).get('/.well-known/security.txt').expect(404);
  });

  it('knows no development inbox and no clock to move', async () => {
    for (const path of ['/dev/inbox', '/api/v1/dev/mails', '/api/v1/dev/clock']) await at('get', path).expect(404);
    await at('put', '/api/v1/dev/clock').send({ now: '2027-03-16T10:00:00+01:00' }).expect(404);
  });

  it('a moved clock in its database moves nothing', async () => {
    await world.setClock('2012-01-01T10:00:00+01:00');
    await at('get', '/api/v1/session').set('cookie', cookie).expect(200);
    const { body } = await at('get', '/api/v1/session').set('cookie', cookie).expect(200);
    expect(body.mandates).toHaveLength(1);
  });

  it('gives a cookie that only https carries, to this host alone', () => {
    expect(cookie).toMatch(/^__Host-klankbord=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('does not call itself a practice', async () => {
    const { text } = await at('get', '/aanmelden').expect(200);
    expect(text).not.toContain('Oefenomgeving');
  });

  it('neither routes on nor publishes reference data that nobody confirmed', async () => {
    const refusal = { type: 'reference-data-unconfirmed', status: 503 };
    const write = (path: string, body: object) => at('post', path).set('cookie', cookie).set('x-csrf-token', csrfToken).send(body);
    const asked = await write('/api/v1/consults', consult()).expect(503);
    expect(asked.body).toMatchObject(refusal);
    expect((await write('/api/v1/routing/preview', { facts: consult().facts }).expect(503)).body).toMatchObject(refusal);
    expect((await at('get', '/api/v1/signposts').set('cookie', cookie).expect(503)).body).toMatchObject(refusal);
    expect((await at('get', '/api/v1/teams').set('cookie', cookie).expect(503)).body).toMatchObject(refusal);
    expect(await world.query('select 1 from consults')).toEqual([]);
  });

  it('says so to admin and coordinator', async () => {
    for (const [name, home] of [['admin', '/beheer'], ['coordinator', '/coordinatie']] as const) {
      const { body, headers } = await at('post', '/api/v1/session').send({ email: demoEmail(name), password: DEMO_PASSWORD }).expect(200);
      const [own] = headers['set-cookie'] as unknown as string[];
      await setWaysIn('https://klankbord.example', (method, path, data = {}) => at(method, path).set('cookie', own!).set('x-csrf-token', body.csrfToken).send(data));
      const { text } = await at('get', home).set('cookie', own!).expect(200);
      expect(text).toContain('niet bevestigd');
    }
  });

  it('routes once somebody confirmed every set', async () => {
    await world.query(`update reference_sets set confirmed_on = '2026-01-01'`);
    await at('post', '/api/v1/consults').set('cookie', cookie).set('x-csrf-token', csrfToken).send(consult()).expect(201);
  });
});
