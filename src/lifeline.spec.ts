import { describe, expect, it } from '@jest/globals';
import { reasonOf } from './lifeline.js';
import { ConfigError } from './platform/config/config.js';
import { VaultError } from './platform/vault/vault-error.js';

describe('why a start is refused', () => {
  it.each<[what: string, error: unknown, says: string]>([
    ['a setting', new ConfigError('KEK_FILE cannot be read'), 'KEK_FILE cannot be read'],
    ['a key that is not there', new VaultError('kek-unknown', 'KEK_FILE does not have it'), 'KEK_FILE does not have it'],
    ['a refusal of many lines', new Error('no handler for x\n\nPotential solutions'), 'no handler for x'],
    ['the system, whose text holds an address', Object.assign(new Error('connect 10.0.0.1:5432'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['Postgres, whose text holds a name', Object.assign(new Error('user "ann"'), { code: '28P01' }), '28P01'],
    ['Node, whose text may hold an address', Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' }), 'ERR_INVALID_URL'],
    ['what is no error', 'smtp://post:hush@mail', 'unknown'],
  ])('%s: one line without a value', (_what, error, says) => {
    expect(reasonOf(error)).toBe(says);
  });
});
