import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { backupName, pastBackups } from './backup-files.js';

const now = Temporal.Instant.from('2026-11-25T03:00:00Z');
const ago = (hours: number) => now.subtract({ hours });
const days = { main: 35, vault: 7 };

describe('the files of backups', () => {
  it('say which database, and when', () => {
    expect(backupName('main', now)).toBe('klankbord-main-20261125T030000.000Z.sql.gz.age');
  });

  it('of the vault go after a week, so that a destroyed key is gone from everywhere; those of the main database stay', () => {
    const names = [backupName('vault', ago(7 * 24 + 1)), backupName('vault', ago(7 * 24)), backupName('main', ago(8 * 24)), backupName('main', ago(36 * 24))];
    expect(pastBackups(names, now, days)).toEqual([names[0], names[3]]);
  });

  it('go exactly when they are older than their days', () => {
    const database = fc.constantFrom('main' as const, 'vault' as const);
    fc.assert(
      fc.property(database, fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 60 }), (which, hours, kept) => {
        const name = backupName(which, ago(hours));
        expect(pastBackups([name], now, { main: kept, vault: kept })).toEqual(hours > kept * 24 ? [name] : []);
      }),
    );
  });

  it('of others are left alone', () => {
    expect(pastBackups(['klankbord-main-20200101T000000.000Z.sql.gz.age.txt', 'other.age', 'klankbord-kek-20200101T000000.000Z.sql.gz.age'], now, days)).toEqual([]);
  });
});
