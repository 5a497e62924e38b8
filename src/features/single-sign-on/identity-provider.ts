import { webcrypto } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import * as client from 'openid-client';
import type { IdentityClaims } from '../../domain/single-sign-on.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { ClientKey, OidcConfig } from '../../platform/config/oidc-config.js';
import { notFound } from '../../platform/http/problem.js';
import { asRefusal } from './refusals.js';

/** `rrn` is never asked for: no register number comes near this product. */
const SCOPE = 'openid profile vo';
/** Somebody waits in front of a page; each of the few requests may take this long. */
const PATIENCE_SECONDS = 5;
/** How long what the provider tells of itself is used. */
const KNOWN_MS = 60 * 60_000;

export const CALLBACK = '/aanmelden/eenmalig/terug';

/** What the answer must fit, kept in the session of who was sent away. */
export interface ProviderRequest {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** The one provider of this installation: found by discovery, asked by code with PKCE, answered with a signed ID token. */
@Injectable()
export class IdentityProvider {
  private known: { at: number; configuration: Promise<client.Configuration> } | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  get isThere(): boolean {
    return this.config.oidc !== undefined;
  }

  /** @throws Problem 404 where there is none */
  get settings(): OidcConfig {
    if (!this.config.oidc) throw notFound();
    return this.config.oidc;
  }

  /** Where to send somebody. `anew`: the provider asks for their factors again, whoever it knows. @throws Problem 404, 503 */
  async addressFor(request: ProviderRequest, anew = false): Promise<URL> {
    const { acrSecondFactor } = this.settings;
    const configuration = await this.configuration();
    return client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.callback.href,
      scope: SCOPE,
      state: request.state,
      nonce: request.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(request.codeVerifier),
      code_challenge_method: 'S256',
      ...(acrSecondFactor.length ? { acr_values: acrSecondFactor.join(' ') } : {}),
      ...(anew ? { prompt: 'login', max_age: '0' } : {}),
    });
  }

  /** What the provider says of whoever came back with this query. @throws Problem 400, 404, 503 */
  async claimsOf(query: string, { state, nonce, codeVerifier }: ProviderRequest): Promise<IdentityClaims> {
    const configuration = await this.configuration();
    const answer = this.callback;
    answer.search = query;
    try {
      const tokens = await client.authorizationCodeGrant(configuration, answer, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      return await withNumber(configuration, tokens.claims()!, tokens.access_token);
    } catch (error) {
      throw asRefusal(error);
    }
  }

  /** Where a browser ends its session at the provider as well; undefined when the provider has no such page, or says nothing. */
  async endOfSession(): Promise<URL | undefined> {
    const configuration = this.isThere ? await this.configuration().catch(() => undefined) : undefined;
    if (!configuration?.serverMetadata().end_session_endpoint) return undefined;
    return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: `${this.config.publicUrl}/aanmelden` });
  }

  private get callback(): URL {
    return new URL(`${this.config.publicUrl}${CALLBACK}`);
  }

  /** Asked once an hour, by one request for all; what was known before serves when that fails. */
  private configuration(): Promise<client.Configuration> {
    const before = this.known;
    if (before && Date.now() - before.at < KNOWN_MS) return before.configuration;
    const asked = { at: Date.now(), configuration: discover(this.settings) };
    this.known = asked;
    asked.configuration = asked.configuration.catch((error: unknown) => {
      if (this.known === asked) this.known = undefined;
      if (before) return before.configuration;
      throw asRefusal(error);
    });
    return asked.configuration;
  }
}

async function discover({ issuer, clientId, key }: OidcConfig): Promise<client.Configuration> {
  const options = {
    timeout: PATIENCE_SECONDS,
    // The signature is checked although the token comes over TLS: a proxy on the way signs nobody in.
    execute: [client.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : [])],
  };
  return client.discovery(new URL(issuer), clientId, {}, client.PrivateKeyJwt(await privateKey(key)), options);
}

const ALGORITHMS = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
};

async function privateKey({ key, algorithm, id }: ClientKey): Promise<client.PrivateKey> {
  const { kty, n, e, d, p, q, dp, dq, qi, crv, x, y } = key.export({ format: 'jwk' });
  const jwk = { kty, n, e, d, p, q, dp, dq, qi, crv, x, y } as webcrypto.JsonWebKey;
  return { key: await webcrypto.subtle.importKey('jwk', jwk, ALGORITHMS[algorithm], false, ['sign']), kid: id };
}

/** Some providers put `vo_id` in the ID token, some give it on asking. Nothing else of an answer is passed on. */
async function withNumber(configuration: client.Configuration, claims: client.IDToken, accessToken: string): Promise<IdentityClaims> {
  const { sub, acr, amr, auth_time } = claims;
  const asked = claims.vo_id === undefined && configuration.serverMetadata().userinfo_endpoint;
  const { vo_id } = asked ? await client.fetchUserInfo(configuration, accessToken, sub) : claims;
  return { sub, vo_id, acr, amr, auth_time };
}
