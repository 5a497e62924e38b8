import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { v7 as uuid } from 'uuid';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import { consult } from '../support/builders.js';
import { makeAccount, makeMandate, makeOrganisation } from '../support/people.js';
import { rawRequest } from '../support/raw-request.js';
import { refused } from '../support/refusals.js';
import { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const SESSION = '/api/v1/session';
const FAILURES_ALLOWED = 20;

describe('signing in', () => {
  let world: World;
  let organisation: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    organisation = await makeOrganisation(world, { kind: 'club', postalCode: '9000' });
  });
  afterAll(() => world?.stop());

  const tryIt = (email: string, password = DEMO_PASSWORD) => request(world.url).post(SESSION).send({ email, password });
  const withCookie = (cookie: string) => request(world.url).get(SESSION).set('cookie', cookie);
  const cookieOf = (answer: { headers: Record<string, any> }) => String(answer.headers['set-cookie'][0]);
  const someone = async (name: string, mandate: { from?: string; to?: string } = {}) => {
    const account = await makeAccount(world, name);
    await makeMandate(world, { account: account.id, role: 'club-contact', organisation, ...mandate });
    return account;
  };

  it('tells who one is, under which mandates, and gives a token', async () => {
    const { body } = await tryIt(demoEmail('club-gent')).expect(200);
    expect(body).toEqual({
      account: { id: expect.any(String), name: 'Griet Voorbeeld' },
      mandates: [
        {
          id: expect.any(String),
          role: 'club-contact',
          organisation: { id: expect.any(String), kind: 'club', name: 'Turnkring De Zwaluw' },
        },
      ],
      csrfToken: expect.any(String),
    });
    const contact = await world.signIn('club-gent');
    const again = await contact.get('/session').expect(200);
    expect(again.body).toEqual({ ...body, csrfToken: expect.any(String) });
    expect(again.headers['cache-control']).toBe('no-store');
  });

  it('does not mind capitals or blanks around the address', async () => {
    await tryIt(demoEmail('club-gent').toUpperCase()).expect(200);
  });

  it('says the same of an unknown address and a wrong password, in the same time', async () => {
    const timed = async (email: string) => {
      const began = performance.now();
      const answer = await tryIt(email, 'verkeerd').expect(refused(401, 'wrong-credentials'));
      const { requestId: _own, ...words } = answer.body;
      return { took: performance.now() - began, words, cookies: answer.headers['set-cookie'] };
    };
    const rounds = await Promise.all([timed('niemand@nergens.test'), timed(demoEmail('vk-lim'))]);
    expect(rounds[0]!.words).toEqual(rounds[1]!.words);
    expect(rounds[0]!.words.detail).toMatch(/wachtwoord/);
    expect(rounds.map(({ cookies }) => cookies)).toEqual([undefined, undefined]);
    const best = { unknown: Infinity, wrong: Infinity };
    for (let i = 0; i < 8; i += 1) {
      best.unknown = Math.min(best.unknown, (await timed('niemand@nergens.test')).took);
      best.wrong = Math.min(best.wrong, (await timed(demoEmail('vk-lim'))).took);
    }
    expect(best.unknown / best.wrong).toBeGreaterThan(0.5);
    expect(best.unknown / best.wrong).toBeLessThan(2);
  });

  it('refuses what is no address or no password by its shape', async () => {
    const wrong: [body: object, field: string][] = [
      [{}, 'email'],
      [{ email: 'x', password: 'y' }, 'email'],
      [{ email: demoEmail('admin'), password: '' }, 'password'],
      [{ email: demoEmail('admin'), password: ['x'] }, 'password'],
      [{ email: { $ne: '' }, password: 'x' }, 'email'],
      [{ email: demoEmail('admin'), password: 'x'.repeat(1001) }, 'password'],
      [{ email: demoEmail('admin'), password: 'x\u0000' }, 'password'],
      [{ email: demoEmail('admin'), password: DEMO_PASSWORD, remember: true }, 'remember'],
    ];
    for (const [body, field] of wrong) {
      await request(world.url).post(SESSION).send(body).expect(refused(400, 'invalid', { [field]: expect.any(String) as never }));
    }
  });

  it('gives a cookie that scripts and other sites do not get', async () => {
    const cookie = cookieOf(await tryIt(demoEmail('club-gent')).expect(200));
    expect(cookie).toMatch(/^klankbord=[^;]{20,}; /);
    for (const flag of [/; Path=\//i, /; HttpOnly/i, /; SameSite=Lax/i]) expect(cookie).toMatch(flag);
    expect(cookie).not.toMatch(/Domain=|Expires=|Max-Age=/i);
  });

  it('gives a new session id and token each time, and the old session ends', async () => {
    const visitor = await world.signIn('club-gent');
    const before = visitor.cookie;
    const second = await visitor.agent.post(SESSION).send({ email: demoEmail('1712-ovl'), password: DEMO_PASSWORD }).expect(200);
    expect(cookieOf(second).split(';')[0]).not.toBe(before);
    await withCookie(before).expect(refused(401, 'not-signed-in'));
    expect((await visitor.get('/session').expect(200)).body.account.name).toBe('Olga (1712)');
    // The token of the session before is worth nothing in this one.
    await visitor.delete('/session').expect(refused(403, 'csrf'));
    visitor.csrfToken = second.body.csrfToken;
    await visitor.delete('/session').expect(204);
  });

  it('never takes a session id that somebody else thought of', async () => {
    const chosen = 'klankbord=kies-ik-zelf.handtekening';
    const answer = await request(world.url).post(SESSION).set('cookie', chosen).send({ email: demoEmail('club-gent'), password: DEMO_PASSWORD }).expect(200);
    expect(cookieOf(answer)).not.toContain('kies-ik-zelf');
    await withCookie(chosen).expect(refused(401, 'not-signed-in'));
  });

  it('ends for good by signing out: the old cookie is dead', async () => {
    const visitor = await world.signIn('club-gent');
    await withCookie(visitor.cookie).expect(200);
    await visitor.agent.delete(SESSION).expect(refused(403, 'csrf'));
    await withCookie(visitor.cookie).expect(200);
    await visitor.delete('/session').expect(204);
    await withCookie(visitor.cookie).expect(refused(401, 'not-signed-in'));
    await request(world.url).delete(SESSION).set('cookie', visitor.cookie).set('x-csrf-token', visitor.csrfToken).expect(refused(401, 'not-signed-in'));
  });

  it('keeps no session id: what lies in the table signs nobody in', async () => {
    const visitor = await world.signIn('club-gent');
    const id = decodeURIComponent(visitor.cookie.split('=')[1]!).split('.')[0]!;
    const rows = await world.query('select encode(id_hash, $1) as hash, s::text as whole from sessions s', ['hex']);
    expect(rows.length).toBeGreaterThan(0);
    for (const { hash, whole } of rows) {
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      expect(whole).not.toContain(id);
      expect(whole).not.toContain(Buffer.from(id).toString('hex'));
    }
    const [{ hash }] = rows;
    await withCookie(`klankbord=${hash}`).expect(refused(401, 'not-signed-in'));
  });

  it('lasts eight hours at most, and half an hour without use', async () => {
    for (const change of [`expires_at = now() - interval '1 second'`, `last_seen_at = now() - interval '31 minutes'`]) {
      const visitor = await world.signIn('club-halle');
      await world.query(`update sessions set ${change} where account_id = $1`, [visitor.accountId]);
      await visitor.get('/session').expect(refused(401, 'not-signed-in'));
    }
  });

  it('is on real time: moving the domain clock signs nobody out', async () => {
    const visitor = await world.signIn('club-gent');
    await world.setClock('2027-10-13T10:00:00+02:00');
    await visitor.get('/session').expect(200);
    await world.setClock('2026-10-13T10:00:00+02:00');
  });

  it('is refused from another site', async () => {
    const sent = { email: demoEmail('club-gent'), password: DEMO_PASSWORD };
    const answer = await request(world.url).post(SESSION).set('origin', 'https://evil.example').send(sent).expect(refused(403, 'csrf'));
    expect(answer.headers['set-cookie']).toBeUndefined();
    const form = await request(world.url).post('/aanmelden').set('origin', 'https://evil.example').type('form').send(sent);
    expect([form.status, form.headers['set-cookie']]).toEqual([403, undefined]);
    await request(world.url).post(SESSION).set('origin', world.url).send(sent).expect(200);
  });

  it('on the page works with a form, says what is wrong there, and keeps the address that was typed', async () => {
    const form = (fields: object) => request(world.url).post('/aanmelden').type('form').send(fields);
    const wrong = await form({ email: demoEmail('club-gent'), password: 'verkeerd' }).expect(401);
    expect(wrong.text).toContain(demoEmail('club-gent'));
    expect(wrong.text).not.toContain('verkeerd"');
    expect((await form({}).expect(400)).text).toMatch(/Vul je e-mailadres in/);
    const right = await form({ email: demoEmail('club-gent'), password: DEMO_PASSWORD }).expect(303);
    await withCookie(cookieOf(right).split(';')[0]!).expect(200);
  });

  it('a page’s form without the session’s token is refused, and nobody is signed out by it', async () => {
    const visitor = await world.signIn('club-gent');
    const other = await world.signIn('admin');
    const form = (fields: object) => visitor.agent.post('/afmelden').type('form').send(fields);
    for (const fields of [{}, { _csrf: '' }, { _csrf: 'x' }, { _csrf: other.csrfToken }]) {
      const { status, text } = await form(fields);
      expect([status, /<html/.test(text)]).toEqual([403, true]);
    }
    const foreign = await form({ _csrf: visitor.csrfToken }).set('origin', 'https://evil.example');
    expect(foreign.status).toBe(403);
    await visitor.get('/session').expect(200);
    await form({ _csrf: visitor.csrfToken }).expect(303);
    await withCookie(visitor.cookie).expect(401);
  });

  it('a suspended account cannot come in, and who is in is out at once', async () => {
    const account = await someone('geschorst');
    const visitor = await Visitor.signIn(world.url, account.email, DEMO_PASSWORD);
    await world.query('update accounts set suspended_at = now() where id = $1', [account.id]);
    await tryIt(account.email).expect(refused(401, 'wrong-credentials'));
    await visitor.get('/session').expect(refused(401, 'not-signed-in'));
    await visitor.get('/consults').expect(refused([401, 403]));
    await visitor.post('/consults', consult()).expect(refused([401, 403]));
    expect(await world.query('select 1 from consults where asker_account_id = $1', [account.id])).toEqual([]);
  });

  it('without a valid mandate there is no access: not before its first day, not after its last, not while suspended', async () => {
    const account = await someone('tijdelijk', { from: '2026-10-12', to: '2026-10-14' });
    const roles = async () => {
      const visitor = await Visitor.signIn(world.url, account.email, DEMO_PASSWORD);
      const { body } = await visitor.get('/session').expect(200);
      const list = await visitor.get('/consults');
      if (list.status !== 200) {
        refused(403, 'no-mandate')(list);
        await visitor.post('/consults', consult()).expect(refused(403, 'no-mandate'));
      }
      return [body.mandates.length, list.status];
    };
    for (const [day, expected] of [
      ['2026-10-11T23:59:59+02:00', [0, 403]],
      ['2026-10-12T00:00:00+02:00', [1, 200]],
      ['2026-10-14T23:59:59+02:00', [1, 200]],
      ['2026-10-15T00:00:00+02:00', [0, 403]],
    ] as const) {
      await world.setClock(day);
      expect([day, await roles()]).toEqual([day, expected]);
    }
    await world.setClock('2026-10-13T10:00:00+02:00');
    expect(await roles()).toEqual([1, 200]);
    await world.query('update mandates set suspended_at = now() where account_id = $1', [account.id]);
    expect(await roles()).toEqual([0, 403]);
  });

  it('with several mandates a write must say which, and gets no other', async () => {
    const account = await makeAccount(world, 'dubbel');
    const hasselt = await makeOrganisation(world, { kind: 'club', postalCode: '3500' });
    const [gent, limburg] = [
      await makeMandate(world, { account: account.id, role: 'club-contact', organisation }),
      await makeMandate(world, { account: account.id, role: 'club-contact', organisation: hasselt }),
    ];
    const visitor = await Visitor.signIn(world.url, account.email, DEMO_PASSWORD);
    expect((await visitor.get('/session')).body.mandates.map(({ id }: any) => id)).toEqual([gent, limburg]);
    await visitor.get('/consults').expect(200);
    await visitor.post('/consults', consult()).expect(refused(422, 'mandate-required'));
    await visitor.delete(`/consults/${uuid()}`).expect(refused(422, 'mandate-required'));
    const [other] = await world.query('select id from mandates where account_id <> $1 limit 1', [account.id]);
    for (const wrong of [other.id, uuid(), 'x', `${gent} `.repeat(2)]) {
      await visitor.post('/consults', consult()).set('x-mandate', wrong).expect(refused(403, 'no-mandate'));
      await visitor.get('/consults').set('x-mandate', wrong).expect(refused(403, 'no-mandate'));
    }
    const { body } = await visitor.post('/consults', consult()).set('x-mandate', limburg!).expect(201);
    expect(body.team.code).toBe('1712-limburg');
    expect(await world.query('select asker_mandate_id as id from consults where asker_account_id = $1', [account.id])).toEqual([{ id: limburg }]);
  });

  describe('the limit', () => {
    const fail = async (email: string, times: number) => {
      for (let i = 0; i < times; i += 5) await Promise.all(Array.from({ length: Math.min(5, times - i) }, () => tryIt(email, 'verkeerd')));
    };

    it('counts failures only: signing in well is never too often', async () => {
      const { email } = await someone('vlijtig');
      for (let i = 0; i < FAILURES_ALLOWED + 5; i += 5) {
        const answers = await Promise.all(Array.from({ length: 5 }, () => tryIt(email)));
        expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
      }
    });

    it('sixty tries at once do not slip past it', async () => {
      const { email } = await someone('bestookt');
      const answers = await Promise.all(Array.from({ length: 60 }, () => tryIt(email, 'verkeerd')));
      const count = (status: number) => answers.filter((answer) => answer.status === status).length;
      expect([count(401), count(429)]).toEqual([FAILURES_ALLOWED, 60 - FAILURES_ALLOWED]);
    });

    it('after too many failures answers 429 with Retry-After, whether the address exists or not', async () => {
      const { email } = await someone('vergeetachtig');
      for (const address of [email, 'niemand-2@nergens.test']) {
        await fail(address, FAILURES_ALLOWED);
        const answer = await tryIt(address).expect(refused(429, 'too-many-failures'));
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
        expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(15 * 60);
        expect(answer.headers['set-cookie']).toBeUndefined();
      }
      const page = await request(world.url).post('/aanmelden').type('form').send({ email, password: DEMO_PASSWORD });
      expect([page.status, page.headers['retry-after']]).toEqual([429, expect.any(String)]);
      // Nobody else is kept out by it, and who is in stays in.
      await tryIt(demoEmail('club-gent')).expect(200);
      await world.query(`update sign_in_failures set at = at - interval '15 minutes'`);
      await tryIt(email).expect(200);
    });

    it('names nobody in its table', async () => {
      await fail(demoEmail('admin'), 1);
      const rows = await world.query('select f::text as whole from sign_in_failures f');
      for (const { whole } of rows) {
        expect(whole).not.toContain(Buffer.from('demo.klankbord').toString('hex'));
        expect(whole).not.toContain(Buffer.from('127.0.0').toString('hex'));
      }
      const events = await world.query(`select distinct result from audit_events where action = 'session.open'`);
      expect(events.map(({ result }: any) => result).sort()).toEqual(['ok', 'too-many-failures', 'wrong-credentials']);
    });
  });
});

describe('signing in on a public address', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ worker: false, env: { PUBLIC_URL: 'https://klankbord.test' } });
  });
  afterAll(() => world?.stop());

  it('gives a cookie for https and this host only', async () => {
    const answer = await rawRequest(world.url, {
      method: 'POST',
      path: SESSION,
      headers: { host: 'klankbord.test', 'x-forwarded-proto': 'https', 'content-type': 'application/json' },
      body: JSON.stringify({ email: demoEmail('club-gent'), password: DEMO_PASSWORD }),
    });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-klankbord=[^;]{20,}; /);
    for (const flag of [/; Path=\/;/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Secure/i]) expect(cookie).toMatch(flag);
    expect(cookie).not.toMatch(/Domain=/i);
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{8}/);
  });
});
