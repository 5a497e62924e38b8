import { join } from 'node:path';
import { LOG_LEVELS } from '../log.js';
import { isLoopback, localUrl } from './addresses.js';
import { backupConfig, type BackupConfig } from './backup-config.js';
import { ConfigError } from './config-error.js';
import { oidcConfig, type OidcConfig } from './oidc-config.js';
import { readPrivateFile } from './private-file.js';
import { checkedUrl, sameDatabase } from './urls.js';

export { ConfigError };

export const MODES = ['demo', 'test', 'production'] as const;
export type Mode = (typeof MODES)[number];

/** Everything the environment decides. Errors name the key, never the value. */
export interface Config {
  mode: Mode;
  host: string;
  port: number;
  publicUrl: string;
  databaseUrl: string;
  vaultDatabaseUrl: string;
  redisUrl: string | undefined;
  smtpUrl: string;
  mailFrom: string;
  /** Where a leak is told of: `mailto:` or `https:`. */
  securityContact: string | undefined;
  /** This process receives the mails of SMTP_URL itself and shows them at /dev/inbox. */
  devInbox: boolean;
  sessionSecret: string;
  /** Nobody comes in with a password alone. Always so in production; demo and test may do without. */
  secondFactor: boolean;
  kekFile: string;
  /** Seals the audit record. */
  auditKey: Buffer;
  auditHeadsFile: string;
  /** What was destroyed and what was asked, outside the databases. */
  ledgerFile: string;
  backup: BackupConfig;
  /** Single sign-on, where there is a provider. */
  oidc: OidcConfig | undefined;
  /** The unit of the retry ladder and of leases, a second; tests make it short. */
  retryUnitMs: number;
  /** The same for schedules. */
  scheduleUnitMs: number;
}

type Env = Record<string, string | undefined>;

export function loadConfig(env: Env = process.env): Config {
  const required = (key: string): string => {
    const value = env[key];
    if (!value) throw new ConfigError(`${key} is missing`);
    return value;
  };
  const external = Boolean(env.DATABASE_URL || env.REDIS_URL || env.SMTP_URL);
  const mode = (env.KLANKBORD_MODE ?? (external ? 'production' : 'demo')) as Mode;
  if (!MODES.includes(mode)) throw new ConfigError(`KLANKBORD_MODE must be one of ${MODES.join(', ')}`);

  const port = Number(env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new ConfigError('PORT must be 0 to 65535');
  const host = env.HOST ?? '127.0.0.1';
  const inContainer = env.KLANKBORD_IN_CONTAINER === '1';
  if (mode !== 'production' && !isLoopback(host) && !inContainer) {
    throw new ConfigError(`HOST must be a loopback address in ${mode} mode, unless it runs in a container`);
  }

  const unit = (key: string): number => (mode === 'test' ? Number(env[key] ?? 1000) : 1000);
  const config: Config = {
    mode,
    host,
    port,
    publicUrl: checkedUrl('PUBLIC_URL', env.PUBLIC_URL ?? localUrl(host, port)).replace(/\/+$/, ''),
    databaseUrl: checkedUrl('DATABASE_URL', required('DATABASE_URL')),
    vaultDatabaseUrl: checkedUrl('VAULT_DATABASE_URL', required('VAULT_DATABASE_URL')),
    redisUrl: env.REDIS_URL ? checkedUrl('REDIS_URL', env.REDIS_URL) : undefined,
    smtpUrl: checkedUrl('SMTP_URL', required('SMTP_URL')),
    securityContact: env.SECURITY_CONTACT || undefined,
    mailFrom: env.MAIL_FROM ?? 'Klankbord <geen-antwoord@klankbord.test>',
    devInbox: mode !== 'production' && env.KLANKBORD_DEV_INBOX === '1',
    sessionSecret: required('SESSION_SECRET'),
    secondFactor: mode === 'production' || env.KLANKBORD_SECOND_FACTOR === '1',
    kekFile: required('KEK_FILE'),
    auditKey: readAuditKey(required('AUDIT_KEY_FILE')),
    auditHeadsFile: env.AUDIT_HEADS_FILE || join(env.KLANKBORD_DATA || '.klankbord', 'audit-heads.log'),
    ledgerFile: env.LEDGER_FILE || join(env.KLANKBORD_DATA || '.klankbord', 'ledger.log'),
    backup: backupConfig(env),
    oidc: oidcConfig(env, mode === 'production'),
    retryUnitMs: unit('KLANKBORD_RETRY_UNIT_MS'),
    scheduleUnitMs: unit('KLANKBORD_SCHEDULE_UNIT_MS'),
  };
  if (config.securityContact && !/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(config.securityContact)) {
    throw new ConfigError('SECURITY_CONTACT must be mailto:ADDRESS or an https address');
  }
  readKeks(config.kekFile);
  for (const key of ['MIGRATION_DATABASE_URL', 'VAULT_MIGRATION_DATABASE_URL'] as const) {
    if (env[key]) checkedUrl(key, env[key]);
  }
  if (env.LOG_LEVEL && !LOG_LEVELS.includes(env.LOG_LEVEL)) throw new ConfigError(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  if (config.sessionSecret.length < 32) throw new ConfigError('SESSION_SECRET must have at least 32 characters');
  if (mode === 'production') refuseUnsafe(config, env);
  return config;
}

function refuseUnsafe(config: Config, env: Env): void {
  const refusals: [boolean, string][] = [
    [env.KLANKBORD_EMBEDDED === '1', 'DATABASE_URL: production does not run on the embedded database'],
    [!config.publicUrl.startsWith('https://'), 'PUBLIC_URL must be an https address in production'],
    [!env.PUBLIC_URL, 'PUBLIC_URL is missing'],
    [sameDatabase(config.databaseUrl, config.vaultDatabaseUrl), 'VAULT_DATABASE_URL must be a database of its own, not that of DATABASE_URL'],
    [!env.MAIL_FROM, 'MAIL_FROM is missing'],
    [isDefaultSecret(config.sessionSecret), 'SESSION_SECRET is a default, choose a random one'],
  ];
  const refusal = refusals.find(([unsafe]) => unsafe);
  if (refusal) throw new ConfigError(refusal[1]);
}

/** A placeholder, the password that everyone reads in our README, or anything with hardly any different characters. */
function isDefaultSecret(secret: string): boolean {
  return /change|default|secret|example|voorbeeld|klankbord/i.test(secret) || new Set(secret).size < 10;
}

/** One base64 key of 32 bytes a line, the first is current. @throws ConfigError */
export const readKeks = (path: string): Buffer[] => readKeys('KEK_FILE', path);

/** One base64 key of 32 bytes a line, in a file that nobody else can read. */
function readKeys(name: string, path: string): Buffer[] {
  const keys = readPrivateFile(name, path).split('\n').filter((line) => line.trim()).map((line) => Buffer.from(line.trim(), 'base64'));
  if (!keys.length || keys.some((key) => key.length !== 32)) {
    throw new ConfigError(`${name} must hold base64 keys of 32 bytes, one a line`);
  }
  return keys;
}

function readAuditKey(path: string): Buffer {
  const [key, ...more] = readKeys('AUDIT_KEY_FILE', path);
  if (more.length) throw new ConfigError('AUDIT_KEY_FILE must hold one key');
  return key!;
}
