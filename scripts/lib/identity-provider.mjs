/**
 * A real OpenID provider on loopback, for demo and tests: it knows fictional people, and asks on one page who of them sits
 * there and with how many steps. Whatever it knows is gone when it stops.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

/** What it calls a sign-in with two steps. */
export const TWO_STEPS = 'urn:klankbord:demo:two-steps';
const ONE_STEP = 'urn:klankbord:demo:one-step';

/** A key pair for somebody who signs: { privateKey, jwk, publicJwk }. */
export function signingKey(kid) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const named = { kid, use: 'sig', alg: 'RS256' };
  return { privateKey, jwk: { ...privateKey.export({ format: 'jwk' }), ...named }, publicJwk: { ...publicKey.export({ format: 'jwk' }), ...named } };
}

/**
 * @param people their sub -> { name, vo_id? }
 * @param client { id, publicJwk, redirectUris, logoutUris }
 * @param key with which it signs, as JWK
 * @param issuer its name, when that is the address of something before it
 * Gives { url, stop() }.
 */
export async function startProvider({ people, client, key = signingKey('provider-1').jwk, issuer, port = 0 }) {
  const server = createServer();
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${server.address().port}`;
  const provider = await quietly(async () => new (await import('oidc-provider')).Provider(issuer ?? url, {
    clients: [
      {
        client_id: client.id,
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [client.publicJwk] },
        redirect_uris: client.redirectUris,
        post_logout_redirect_uris: client.logoutUris,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    acrValues: [ONE_STEP, TWO_STEPS],
    // Also what it never is asked for.
    claims: { openid: ['sub'], profile: ['name', 'given_name', 'family_name'], vo: ['vo_id', 'vo_doelgroepcode'], rrn: ['rrn'] },
    scopes: ['openid', 'profile', 'vo', 'rrn'],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_ctx, { uid }) => `/wie/${uid}` },
    findAccount: (_ctx, sub) => (people[sub] ? { accountId: sub, claims: () => ({ sub, ...people[sub] }) } : undefined),
    loadExistingGrant: (ctx) => grantAll(provider, ctx),
    ttl: { Interaction: 600, Session: 3600, Grant: 3600, AccessToken: 600, IdToken: 600 },
  }));
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url.startsWith('/wie/')) return answer(request, response);
    askWho(provider, people, request, response).catch(() => response.writeHead(400).end());
  });
  return { url, stop: () => stop(server) };
}

/** It warns that it keeps nothing and would rather have a newer Node: neither matters here. */
async function quietly(make) {
  const { warn } = console;
  console.warn = () => {};
  try {
    return await make();
  } finally {
    console.warn = warn;
  }
}

/** Nobody is asked whether Klankbord may know: that is agreed between it and the provider. */
async function grantAll(provider, { oidc }) {
  const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope([...oidc.requestParamScopes].join(' '));
  await grant.save();
  return grant;
}

async function askWho(provider, people, request, response) {
  if (request.method !== 'POST') {
    await provider.interactionDetails(request, response);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(people));
    return;
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  if (form.has('stop')) {
    await provider.interactionFinished(request, response, { error: 'access_denied' });
    return;
  }
  const acr = form.has('two-steps') ? TWO_STEPS : ONE_STEP;
  await provider.interactionFinished(request, response, { login: { accountId: form.get('person'), acr } });
}

const page = (people) => `<!DOCTYPE html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Oefenaanmelding</title><h1>Wie ben je?</h1><p>Dit is een oefenaanmelding. Iedereen hier is verzonnen.</p><form method="post">
${Object.entries(people).map(([sub, { name }]) => `<p><label><input type="radio" name="person" value="${sub}" required> ${name}</label></p>`).join('\n')}
<p><label><input type="checkbox" name="two-steps" checked> Met twee stappen</label></p>
<p><button>Meld aan</button> <button name="stop" formnovalidate>Stop</button></p></form></html>`;

function stop(server) {
  server.closeAllConnections();
  return new Promise((done) => server.close(done));
}
