import { createPrivateKey, type KeyObject } from 'node:crypto';
import { isLoopback } from './addresses.js';
import { ConfigError } from './config-error.js';
import { readPrivateFile } from './private-file.js';
import { checkedUrl } from './urls.js';

/** Who says who somebody is, and how this installation proves to it what it is itself. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  key: ClientKey;
  /** What the provider calls a sign-in with two factors; the same is asked of it. */
  acrSecondFactor: string[];
}

export interface ClientKey {
  key: KeyObject;
  algorithm: 'RS256' | 'ES256';
  /** By which the provider finds the public half, when the file says it. */
  id: string | undefined;
}

const KEYS = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_KEY_FILE'] as const;
const ACR = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;

/** All of it or nothing: without an issuer nobody signs in this way. @throws ConfigError naming the key */
export function oidcConfig(env: Record<string, string | undefined>, production: boolean): OidcConfig | undefined {
  if (![...KEYS, 'OIDC_ACR_SECOND_FACTOR'].some((key) => env[key])) return undefined;
  const missing = KEYS.find((key) => !env[key]);
  if (missing) throw new ConfigError(`${missing} is missing: single sign-on takes ${KEYS.join(', ')}`);
  const acrSecondFactor = (env.OIDC_ACR_SECOND_FACTOR ?? '').split(/\s+/).filter(Boolean);
  if (!acrSecondFactor.every((one) => ACR.test(one))) throw new ConfigError('OIDC_ACR_SECOND_FACTOR must hold values of acr, with spaces between');
  return {
    issuer: checkedIssuer(env.OIDC_ISSUER!, production),
    clientId: env.OIDC_CLIENT_ID!,
    key: clientKey(readPrivateFile('OIDC_KEY_FILE', env.OIDC_KEY_FILE!)),
    acrSecondFactor,
  };
}

/** Without TLS anybody on the way could say who somebody is. */
function checkedIssuer(issuer: string, production: boolean): string {
  const { protocol, hostname, search, username } = new URL(checkedUrl('OIDC_ISSUER', issuer));
  if (protocol !== 'https:' && (production || !isLoopback(hostname))) {
    throw new ConfigError('OIDC_ISSUER must be an https address (http on loopback in demo and test)');
  }
  if (search || username) throw new ConfigError('OIDC_ISSUER must be the address alone, as the provider names itself');
  return issuer;
}

function clientKey(text: string): ClientKey {
  const found = readKey(text.trim());
  if (!found) throw new ConfigError('OIDC_KEY_FILE must hold one private key as JWK or PEM: RSA of at least 2048 bits, or EC on P-256');
  return found;
}

/** What the text holds; nothing of an error is repeated, it may quote the key. */
function readKey(text: string): ClientKey | undefined {
  try {
    const jwk = text.startsWith('{') ? JSON.parse(text) : undefined;
    const key = createPrivateKey(jwk ? { key: jwk, format: 'jwk' } : text);
    const algorithm = algorithmOf(key);
    if (!algorithm || (jwk?.alg && jwk.alg !== algorithm)) return undefined;
    return { key, algorithm, id: typeof jwk?.kid === 'string' ? jwk.kid : undefined };
  } catch {
    return undefined;
  }
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): ClientKey['algorithm'] | undefined {
  if (asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return 'RS256';
  if (asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ES256';
  return undefined;
}
