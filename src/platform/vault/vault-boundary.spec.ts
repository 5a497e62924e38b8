import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_OWNERS } from './key-owners.js';

const sources = (readdirSync('src', { recursive: true }) as string[])
  .filter((path) => path.endsWith('.ts') && !path.endsWith('spec.ts'))
  .map((path) => ({ path, text: readFileSync(join('src', path), 'utf8') }));
const filesWith = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path).sort();

describe('around the vault', () => {
  it.each([/createDecipheriv|createCipheriv/, /data_keys/, /\bVAULT_SOURCE\b/, /\bKEY_PROVIDER\b/, /\breadKeks\(/])(
    'nothing outside its folder knows %s',
    (pattern) => {
      const outside = filesWith(pattern).filter((path) => !path.startsWith('platform/vault/'));
      expect(outside.filter((path) => path !== 'platform/config/config.ts')).toEqual([]);
    },
  );

  it('one file works a cipher', () => {
    expect(filesWith(/create(De|C)ipheriv/)).toEqual(['platform/vault/cipher.ts']);
  });

  it('the sweep looks in the table of every kind of record that gets a key, and in no other', () => {
    const kinds = sources.flatMap(({ text }) => [...text.matchAll(/\.createKey\([^)]*kind: '([^']+)'/g)].map(([, kind]) => kind!));
    const calls = sources.flatMap(({ text }) => text.match(/\.createKey\(/g) ?? []);
    expect(kinds).toHaveLength(calls.length);
    expect([...new Set(kinds)].sort()).toEqual(Object.keys(KEY_OWNERS).sort());
  });
});
