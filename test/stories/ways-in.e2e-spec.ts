import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateSync } from 'otplib';
import pg from 'pg';
import request from 'supertest';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import { refused } from '../support/refusals.js';
import { SoftwarePasskey } from '../support/software-passkey.js';
import { Visitor } from '../support/visitor.js';
import { setWaysIn } from '../support/ways-in.js';
import { World } from '../support/world.js';

const SESSION = '/api/v1/session';
const PASSWORD = 'vier paarse olifanten dansen';
const STEP = 30;

describe('where nobody comes in with a password alone', () => {
  let world: World;
  let olgasKey: SoftwarePasskey;

  beforeAll(async () => {
    world = await World.start({ worker: false, env: { KLANKBORD_SECOND_FACTOR: '1' } });
  });
  afterAll(async () => {
    delete process.env.KLANKBORD_SECOND_FACTOR;
    await world?.stop();
  });

  /** What an app shows, some steps of the clock from now. */
  const codeOf = (secret: string, steps = 0): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * STEP });
  const typed = (name: string, more: object = {}) => request(world.url).post(SESSION).send({ email: demoEmail(name), password: DEMO_PASSWORD, ...more });
  const origin = () => `http://localhost:${new URL(world.url).port}`;
  const withPasskey = async (key: SoftwarePasskey, visitor = world.anyone()) => {
    const { body } = await visitor.agent.post(`${SESSION}/passkey-challenge`).expect(200);
    return visitor.agent.post(`${SESSION}/passkey`).send({ response: key.get(body) });
  };
  const loseVault = async () => {
    const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_ADMIN_URL });
    const name = new URL(process.env.VAULT_DATABASE_URL!).pathname.slice(1);
    await admin.connect();
    await admin.query(`alter database ${name} allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    return {
      found: async () => {
        await admin.query(`alter database ${name} allow_connections true`);
        await admin.end();
      },
    };
  };
  const account = async (name: string) => (await world.query('select * from accounts where email = $1', [demoEmail(name)]))[0];

  describe('a passkey', () => {
    let olga: Visitor;
    let key: SoftwarePasskey;

    beforeAll(() => {
      key = new SoftwarePasskey(origin());
    });

    it('is made by who is signed in, for this address, and unlocked', async () => {
      olga = await world.signIn('1712-ovl');
      const offer = async () => (await olga.post('/me/passkeys/challenge').expect(200)).body;
      const options = await offer();
      expect(options).toMatchObject({ rp: { id: 'localhost' }, authenticatorSelection: { residentKey: 'required', userVerification: 'required' } });
      await olga.post('/me/passkeys', { response: new SoftwarePasskey('https://evil.example').create(options) }).expect(refused(401, 'passkey-refused'));
      // A challenge is for one try.
      await olga.post('/me/passkeys', { response: key.create(options) }).expect(refused(401, 'passkey-refused'));
      key.unlocks = false;
      await olga.post('/me/passkeys', { response: key.create(await offer()) }).expect(refused(401, 'passkey-refused'));
      key.unlocks = true;
      await olga.post('/me/passkeys', { response: key.create(await offer()) }).expect(201);
      const { codes } = (await olga.post('/me/recovery-codes').expect(201)).body;
      await olga.put('/me/recovery-codes/confirmation', { code: codes[0] }).expect(204);
      await olga.put('/me/enrolment').expect(200);
      // A password alone is no way in.
      expect((await account('1712-ovl')).password_hash).toBeNull();
      await typed('1712-ovl').expect(refused(401, 'wrong-credentials'));
    });

    it('is both factors at once, and nobody types who they are', async () => {
      const { body } = (await withPasskey(key)) as { body: { account: { name: string } } };
      expect(body.account.name).toBe('Olga (1712)');
    });

    it('lets her in at once in a browser whose session rested too long', async () => {
      const visitor = await world.signIn('vk-ovl');
      const hers = await setWaysIn(origin(), (method, path, body) => visitor.agent[method](path).set('x-csrf-token', visitor.csrfToken!).send(body ?? {}));
      await world.query(`update sessions set last_seen_at = now() - interval '3 hours' where account_id = $1`, [visitor.accountId]);
      await visitor.agent.get(SESSION).expect(401);
      expect((await withPasskey(hers, visitor)).status).toBe(200);
    });

    it('that counts back is a copy; a locked one, a strange one or none is refused', async () => {
      expect((await withPasskey(key)).status).toBe(200);
      key.counter = 0;
      expect((await withPasskey(key)).status).toBe(401);
      key.counter = 10;
      key.unlocks = false;
      expect((await withPasskey(key)).status).toBe(401);
      key.unlocks = true;
      expect((await withPasskey(new SoftwarePasskey(origin()))).status).toBe(401);
      const visitor = world.anyone();
      await visitor.agent.post(`${SESSION}/passkey`).send({ response: key.get({ challenge: 'AAAA', rpId: 'localhost' }) }).expect(refused(401, 'passkey-refused'));
      expect((await withPasskey(key)).status).toBe(200);
    });

    it('is asked for only so often from one network, but by who is in', async () => {
      const ask = (visitor: Visitor) => visitor.agent.post(`${SESSION}/passkey-challenge`).set('x-csrf-token', visitor.csrfToken ?? '').set('x-forwarded-for', '198.51.100.7');
      for (let asks = 0; asks < 200; asks += 1) await ask(world.anyone()).expect(200);
      await ask(world.anyone()).expect(refused(429, 'too-many'));
      await ask(olga).expect(200);
    });

    it('of a suspended account opens nothing', async () => {
      await world.query('update accounts set suspended_at = now() where email = $1', [demoEmail('1712-ovl')]);
      expect((await withPasskey(key)).status).toBe(401);
      await olga.get('/session').expect(401);
      await world.query('update accounts set suspended_at = null where email = $1', [demoEmail('1712-ovl')]);
    });

    it('is asked of who is in without a second factor, by single sign-on say', async () => {
      const visitor = world.anyone();
      visitor.csrfToken = (await withPasskey(key, visitor)).body.csrfToken;
      await world.query(`update sessions set data = data #- '{begun,secondFactorAt}'`);
      await visitor.get('/consults').expect(refused(403, 'step-up-required'));
      await visitor.post('/me/passkeys/challenge').expect(refused(403, 'step-up-required'));
      const { body } = await visitor.agent.post(`${SESSION}/passkey-challenge`).expect(200);
      await visitor.put('/session/passkey-confirmation', { response: key.get(body) }).expect(204);
      await visitor.get('/consults').expect(200);
    });

    it('that is the last way in cannot be taken away; one of two can', async () => {
      const visitor = world.anyone();
      visitor.csrfToken = (await withPasskey(key, visitor)).body.csrfToken;
      const [only] = (await visitor.get('/me/factors').expect(200)).body.passkeys;
      await visitor.delete(`/me/passkeys/${only.id}`).expect(refused(422, 'last-way-in'));
      const second = new SoftwarePasskey(origin());
      await visitor.post('/me/passkeys', { response: second.create((await visitor.post('/me/passkeys/challenge').expect(200)).body) }).expect(201);
      await visitor.delete(`/me/passkeys/${only.id}`).expect(204);
      expect((await withPasskey(key)).status).toBe(401);
      expect((await withPasskey(second)).status).toBe(200);
      olgasKey = second;
    });
  });

  describe('somebody who comes in for the first time', () => {
    let griet: Visitor;
    /** In by the same password, before. */
    let earlier: Visitor;
    let secret: string;
    let codes: string[];

    it('with a password alone sees nothing but the page where she sets her ways in', async () => {
      griet = await world.signIn('club-gent');
      earlier = await world.signIn('club-gent');
      await griet.get('/consults').expect(refused(403, 'enrolment-required'));
      await earlier.put('/session/confirmation', { password: DEMO_PASSWORD }).expect(refused(400, 'invalid', { code: 'required' }));
      await griet.get('/me/sessions').expect(refused(403, 'enrolment-required'));
      const page = await griet.agent.get('/club').expect(303);
      expect(page.headers.location).toBe('/account/instellen');
      expect((await griet.get('/me/factors').expect(200)).body).toEqual({
        passkeys: [],
        authenticator: null,
        digitalKey: null,
        password: true,
        recoveryCodes: { left: 0 },
        enrolledAt: null,
      });
      await griet.put('/me/enrolment').expect(refused(422, 'ways-in-missing'));
    });

    it('chooses a password that is not guessed first', async () => {
      await griet.put('/me/password', { password: 'grietgrietgriet' }).expect(refused(400, 'invalid', { password: 'too-easy' }));
      await griet.put('/me/password', { password: 'te kort' }).expect(refused(400, 'invalid', { password: 'too-short' }));
      await griet.put('/me/password', { password: PASSWORD }).expect(204);
    });

    it('takes an app that counts codes, which counts once a code was typed', async () => {
      const { body } = await griet.post('/me/authenticator').expect(201);
      secret = body.secret;
      expect(body.uri).toContain('otpauth://totp/Klankbord');
      await griet.put('/me/authenticator/confirmation', { code: '000000' }).expect(refused(400, 'invalid', { code: 'wrong' }));
      expect((await griet.get('/me/factors')).body.authenticator).toBeNull();
      await griet.put('/me/authenticator/confirmation', { code: codeOf(secret, -1) }).expect(204);
      const [row] = await world.query('select secret_ct from authenticators');
      expect(row.secret_ct.toString('latin1')).not.toContain(secret);
    });

    it('once there is an app, the password alone changes nothing, not even where it came in before', async () => {
      await earlier.get('/session').expect(401);
      const session = await world.query('select id, data from sessions where account_id = $1', [griet.accountId]);
      expect(session).toHaveLength(1);
      const forget = `update sessions set data = data #- '{begun,secondFactorAt}' where id = $1`;
      await world.query(forget, [session[0].id]);
      await griet.post('/me/authenticator').expect(refused(403, 'step-up-required'));
      await griet.post('/me/passkeys/challenge').expect(refused(403, 'step-up-required'));
      await griet.post('/me/recovery-codes').expect(refused(403, 'step-up-required'));
      await griet.put('/me/password', { password: 'een heel ander wachtwoord' }).expect(refused(403, 'step-up-required'));
      await griet.put('/session/confirmation', { password: PASSWORD }).expect(refused(400, 'invalid', { code: 'required' }));
      await world.query('update sessions set data = $2 where id = $1', [session[0].id, session[0].data]);
    });

    it('prints ten codes and types one of them back; then she is in', async () => {
      await griet.put('/me/enrolment').expect(refused(422, 'ways-in-missing'));
      codes = (await griet.post('/me/recovery-codes').expect(201)).body.codes;
      expect(new Set(codes).size).toBe(10);
      await griet.put('/me/recovery-codes/confirmation', { code: 'AAAAA-AAAAA-AAAAA-AAAAA' }).expect(refused(400, 'invalid', { code: 'wrong' }));
      await griet.put('/me/recovery-codes/confirmation', { code: codes[3]!.toLowerCase().replaceAll('-', ' ') }).expect(204);
      expect((await griet.put('/me/enrolment').expect(200)).body).toMatchObject({ recoveryCodes: { left: 10 }, enrolledAt: expect.any(String) });
      await griet.get('/consults').expect(200);
    });

    it('from then on a code is asked, and the same one does not work twice, however fast', async () => {
      await typed('club-gent', { password: PASSWORD }).expect(refused(401, 'second-factor-required'));
      await typed('club-gent', { password: PASSWORD, code: '000000' }).expect(refused(401, 'wrong-code'));
      const code = codeOf(secret);
      const both = await Promise.all([1, 2].map(() => typed('club-gent', { password: PASSWORD, code })));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
      await typed('club-gent', { password: 'een ander wachtwoord', code: codeOf(secret, 1) }).expect(refused(401, 'wrong-credentials'));
    });

    it('says of an unknown address what it says of a wrong password, code or no code', async () => {
      const words = async (body: object) => {
        const { requestId: _own, ...rest } = (await request(world.url).post(SESSION).send(body).expect(401)).body;
        return rest;
      };
      for (const code of [{}, { code: '123456' }, { code: codes[0] }]) {
        expect(await words({ email: 'niemand@nergens.test', password: 'verkeerd wachtwoord', ...code })).toEqual(
          await words({ email: demoEmail('club-gent'), password: 'verkeerd wachtwoord', ...code }),
        );
      }
    });

    it('without the vault no code is checked, and it is no failure of hers; a passkey still works', async () => {
      const lost = await loseVault();
      const failures = async () => (await world.query('select count(*)::int as n from sign_in_failures'))[0].n;
      const before = await failures();
      await typed('club-gent', { password: PASSWORD, code: codeOf(secret, 1) }).expect(refused(503, 'unavailable'));
      expect(await failures()).toBe(before);
      expect((await withPasskey(olgasKey)).status).toBe(200);
      await lost.found();
    });

    it('a printed code lets her in once, ends what there was, and she sets her ways in again', async () => {
      const open = await typed('club-gent', { password: PASSWORD, code: codeOf(secret, 1) }).expect(200);
      const before = griet;
      const visitor = world.anyone();
      const { body } = await visitor.agent.post(SESSION).send({ email: demoEmail('club-gent'), password: PASSWORD, code: codes[5] }).expect(200);
      visitor.csrfToken = body.csrfToken;
      await before.get('/session').expect(401);
      await request(world.url).get(SESSION).set('cookie', String(open.headers['set-cookie']).split(';')[0]!).expect(401);
      await visitor.get('/consults').expect(refused(403, 'enrolment-required'));
      expect((await visitor.get('/me/factors').expect(200)).body).toEqual({
        passkeys: [],
        authenticator: null,
        digitalKey: null,
        password: false,
        recoveryCodes: { left: 9 },
        enrolledAt: null,
      });
      await typed('club-gent', { password: PASSWORD, code: codes[5] }).expect(401);
      const audited = await world.query(`select action from audit_events where record_id = $1 and action not like 'session%' order by id`, [(await account('club-gent')).id]);
      expect(audited.map(({ action }: { action: string }) => action)).toEqual([
        'password.choose',
        'authenticator.add',
        'recovery-codes.make',
        'account.enrol',
        'authenticator.remove',
        'recovery-code.use',
      ]);
    });
  });
});
