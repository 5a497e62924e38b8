import { afterAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, loadConfig } from './config.js';

const folder = mkdtempSync(join(tmpdir(), 'klankbord-config-'));
const file = (name: string, text: string, mode = 0o600): string => {
  writeFileSync(join(folder, name), text, { mode });
  return join(folder, name);
};
const kek = file('kek', `${Buffer.alloc(32, 7).toString('base64')}\n`);

const production = {
  KLANKBORD_MODE: 'production',
  DATABASE_URL: 'postgres://app:hush@db/klankbord',
  VAULT_DATABASE_URL: 'postgres://vault:hush@db/vault',
  SMTP_URL: 'smtp://mail',
  MAIL_FROM: 'Klankbord <post@klankbord.example>',
  PUBLIC_URL: 'https://klankbord.example',
  SESSION_SECRET: 'q8Zk3vT1mN5xB7cR2pL9wY4hJ6fD0sGa',
  KEK_FILE: kek,
  AUDIT_KEY_FILE: file('audit-key', `${Buffer.alloc(32, 8).toString('base64')}\n`),
};
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;
const jwk = (key: typeof rsa.privateKey, more: object = {}) => JSON.stringify({ ...key.export({ format: 'jwk' }), ...more });
const signOn = {
  OIDC_ISSUER: 'https://provider.example/op',
  OIDC_CLIENT_ID: 'klankbord',
  OIDC_KEY_FILE: file('oidc', jwk(rsa.privateKey, { kid: 'k1', alg: 'RS256' })),
};
const demo = { ...production, KLANKBORD_MODE: 'demo', PUBLIC_URL: undefined };

