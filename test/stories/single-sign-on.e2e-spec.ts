import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Test } from 'supertest';
import { DataSource } from 'typeorm';
import { AccountIdentities1700000000042 } from '../../migrations/main/1700000000042-account-identities.js';
import { TWO_STEPS, signingKey } from '../../scripts/lib/identity-provider.mjs';
import { secureRows } from '../../src/features/row-security/secure-rows.js';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import type { Config } from '../../src/platform/config/config.js';
import { CONFIG } from '../../src/platform/config/config.module.js';
import { OidcProvider } from '../support/oidc-provider.js';
import { refused } from '../support/refusals.js';
import type { Token } from '../support/tampering-proxy.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const START = '/aanmelden/eenmalig';
const LINK = `${START}/koppelen`;
const REGISTER_NUMBER = '85073003328';

/** What the provider knows of whom. Griet has the address of an account here: that says nothing. */
const PEOPLE = {
  griet: { name: 'Griet', vo_id: 'vo-1', email: demoEmail('club-gent'), rrn: REGISTER_NUMBER },
  hilde: { name: 'Hilde', vo_id: 'vo-2' },
  burger: { name: 'Hans' },
  traag: { name: 'Thea', codeSeconds: 1 },
  niemand: { name: 'Niemand', vo_id: 'vo-9', email: demoEmail('admin') },
};

