import { ConfigError } from './config-error.js';

const POSTGRES = { protocols: ['postgres:', 'postgresql:'], example: 'postgres://user:password@host:5432/database', database: true };

/** What an address of each key looks like. The example is all that a refusal shows. */
const FORMS = {
  DATABASE_URL: POSTGRES,
  VAULT_DATABASE_URL: POSTGRES,
  MIGRATION_DATABASE_URL: POSTGRES,
  VAULT_MIGRATION_DATABASE_URL: POSTGRES,
  REDIS_URL: { protocols: ['redis:', 'rediss:'], example: 'redis://:password@host:6379' },
  SMTP_URL: { protocols: ['smtp:', 'smtps:'], example: 'smtps://user:password@host:465' },
  OIDC_ISSUER: { protocols: ['http:', 'https:'], example: 'https://provider.example/op' },
  PUBLIC_URL: { protocols: ['http:', 'https:'], example: 'https://klankbord.example' },
} as const;
export type UrlKey = keyof typeof FORMS;

/**
 * The address as it was given. Looked at here and once, since every library that meets a wrong one puts it, password
 * included, into its error.
 * @throws ConfigError naming the key and the form that is wanted
 */
export function checkedUrl(key: UrlKey, value: string): string {
  const form: { protocols: readonly string[]; example: string; database?: boolean } = FORMS[key];
  const url = parsed(value);
  if (!url || !form.protocols.includes(url.protocol) || !url.hostname || !isWhole(url, form.database)) {
    throw new ConfigError(`${key} is not an address like ${form.example} (characters such as @ / # % in a password must be percent-encoded)`);
  }
  return value;
}

function parsed(value: string): URL | undefined {
  try {
    const url = new URL(value);
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part);
    return url;
  } catch {
    return undefined;
  }
}

/** A / or # in a password cuts an address short: what then stands after it is no path of ours. */
const isWhole = ({ pathname, hash }: URL, database = false): boolean =>
  !hash && (database ? /^\/[^/@]+$/.test(pathname) : !pathname.includes('@'));

/** The same server and database, whoever connects. Both are checked addresses. */
export function sameDatabase(one: string, other: string): boolean {
  const place = (value: string) => {
    const { hostname, port, pathname } = new URL(value);
    return `${hostname}:${port || 5432}${pathname}`;
  };
  return place(one) === place(other);
}
