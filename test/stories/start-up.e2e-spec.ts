import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataDir } from '../../scripts/lib/settings.mjs';
import { Started } from '../support/started.js';

const folder = mkdtempSync(join(tmpdir(), 'klankbord-start-'));
const file = join(folder, 'a-file');
writeFileSync(file, '');
const production = {
  KLANKBORD_MODE: 'production',
  DATABASE_URL: 'postgres://app:hush-hush@127.0.0.1:1/main',
  VAULT_DATABASE_URL: 'postgres://vault:hush-hush@127.0.0.1:1/vault',
  SMTP_URL: 'smtp://post:hush-hush@127.0.0.1:1',
  PUBLIC_URL: 'https://klankbord.example',
  MAIL_FROM: 'post@klankbord.example',
  SESSION_SECRET: 'q8Zk3vT1mN5xB7cR2pL9wY4hJ6fD0sGa',
  KEK_FILE: join(folder, 'key'),
  AUDIT_KEY_FILE: join(folder, 'key'),
};
writeFileSync(production.KEK_FILE, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 });

describe('npm start with a setting that cannot be', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<[what: string, says: RegExp, env: Record<string, string>]>([
    ['a mail address whose password cuts it short', /^Klankbord cannot start: SMTP_URL is not an address like/, { ...production, SMTP_URL: 'smtp://post:hush-hush/x@mail' }],
    ['a database that does not answer', /^Klankbord cannot start: DATABASE_URL: nothing answers there$/, production],
    ['an address of the outside in demo mode', /^HOST: must be a loopback address/, { HOST: '0.0.0.0' }],
    ['a data folder that is a file', /^KLANKBORD_DATA: .* it is a file/, { KLANKBORD_DATA: file }],
    ['a data folder below a file', /^KLANKBORD_DATA: .* below a file/, { KLANKBORD_DATA: join(file, 'data') }],
    ['a data folder where none can be', /^KLANKBORD_DATA: .* no folder can be made there/, { KLANKBORD_DATA: process.platform === 'linux' ? '/proc/klankbord' : '/dev/null/klankbord' }],
  ])('refuses %s in one line, with no value and no stack', async (_what, says, env) => {
    const started = new Started(join(folder, 'data'), env);
    expect(await started.ended).toBe(1);
    const [first, ...more] = started.output.trimEnd().split('\n');
    expect(first).toMatch(says);
    expect(more).toEqual(first!.startsWith('Klankbord cannot start') ? ['The migrate step failed (1).'] : []);
    expect(started.output).not.toContain('hush');
  });
});

describe('a data folder of which nothing is there yet', () => {
  it('is private, and what is made above it lets others pass', () => {
    const above = mkdtempSync(join(tmpdir(), 'klankbord-above-'));
    try {
      openDataDir(join(above, 'a', 'b'));
      const mode = (path: string) => statSync(path).mode & 0o777;
      expect(mode(join(above, 'a')) & 0o055).toBe(0o055 & ~process.umask());
      expect(mode(join(above, 'a', 'b')) & 0o066).toBe(0);
      mkdirSync(join(above, 'a', 'b', 'postgres'));
      openDataDir(join(above, 'a', 'b'));
    } finally {
      rmSync(above, { recursive: true });
    }
  });
});
