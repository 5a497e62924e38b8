import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { AppModule, CommandModule } from '../../src/app.module.js';
import { configure, createAdapter } from '../../src/configure.js';
import { FirstAdminCommand } from '../../src/features/seed/first-admin.command.js';
import { FirstAdmin } from '../../src/features/seed/first-admin.js';
import { REFERENCE_KINDS } from '../../src/features/reference-data/reference-set.entity.js';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import { consult } from '../support/builders.js';
import type { SoftwarePasskey } from '../support/software-passkey.js';
import { setWaysIn } from '../support/ways-in.js';
import { World } from '../support/world.js';

const EMAIL = 'ann@sport.example';

describe('a production instance from nothing to its first question', () => {
  let world: World;
  let app: NestFastifyApplication;
  let commands: INestApplicationContext;
  let password: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    Object.assign(process.env, { KLANKBORD_MODE: 'production', PUBLIC_URL: 'https://klankbord.example', MAIL_FROM: 'post@klankbord.example' });
    // What a start refuses is looked at elsewhere; of the demo's administrator nothing is left here.
    await world.query(`update mandates set suspended_at = now() where role = 'admin'`);
    const quiet = { logger: false, abortOnError: false } as const;
    commands = await NestFactory.createApplicationContext(CommandModule, quiet);
    app = await NestFactory.create<NestFastifyApplication>(AppModule.in('production'), createAdapter(), { bodyParser: false, ...quiet });
    await configure(app);
    await app.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await app?.close();
    await commands?.close();
    await world?.stop();
  });

  const passkeys = new Map<string, SoftwarePasskey>();
  const through = (method: 'get' | 'post' | 'put', path: string) =>
    request(app.getHttpServer())[method](path).set('x-forwarded-proto', 'https').set('x-forwarded-host', 'klankbord.example');
  const cookieOf = (headers: Record<string, unknown>) => (headers['set-cookie'] as string[])[0]!.split(';')[0]!;

  /** The first time with a password, which is good for setting ways in and nothing else. */
  async function enrol(email: string, password: string): Promise<SoftwarePasskey> {
    const { body, headers } = await through('post', '/api/v1/session').send({ email, password }).expect(200);
    const cookie = cookieOf(headers);
    await through('get', '/api/v1/reference-data/routing').set('cookie', cookie).expect(403);
    return setWaysIn('https://klankbord.example', (method, path, data = {}) =>
      through(method, path).set('cookie', cookie).set('x-csrf-token', body.csrfToken).send(data));
  }

  /** Somebody behind the balancer, signed in. */
  async function signIn(email: string, password: string) {
    const passkey = passkeys.get(email) ?? (await enrol(email, password));
    passkeys.set(email, passkey);
    const asked = await through('post', '/api/v1/session/passkey-challenge').expect(200);
    const { body, headers } = await through('post', '/api/v1/session/passkey').set('cookie', cookieOf(asked.headers)).send({ response: passkey.get(asked.body) }).expect(200);
    const cookie = cookieOf(headers);
    return {
      body,
      get: (path: string) => through('get', path).set('cookie', cookie),
      post: (path: string, data: object = {}) => through('post', path).set('cookie', cookie).set('x-csrf-token', body.csrfToken).send(data),
      put: (path: string) => through('put', path).set('cookie', cookie).set('x-csrf-token', body.csrfToken).send({}),
      form: (path: string, data: object = {}) =>
        through('post', path).set('cookie', cookie).type('form').send({ ...data, _csrf: body.csrfToken }),
    };
  }

  const run = (...args: string[]) => commands.get(FirstAdminCommand, { strict: false }).run(args);
  const audited = (action: string) => world.query('select record_kind, record_id, account_id from audit_events where action = $1 order by id', [action]);

  it('who has the server makes the first administrator, of an authority that was not there', async () => {
    await world.query(`delete from mandates where role in ('admin', 'privacy-officer')`);
    await world.query(`delete from organisations where kind = 'authority'`);
    password = await commands.get(FirstAdmin, { strict: false }).make(EMAIL, 'Ann Voorbeeld');
    const admin = await signIn(EMAIL, password);
    expect(admin.body.mandates).toMatchObject([{ role: 'admin', organisation: { kind: 'authority', name: 'Sport Vlaanderen' } }]);
    const [{ id, password_hash: kept }] = await world.query('select id, password_hash from accounts where email = $1', [EMAIL]);
    // A passkey is both factors; the printed password is of no use any more.
    expect(kept).toBeNull();
    expect(await audited('account.first-admin')).toEqual([{ record_kind: 'account', record_id: id, account_id: null }]);
  });

  it('the command makes a second one and refuses a third, an address of the demo, and what is no address or no name', async () => {
    await expect(run('--email', 'an@sport.example', '--name', 'An Voorbeeld')).resolves.toBe(0);
    const accounts = await world.query('select count(*) from accounts');
    await expect(run('--email', 'bo@sport.example', '--name', 'Bo Voorbeeld')).rejects.toThrow('There are two administrators already');
    await expect(run('--email', demoEmail('baas'), '--name', 'Bo Voorbeeld')).rejects.toThrow('--email');
    await expect(run('--email', 'bo', '--name', 'Bo Voorbeeld')).rejects.toThrow('--email');
    await expect(run('--email', 'bo@sport.example')).rejects.toThrow('--name');
    await expect(run('--mail', 'bo@sport.example')).rejects.toThrow('first-admin --email');
    expect(await world.query('select count(*) from accounts')).toEqual(accounts);
  });

  it('of two who make one at the same time, one succeeds', async () => {
    await world.query('update accounts set suspended_at = now() where email = $1', [EMAIL]);
    const both = await Promise.allSettled(['bo@sport.example', 'cis@sport.example'].map((email) => commands.get(FirstAdmin, { strict: false }).make(email, 'Een Voorbeeld')));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await world.query(`delete from mandates where account_id in (select id from accounts where email in ('bo@sport.example', 'cis@sport.example'))`);
    await world.query('update accounts set suspended_at = null where email = $1', [EMAIL]);
  });

  it('nothing is routed until every kind is confirmed; then everything is', async () => {
    const admin = await signIn(EMAIL, password);
    const coordinator = await signIn(demoEmail('coordinator'), DEMO_PASSWORD);
    const contact = await signIn(demoEmail('club-gent'), DEMO_PASSWORD);
    const [last, ...others] = REFERENCE_KINDS;
    for (const [turn, kind] of others.entries()) {
      await contact.post('/api/v1/consults', consult()).expect(503);
      const { body } = await (turn % 2 ? admin : coordinator).put(`/api/v1/reference-data/${kind}/confirmation`).expect(200);
      expect(body).toMatchObject({ kind, confirmedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    }
    await contact.post('/api/v1/consults', consult()).expect(503);

    const page = await admin.get(`/beheer/gegevens/${last}`).expect(200);
    expect(page.text).toContain('Nog niet bevestigd');
    expect(page.text).toContain('policies');
    const set = page.text.match(/name="set" value="([^"]+)"/)![1];
    const { headers } = await admin.form(`/beheer/gegevens/${last}/bevestigen`, { set }).expect(303);
    expect((await admin.get(headers.location!).expect(200)).text).toContain('Deze gegevens zijn bevestigd');
    await contact.post('/api/v1/consults', consult()).expect(201);
  });

  it('who confirmed what is on record, once, and stays', async () => {
    const before = await world.query('select kind, confirmed_by, confirmed_on from reference_sets order by kind');
    expect(before.map(({ confirmed_by }: { confirmed_by: string }) => confirmed_by)).not.toContain(null);
    expect(await audited('reference-data.confirm')).toHaveLength(REFERENCE_KINDS.length);
    const coordinator = await signIn(demoEmail('coordinator'), DEMO_PASSWORD);
    await coordinator.put('/api/v1/reference-data/routing/confirmation').expect(200);
    expect(await world.query('select kind, confirmed_by, confirmed_on from reference_sets order by kind')).toEqual(before);
    expect(await audited('reference-data.confirm')).toHaveLength(REFERENCE_KINDS.length);
  });

  it('a set that was replaced since it was looked over is not confirmed by that look', async () => {
    const admin = await signIn(EMAIL, password);
    const { headers, body } = await admin.get('/api/v1/reference-data/targets').expect(200);
    expect(body.content).toMatchObject({ minutes: { acute: 30 } });
    await world.query(`insert into reference_sets (id, kind, valid_from, content) select uuidv7(), kind, valid_from + 1, content from reference_sets where kind = 'targets'`);
    await admin.put('/api/v1/reference-data/targets/confirmation').set('if-match', headers.etag!).expect(412);
    const again = await admin.form('/beheer/gegevens/targets/bevestigen', { set: body.id }).expect(412);
    expect(again.text).toContain('Nog niet bevestigd');
    await admin.put('/api/v1/reference-data/targets/confirmation').set('if-match', '*').expect(200);
  });

  it('the coordinator has the same pages; an unknown kind is not there; nobody else comes near', async () => {
    const coordinator = await signIn(demoEmail('coordinator'), DEMO_PASSWORD);
    expect((await coordinator.get('/coordinatie/gegevens').expect(200)).text).toContain('/coordinatie/gegevens/opening-hours');
    expect((await coordinator.get('/coordinatie/gegevens/opening-hours').expect(200)).text).toContain('teams');
    await coordinator.get('/coordinatie/gegevens/sterren').expect(404);
    await coordinator.get('/api/v1/reference-data/sterren').expect(404);
    await coordinator.put('/api/v1/reference-data/sterren/confirmation').expect(404);
    const counsellor = await signIn(demoEmail('1712-ovl'), DEMO_PASSWORD);
    await counsellor.get('/api/v1/reference-data/routing').expect(403);
    await counsellor.put('/api/v1/reference-data/routing/confirmation').expect(403);
  });
});