describe('the configuration', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('takes a complete production environment', () => {
    expect(loadConfig(production)).toMatchObject({ mode: 'production', devInbox: false, redisUrl: undefined });
  });

  it('is production as soon as anything external is configured, demo otherwise', () => {
    expect(() => loadConfig({ DATABASE_URL: 'x' })).toThrow(ConfigError);
    expect(loadConfig({ ...production, KLANKBORD_MODE: undefined }).mode).toBe('production');
    expect(() => loadConfig({})).toThrow('DATABASE_URL is missing');
  });

  const refusals: [why: string, env: Record<string, string | undefined>, key: string][] = [
    ['the embedded database', { KLANKBORD_EMBEDDED: '1' }, 'DATABASE_URL'],
    ['an http address', { PUBLIC_URL: 'http://klankbord.example' }, 'PUBLIC_URL'],
    ['no address', { PUBLIC_URL: undefined }, 'PUBLIC_URL'],
    ['a placeholder secret', { SESSION_SECRET: 'change-me-change-me-change-me-change-me' }, 'SESSION_SECRET'],
    ['a secret of one character', { SESSION_SECRET: 'a'.repeat(40) }, 'SESSION_SECRET'],
    ['a short secret', { SESSION_SECRET: 'q8Zk3vT1' }, 'SESSION_SECRET'],
    ['a contact for leaks that is no address', { SECURITY_CONTACT: 'bel ons' }, 'SECURITY_CONTACT'],
    ['no sender', { MAIL_FROM: undefined }, 'MAIL_FROM'],
    ['no mail server', { SMTP_URL: undefined }, 'SMTP_URL'],
    ['no vault', { VAULT_DATABASE_URL: undefined }, 'VAULT_DATABASE_URL'],
    ['no key file', { KEK_FILE: join(folder, 'nowhere') }, 'KEK_FILE'],
    ['a key file that others may read', { KEK_FILE: file('open', Buffer.alloc(32).toString('base64'), 0o644) }, 'KEK_FILE'],
    ['a key of the wrong length', { KEK_FILE: file('short', Buffer.alloc(16).toString('base64')) }, 'KEK_FILE'],
    ['no key for the audit record', { AUDIT_KEY_FILE: undefined }, 'AUDIT_KEY_FILE'],
    ['an audit key that others may read', { AUDIT_KEY_FILE: file('open-audit', Buffer.alloc(32).toString('base64'), 0o644) }, 'AUDIT_KEY_FILE'],
    ['two audit keys', { AUDIT_KEY_FILE: file('two', `${Buffer.alloc(32).toString('base64')}\n`.repeat(2)) }, 'AUDIT_KEY_FILE'],
    ['backups for a secret key', { BACKUP_RECIPIENT: 'AGE-SECRET-KEY-1HUSH' }, 'BACKUP_RECIPIENT'],
    ['backups that stay for no day', { BACKUP_DAYS: '0' }, 'BACKUP_DAYS'],
    ['backups that stay for ever', { BACKUP_DAYS: 'always' }, 'BACKUP_DAYS'],
    ['a mail server’s address that no program can read', { SMTP_URL: 'smtp://post:hu/sh@mail:25' }, 'SMTP_URL'],
    ['a password that cuts its address short', { SMTP_URL: 'smtp://post:25/hush@mail' }, 'SMTP_URL'],
    ['an address of another kind', { SMTP_URL: 'https://mail.example' }, 'SMTP_URL'],
    ['a database address without a database', { DATABASE_URL: 'postgres://app:hush@db' }, 'DATABASE_URL'],
    ['a password that was not encoded', { DATABASE_URL: 'postgres://app:hu#sh@db/klankbord' }, 'DATABASE_URL'],
    ['one database for both', { VAULT_DATABASE_URL: 'postgres://vault:hush@db:5432/klankbord' }, 'VAULT_DATABASE_URL'],
    ['an owner’s address that is none', { MIGRATION_DATABASE_URL: 'owner:hush@db' }, 'MIGRATION_DATABASE_URL'],
    ['a queue that is no Redis', { REDIS_URL: 'http://redis.example' }, 'REDIS_URL'],
    ['an address for people that is none', { PUBLIC_URL: 'nonsense' }, 'PUBLIC_URL'],
    ['a level that the log does not know', { LOG_LEVEL: 'bogus' }, 'LOG_LEVEL'],
    ['a secret made of the demo’s password', { SESSION_SECRET: 'klankbord-demo-1712'.repeat(2) }, 'SESSION_SECRET'],
    ['half of single sign-on', { OIDC_ISSUER: 'https://provider.example/op' }, 'OIDC_CLIENT_ID'],
    ['single sign-on without a provider', { OIDC_ACR_SECOND_FACTOR: 'urn:x:eid' }, 'OIDC_ISSUER'],
    ['a provider without TLS', { ...signOn, OIDC_ISSUER: 'http://127.0.0.1:4000' }, 'OIDC_ISSUER'],
    ['a provider’s address with a question in it', { ...signOn, OIDC_ISSUER: 'https://provider.example/op?x=1' }, 'OIDC_ISSUER'],
    ['a sign-on key that others may read', { ...signOn, OIDC_KEY_FILE: file('oidc-open', jwk(rsa.privateKey), 0o640) }, 'OIDC_KEY_FILE'],
    ['a sign-on key that is public', { ...signOn, OIDC_KEY_FILE: file('oidc-public', jwk(rsa.publicKey)) }, 'OIDC_KEY_FILE'],
    ['a sign-on key on a curve that we do not use', { ...signOn, OIDC_KEY_FILE: file('oidc-curve', jwk(ec('secp384r1'))) }, 'OIDC_KEY_FILE'],
    ['a sign-on key meant for something else', { ...signOn, OIDC_KEY_FILE: file('oidc-alg', jwk(rsa.privateKey, { alg: 'PS512' })) }, 'OIDC_KEY_FILE'],
    ['a sign-on key that is no key', { ...signOn, OIDC_KEY_FILE: file('oidc-none', '{"kty":"oct","k":"aHVzaA"}') }, 'OIDC_KEY_FILE'],
    ['an acr that is none', { ...signOn, OIDC_ACR_SECOND_FACTOR: 'urn:x:é' }, 'OIDC_ACR_SECOND_FACTOR'],
    ['an unknown mode', { KLANKBORD_MODE: 'staging' }, 'KLANKBORD_MODE'],
    ['a port that is none', { PORT: '70000' }, 'PORT'],
  ];
  it.each(refusals)('production does not start with %s, and names the key, never the value', (_why, env, key) => {
    const start = () => loadConfig({ ...production, ...env });
    expect(start).toThrow(ConfigError);
    expect(start).toThrow(key);
    for (const value of Object.values(env)) {
      if (value && value.length > 5 && !value.startsWith('/')) expect(start).not.toThrow(value);
    }
  });

  it('keeps the heads of the audit record, and the ledger, with the other data, unless told otherwise', () => {
    const { auditHeadsFile, ledgerFile } = loadConfig({ ...demo, KLANKBORD_DATA: '/srv/klankbord' });
    expect([auditHeadsFile, ledgerFile]).toEqual(['/srv/klankbord/audit-heads.log', '/srv/klankbord/ledger.log']);
    expect(loadConfig({ ...demo, LEDGER_FILE: '/ledger/ledger.log' }).ledgerFile).toBe('/ledger/ledger.log');
  });

  it('keeps backups of the vault for a week, unless told otherwise', () => {
    expect(loadConfig(production).backup).toMatchObject({ mainDays: 35, recipients: [], keyFile: undefined });
    expect(loadConfig({ ...production, BACKUP_RECIPIENT: 'age1aa, age1bb' }).backup.recipients).toEqual(['age1aa', 'age1bb']);
  });

  it('takes a provider of single sign-on, with a key as JWK or as PEM; without one there is none', () => {
    expect(loadConfig({ ...production, OIDC_ISSUER: '', OIDC_KEY_FILE: '' }).oidc).toBeUndefined();
    const { oidc } = loadConfig({ ...production, ...signOn, OIDC_ACR_SECOND_FACTOR: 'urn:x:eid  urn:x:itsme' });
    expect(oidc).toMatchObject({ issuer: signOn.OIDC_ISSUER, key: { algorithm: 'RS256', id: 'k1' }, acrSecondFactor: ['urn:x:eid', 'urn:x:itsme'] });
    const pem = file('oidc-pem', String(ec('prime256v1').export({ format: 'pem', type: 'pkcs8' })));
    expect(loadConfig({ ...production, ...signOn, OIDC_KEY_FILE: pem }).oidc?.key).toMatchObject({ algorithm: 'ES256', id: undefined });
    expect(loadConfig({ ...demo, ...signOn, OIDC_ISSUER: 'http://127.0.0.1:4000' }).oidc?.issuer).toBe('http://127.0.0.1:4000');
  });

  it('demo listens on loopback only, unless it runs in a container', () => {
    expect(() => loadConfig({ ...demo, HOST: '0.0.0.0' })).toThrow('HOST');
    expect(loadConfig({ ...demo, HOST: '0.0.0.0', KLANKBORD_IN_CONTAINER: '1' }).host).toBe('0.0.0.0');
    for (const host of ['localhost', '::1', '127.0.0.2']) expect(loadConfig({ ...demo, HOST: host }).host).toBe(host);
  });

  it('names an address at which people reach what listens', () => {
    const urlAt = (host: string) => loadConfig({ ...demo, HOST: host, KLANKBORD_IN_CONTAINER: '1' }).publicUrl;
    expect(['127.0.0.2', '::1', '0.0.0.0', '::'].map(urlAt)).toEqual([
      'http://127.0.0.2:3000',
      'http://[::1]:3000',
      'http://127.0.0.1:3000',
      'http://127.0.0.1:3000',
    ]);
  });

  it('production never receives its own mail', () => {
    expect(loadConfig({ ...production, KLANKBORD_DEV_INBOX: '1' }).devInbox).toBe(false);
  });
});