describe('signing in with a digital key', () => {
  let world: World;
  let provider: OidcProvider;

  beforeAll(async () => {
    provider = await OidcProvider.start(PEOPLE);
    world = await World.start({ worker: false, env: provider.env });
    await world.setClock('2026-10-13T10:00:00+02:00');
  });
  afterEach(() => provider.proxy.behave());
  afterAll(async () => {
    await world?.stop();
    await provider?.stop();
  });

  const begin = async (visitor: Visitor, query = ''): Promise<string> => (await visitor.agent.get(`${START}${query}`).expect(303)).headers.location!;
  /** Where somebody comes back to, once the provider knows who sits there. */
  const goAndReturn = async (visitor: Visitor, person: string, query = '', how = {}) => provider.visit(await begin(visitor, query), person, how);
  const comeIn = async (person: string, how = {}, visitor = world.anyone()) => ({ visitor, answer: await visitor.agent.get(await goAndReturn(visitor, person, '', how)) });
  const post = (visitor: Visitor, path: string): Test => visitor.agent.post(path).type('form').send({ _csrf: visitor.csrfToken });
  const link = async (name: string, person: string) => {
    const visitor = await world.signIn(name);
    await visitor.agent.get(await goAndReturn(visitor, person, '?doel=koppelen')).expect(303);
    return { visitor, answer: await post(visitor, `${LINK}/klaar`) };
  };
  const identities = () => world.query('select i.subject, a.email from account_identities i join accounts a on a.id = i.account_id order by i.linked_at, i.subject');
  const signedIn = async (visitor: Visitor): Promise<string | undefined> => (await visitor.get('/session')).body.account?.name;
  const lastSignIn = async () => (await world.query(`select result, record_id from audit_events where action = 'session.open' order by id desc limit 1`))[0];
  const begun = async (accountId: string) => (await world.query(`select data->'begun' as begun from sessions where account_id = $1 order by created_at desc limit 1`, [accountId]))[0].begun;

  it('while the provider is away, the sign-in page works and the key’s page says what to do', async () => {
    provider.proxy.failing = { '/.well-known/openid-configuration': 503 };
    const visitor = world.anyone();
    expect((await visitor.agent.get('/aanmelden').expect(200)).text).toContain(`href="${START}"`);
    const { text } = await visitor.agent.get(START).expect(503);
    expect(text).toMatch(/antwoordt nu niet/);
    expect(text).toContain('href="/aanmelden"');
    provider.proxy.failing = {};
    await visitor.agent.get(START).expect(303);
  });

  it('is asked with code and PKCE, for name and number, and never for a register number', async () => {
    const { origin, pathname, searchParams } = new URL(await begin(world.anyone()));
    expect([origin, pathname]).toEqual([provider.proxy.url, '/auth']);
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'code',
      client_id: 'klankbord-test',
      redirect_uri: 'http://klankbord.test/aanmelden/eenmalig/terug',
      scope: 'openid profile vo',
      state: expect.stringMatching(/^[\w-]{40,}$/),
      nonce: expect.stringMatching(/^[\w-]{40,}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      acr_values: TWO_STEPS,
    });
  });

  it('somebody whom nobody linked is told so, and no account is made; an e-mail address links nobody', async () => {
    const accounts = await world.query('select count(*) from accounts');
    for (const person of ['niemand', 'griet']) {
      const { visitor, answer } = await comeIn(person);
      expect([answer.status, await signedIn(visitor)]).toEqual([403, undefined]);
      expect(answer.text).toMatch(/hoort nog bij geen account/);
      expect(await lastSignIn()).toEqual({ result: 'unknown-person', record_id: null });
    }
    expect([await world.query('select count(*) from accounts'), await identities()]).toEqual([accounts, []]);
  });

  it('is linked by who is signed in, on her word, and on record', async () => {
    const visitor = await world.signIn('club-gent');
    await visitor.agent.get(await goAndReturn(visitor, 'griet', '?doel=koppelen')).expect(303).expect('location', LINK);
    expect((await visitor.agent.get(LINK).expect(200)).text).toContain('Koppel mijn sleutel');
    expect(await identities()).toEqual([]);
    const foreign = await visitor.agent.post(`${LINK}/klaar`).type('form').send({ _csrf: 'x' });
    expect([foreign.status, await identities()]).toEqual([403, []]);

    await post(visitor, `${LINK}/klaar`).expect(303).expect('location', `${LINK}?klaar=gekoppeld`);
    expect(await identities()).toEqual([{ subject: 'vo_id:vo-1', email: demoEmail('club-gent') }]);
    expect((await visitor.agent.get(LINK).expect(200)).text).toMatch(/Gekoppeld sinds/);
    const known = { provider: provider.proxy.url, knownAs: 'vo_id:vo-1', linkedAt: expect.any(String) };
    expect((await visitor.get('/me/export').expect(200)).body.digitalKeys).toEqual([known]);
    expect((await visitor.agent.get('/mijn-gegevens').expect(200)).text).toContain('vo_id:vo-1');
    expect(await world.query(`select record_id from audit_events where action = 'account.link-identity'`)).toEqual([{ record_id: visitor.accountId }]);
    const told = `select m.account_id from outbox o join mandates m on m.id = (o.payload->>'mandateId')::uuid where event = 'account.key-linked'`;
    expect(await world.query(told)).toEqual([{ account_id: visitor.accountId }]);
  });

  it('is linked to one account, and an account to one key', async () => {
    const { answer: sameKey } = await link('club-hasselt', 'griet');
    expect([sameKey.status, /hoort al bij een ander account/.test(sameKey.text)]).toEqual([409, true]);
    const { answer: secondKey } = await link('club-gent', 'hilde');
    expect([secondKey.status, /al een andere aanmelding gekoppeld/.test(secondKey.text)]).toEqual([409, true]);
    expect(await identities()).toHaveLength(1);
  });

  it('brings her in, with a new session and the moment of her second step unknown', async () => {
    const visitor = world.anyone();
    const back = await goAndReturn(visitor, 'griet');
    const before = await world.query(`select encode(id_hash, 'hex') as id from sessions where account_id is null`);
    const answer = await visitor.agent.get(back).expect(303).expect('location', '/club');
    expect(answer.headers['set-cookie']).toBeDefined();
    expect(await signedIn(visitor)).toBe('Griet Voorbeeld');
    const { body } = await visitor.get('/session');
    expect(await lastSignIn()).toEqual({ result: 'ok', record_id: body.account.id });
    expect(await begun(body.account.id)).toMatchObject({ methods: ['sso'], shared: false, secondFactorAt: new Date(0).toISOString() });
    const after = await world.query(`select encode(id_hash, 'hex') as id from sessions where account_id = $1 order by created_at desc limit 1`, [body.account.id]);
    expect(before).not.toContainEqual(after[0]);
  });

  it('with one step only, or on a device that others use, that is what the session knows', async () => {
    const visitor = world.anyone();
    await visitor.agent.get(await goAndReturn(visitor, 'griet', '?toestel=gedeeld', { twoSteps: false })).expect(303);
    const { body } = await visitor.get('/session');
    const { secondFactorAt, ...rest } = await begun(body.account.id);
    expect([secondFactorAt, rest]).toEqual([undefined, expect.objectContaining({ methods: ['sso'], shared: true })]);
  });

  it('a citizen without an organisation comes in as well, and stays known when a number is given later', async () => {
    expect((await link('club-halle', 'burger')).answer.status).toBe(303);
    expect(await identities()).toContainEqual({ subject: 'sub:burger', email: demoEmail('club-halle') });
    expect(await signedIn((await comeIn('burger')).visitor)).toBe('Hans Voorbeeld');
    provider.proxy.tamper = ({ claims }) => (claims.vo_id = 'vo-3');
    expect(await signedIn((await comeIn('burger')).visitor)).toBe('Hans Voorbeeld');
  });

  it('a provider that gives the number on asking only is asked', async () => {
    provider.proxy.tamper = ({ claims }) => delete claims.vo_id;
    expect(await signedIn((await comeIn('griet')).visitor)).toBe('Griet Voorbeeld');
    provider.proxy.failing = { '/me': 500 };
    expect((await comeIn('griet')).answer.status).toBe(503);
  });

  it('a register number that a provider sends unasked is kept nowhere', async () => {
    provider.proxy.tamper = ({ claims }) => Object.assign(claims, { rrn: REGISTER_NUMBER });
    const { visitor } = await comeIn('griet');
    expect(await signedIn(visitor)).toBe('Griet Voorbeeld');
    const kept = await world.query(
      `select 1 from sessions s where s::text like $1 union all select 1 from account_identities i where i::text like $1
       union all select 1 from audit_events e where e::text like $1`,
      [`%${REGISTER_NUMBER}%`],
    );
    expect(kept).toEqual([]);
  });

  describe('an answer that is not right signs nobody in:', () => {
    const stranger = signingKey('provider-1');
    const hour = 3600;
    const wrong: [what: string, tamper: (token: Token) => void][] = [
      ['another nonce', ({ claims }) => (claims.nonce = 'x'.repeat(43))],
      ['no nonce', ({ claims }) => delete claims.nonce],
      ['for another client', ({ claims }) => (claims.aud = 'somebody-else')],
      ['for several, and given to another', ({ claims }) => Object.assign(claims, { aud: ['klankbord-test', 'other'], azp: 'other' })],
      ['from another issuer', ({ claims }) => (claims.iss = 'https://provider.example')],
      ['that has ended', ({ claims }) => Object.assign(claims, { iat: claims.iat - 2 * hour, exp: claims.exp - 2 * hour })],
      ['without an end', ({ claims }) => delete claims.exp],
      ['of nobody', ({ claims }) => delete claims.sub],
      ['signed by a stranger under the provider’s name', (token) => (token.key = stranger.privateKey)],
      ['signed with another algorithm', (token) => (token.header.alg = 'ES256')],
      ['signed with a secret that both could know', ({ header }) => (header.alg = 'HS256')],
      ['without a signature', ({ header }) => (header.alg = 'none')],
    ];
    it.each(wrong)('%s', async (_what, tamper) => {
      const visitor = world.anyone();
      const back = await goAndReturn(visitor, 'griet');
      provider.proxy.tamper = tamper;
      const answer = await visitor.agent.get(back);
      expect([answer.status, await signedIn(visitor)]).toEqual([400, undefined]);
      expect(answer.text).toMatch(/Er is niemand aangemeld/);
      expect(await lastSignIn()).toEqual({ result: 'sign-on-refused', record_id: null });
      provider.proxy.tamper = undefined;
      expect((await visitor.agent.get(back)).status).toBe(400);
      expect(await signedIn(visitor)).toBeUndefined();
    });

    it('what was changed under way is not even asked about', async () => {
      const asked = provider.proxy.codes;
      const visitor = world.anyone();
      const back = await goAndReturn(visitor, 'griet');
      for (const path of [back.replace(/state=[^&]+/, 'state=other'), back.replace(/state=[^&]+&?/, ''), `${START}/terug`, `${START}/terug?error=access_denied`]) {
        expect([path, (await visitor.agent.get(path)).status]).toEqual([path, 400]);
      }
      expect([await signedIn(visitor), provider.proxy.codes]).toEqual([undefined, asked]);
      // Somebody else's try has used up nothing of hers.
      await visitor.agent.get(back).expect(303);
    });

    it('in the browser of somebody who was not sent away, or was, for something else', async () => {
      const hers = world.anyone();
      const back = await goAndReturn(hers, 'griet');
      const thief = world.anyone();
      expect((await thief.agent.get(back)).status).toBe(400);
      const own = new URL(await begin(thief)).searchParams.get('state')!;
      expect((await thief.agent.get(back.replace(/state=[^&]+/, `state=${own}`))).status).toBe(400);
      expect(await signedIn(thief)).toBeUndefined();
    });

    it('twice: the same address, and the same code in a sign-in that began anew', async () => {
      const visitor = world.anyone();
      const back = await goAndReturn(visitor, 'griet');
      await visitor.agent.get(back).expect(303);
      const again = world.anyone();
      expect((await again.agent.get(back)).status).toBe(400);
      const state = new URL(await begin(again)).searchParams.get('state')!;
      expect((await again.agent.get(back.replace(/state=[^&]+/, `state=${state}`))).status).toBe(400);
      expect(await signedIn(again)).toBeUndefined();
    });

    it('after ten minutes', async () => {
      const visitor = world.anyone();
      const back = await goAndReturn(visitor, 'griet');
      await world.query(`update sessions set data = jsonb_set(data, '{signOn,at}', to_jsonb((data->'signOn'->>'at')::bigint - 601000)) where data->'signOn'->>'state' = $1`, [
        new URL(back, 'http://x').searchParams.get('state'),
      ]);
      const answer = await visitor.agent.get(back);
      expect([answer.status, /duurde te lang/.test(answer.text), await signedIn(visitor)]).toEqual([400, true, undefined]);
    });

    it('with a code that has expired', async () => {
      const visitor = world.anyone();
      const back = await goAndReturn(visitor, 'traag');
      provider.proxy.delay = { '/token': new Promise((done) => setTimeout(done, 2100)) };
      expect((await visitor.agent.get(back)).status).toBe(400);
      expect((await lastSignIn()).result).toBe('sign-on-refused');
    });

    it('when she stopped at the provider', async () => {
      const { visitor, answer } = await comeIn('griet', { stops: true });
      expect([answer.status, /gestopt/.test(answer.text), await signedIn(visitor)]).toEqual([400, true, undefined]);
    });
  });

  it('a provider that does not answer in time is not waited for any longer', async () => {
    const visitor = world.anyone();
    const back = await goAndReturn(visitor, 'griet');
    let release = () => {};
    provider.proxy.delay = { '/token': new Promise<void>((done) => (release = done)) };
    const began = Date.now();
    const answer = await visitor.agent.get(back);
    release();
    expect([answer.status, Date.now() - began < 7000]).toEqual([503, true]);
    expect(await signedIn(visitor)).toBeUndefined();
  });

  it('who she is does not say what she may: without a mandate she is told, and reads nothing', async () => {
    const mandate = `update mandates set valid_to = $1 where account_id = (select id from accounts where email = '${demoEmail('club-gent')}')`;
    await world.query(mandate, ['2025-10-01']);
    const { visitor, answer } = await comeIn('griet');
    expect(answer.headers.location).toBe('/mandaten');
    expect((await visitor.agent.get('/mandaten')).text).toMatch(/geen geldig mandaat/);
    expect([(await visitor.agent.get('/club')).status, (await visitor.get('/consults')).status]).toEqual([403, 403]);
    await world.query(mandate, [null]);
  });

  it('an account that is suspended stays out, and is told', async () => {
    const suspend = (at: string) => world.query(`update accounts set suspended_at = ${at} where email = '${demoEmail('club-gent')}'`);
    await suspend('now()');
    const { visitor, answer } = await comeIn('griet');
    expect([answer.status, /stilgelegd/.test(answer.text), await signedIn(visitor)]).toEqual([403, true, undefined]);
    expect((await lastSignIn()).result).toBe('account-suspended');
    await suspend('null');
  });

  describe('shows two steps again for what asks it', () => {
    const confirm = async (visitor: Visitor, person: string, query = '', how = {}) => visitor.agent.get(await goAndReturn(visitor, person, `?doel=bevestigen${query}`, how));

    it('her own, just now; then the session knows when, and she goes on where she was', async () => {
      const { visitor } = await comeIn('griet');
      const { body } = await visitor.get('/session');
      const from = Date.now() - 2000;
      expect((await confirm(visitor, 'griet', `&naar=${encodeURIComponent('/mijn-gegevens?a=b')}`)).headers.location).toBe('/mijn-gegevens?a=b');
      const { secondFactorAt } = await begun(body.account.id);
      expect(new Date(secondFactorAt).getTime()).toBeGreaterThan(from);
      expect(await signedIn(visitor)).toBe('Griet Voorbeeld');
    });

    it('and not somebody else’s, not one step, not an older time, and never on to another site', async () => {
      const { visitor } = await comeIn('griet');
      const { body } = await visitor.get('/session');
      expect((await confirm(visitor, 'burger')).status).toBe(403);
      expect((await confirm(visitor, 'griet', '', { twoSteps: false })).status).toBe(403);
      provider.proxy.tamper = ({ claims }) => (claims.auth_time -= 120);
      expect((await confirm(visitor, 'griet')).status).toBe(403);
      provider.proxy.tamper = undefined;
      expect((await begun(body.account.id)).secondFactorAt).toBe(new Date(0).toISOString());
      for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', '/\t/evil.example']) {
        expect((await confirm(visitor, 'griet', `&naar=${encodeURIComponent(to)}`)).headers.location).toBe('/club');
      }
      await world.anyone().agent.get(`${START}?doel=bevestigen`).expect(303).expect('location', '/aanmelden');
    });
  });

  it('changing her keys asks to confirm first, with the key itself, and leads back', async () => {
    const { visitor } = await comeIn('griet');
    visitor.csrfToken = (await visitor.get('/session')).body.csrfToken;
    const { headers } = await post(visitor, `${LINK}/weg`).expect(303);
    expect(headers.location).toBe(`/account/bevestigen?naar=${encodeURIComponent(LINK)}`);
    const { text } = await visitor.agent.get(headers.location!).expect(200);
    const offered = /href="\/aanmelden\/eenmalig(\?doel=bevestigen[^"]*)"/.exec(text)![1]!.replaceAll('&amp;', '&');
    await visitor.agent.get(await goAndReturn(visitor, 'griet', offered)).expect(303).expect('location', LINK);
    expect((await visitor.agent.get(LINK).expect(200)).text).toContain('Ontkoppel');
  });

  it('is a way in: who had none sets it first, and then is in', async () => {
    const visitor = await world.signIn('club-zwijndrecht');
    await world.query('update accounts set enrolled_at = null, password_hash = null where id = $1', [visitor.accountId]);
    await visitor.put('/me/enrolment').expect(422);
    expect((await visitor.agent.get('/account/instellen').expect(200)).text).toContain('Koppel een sleutel');
    await visitor.agent.get(await goAndReturn(visitor, 'hilde', '?doel=koppelen')).expect(303).expect('location', LINK);
    await post(visitor, `${LINK}/klaar`).expect(303);
    expect((await visitor.agent.get(`${LINK}?klaar=gekoppeld`).expect(200)).text).toContain('href="/account/instellen"');
    expect((await visitor.put('/me/enrolment').expect(200)).body).toMatchObject({ digitalKey: { linkedAt: expect.any(String) }, enrolledAt: expect.any(String) });
    expect((await comeIn('hilde')).answer.headers.location).toBe('/club');
    expect((await visitor.agent.get('/account').expect(200)).text).toContain('Digitale sleutel, gekoppeld sinds');
  });

  it('who signs out is told that the provider still knows her, and how to end that', async () => {
    const { visitor } = await comeIn('griet');
    visitor.csrfToken = (await visitor.get('/session')).body.csrfToken;
    const { headers } = await post(visitor, '/afmelden').expect(303);
    expect((await visitor.agent.get(headers.location!).expect(200)).text).toContain(`href="${START}/afmelden"`);
    const { location } = (await visitor.agent.get(`${START}/afmelden`).expect(303)).headers;
    expect(Object.fromEntries(new URL(location!).searchParams)).toEqual({ client_id: 'klankbord-test', post_logout_redirect_uri: 'http://klankbord.test/aanmelden' });
    expect((await fetch(location!)).status).toBe(200);
    const other = await world.signIn('club-gent');
    await post(other, '/afmelden').expect(303).expect('location', '/aanmelden?klaar=afgemeld');
  });

  it('is unlinked by her, as long as she can come in without', async () => {
    const visitor = await world.signIn('club-gent');
    const password = 'update accounts set password_hash = $2 where id = $1 returning (select a.password_hash from accounts a where a.id = accounts.id) as was';
    const [{ was }] = await world.query(password, [visitor.accountId, null]);
    await post(visitor, `${LINK}/weg`).expect(422);
    await world.query(password, [visitor.accountId, was]);
    await post(visitor, `${LINK}/weg`).expect(303);
    expect((await identities()).map(({ subject }: any) => subject)).toEqual(['sub:burger', 'vo_id:vo-2']);
    expect(await world.query(`select record_id from audit_events where action = 'account.unlink-identity'`)).toEqual([{ record_id: visitor.accountId }]);
    expect((await comeIn('griet')).answer.status).toBe(403);
  });

  it('where two steps are asked of everybody, one step neither brings in nor is linked', async () => {
    const config = world.app.get<Config>(CONFIG);
    const visitor = await world.signIn('club-halle');
    const one = { twoSteps: false };
    config.secondFactor = true;
    const { visitor: stays, answer } = await comeIn('burger', one);
    expect([answer.status, /vraagt er twee/.test(answer.text), await signedIn(stays)]).toEqual([403, true, undefined]);
    expect((await lastSignIn()).result).toBe('second-factor-required');
    expect(await signedIn((await comeIn('burger')).visitor)).toBe('Hans Voorbeeld');
    await visitor.agent.get(await goAndReturn(visitor, 'niemand', '?doel=koppelen', one)).expect(403);
    await post(visitor, `${LINK}/klaar`).expect(400);
    // Beside a key a password alone is no way in, nor a way to set others.
    await world.anyone().agent.post('/api/v1/session').send({ email: demoEmail('club-halle'), password: DEMO_PASSWORD }).expect(refused(401, 'second-factor-required'));
    expect(await world.query('select enrolled_at is null as out from accounts where id = $1', [visitor.accountId])).toEqual([{ out: false }]);
    config.secondFactor = false;
  });

  it('who is not known, or chose the wrong key, may choose another', async () => {
    const { answer } = await comeIn('niemand');
    expect(answer.text).toContain(`href="${START}?sleutel=andere"`);
    expect(new URL(await begin(world.anyone(), '?sleutel=andere')).searchParams.get('prompt')).toBe('login');
  });

  it('leaves its table, and accounts stay as they were', async () => {
    const accounts = () => world.query('select * from accounts order by id');
    const before = await accounts();
    const owner = await new DataSource({ type: 'postgres', url: process.env.MIGRATION_DATABASE_URL, migrations: [] }).initialize();
    const runner = owner.createQueryRunner();
    await new AccountIdentities1700000000042().down(runner);
    expect(await world.query(`select to_regclass('account_identities') as it`)).toEqual([{ it: null }]);
    await new AccountIdentities1700000000042().up(runner);
    await runner.release();
    await secureRows(owner, new URL(process.env.DATABASE_URL!).username);
    await owner.destroy();
    expect(await accounts()).toEqual(before);
    expect((await comeIn('burger')).answer.status).toBe(403);
  });

  it('is begun only so often from one network, and no session is left by what was refused', async () => {
    const from = () => world.anyone().agent.get(START).set('x-forwarded-for', '198.51.100.7');
    for (let begins = 0; begins < 100; begins += 1) await from().expect(303);
    const sessions = async () => (await world.query('select count(*)::int as n from sessions'))[0].n;
    const before = await sessions();
    const { text, headers } = await from().expect(429);
    expect([/te vaak na elkaar/.test(text), Number(headers['retry-after']) > 0, await sessions()]).toEqual([true, true, before]);
    await world.anyone().agent.get(START).expect(303);
  });

  it('is not there where nobody configured it', async () => {
    const config = world.app.get<Config>(CONFIG);
    const { oidc } = config;
    config.oidc = undefined;
    await world.anyone().agent.get(START).expect(404);
    await (await world.signIn('club-gent')).agent.get(LINK).expect(404);
    config.oidc = oidc;
  });
});
