import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { backupName, pastBackups } from './backup-files.js';
import { localDate } from './brussels-time.js';
import { goneForGoodOn, type RetentionPolicy } from './retention.js';

const now = Temporal.Instant.from('2026-11-25T03:00:00Z');
const ago = (hours: number) => now.subtract({ hours });
const days = { main: 35, vault: 7 };

describe('the files of backups', () => {
  it('say which database, and when', () => {
    expect(backupName('main', now)).toBe('klankbord-main-20261125T030000.000Z.sql.gz.age');
  });

  it('of the vault go after a week, so that a destroyed key is gone from everywhere; those of the main database stay', () => {
    const names = [backupName('vault', ago(7 * 24)), backupName('vault', ago(6 * 24)), backupName('main', ago(8 * 24)), backupName('main', ago(36 * 24))];
    expect(pastBackups(names, now, days)).toEqual([names[0], names[3]]);
  });

  it('of the vault from before a key was destroyed are gone with the first one of the day that people are told, whatever the hours', () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 500 });
    fc.assert(
      fc.property(minutes, minutes, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 1439 }), (made, until, kept, hour) => {
        const before = now.add({ minutes: made });
        const destroyed = before.add({ minutes: until });
        const told = goneForGoodOn(localDate(destroyed), { vaultBackupDays: kept } as RetentionPolicy);
        const next = told.toZonedDateTime('Europe/Brussels').add({ minutes: hour }).toInstant();
        expect(pastBackups([backupName('vault', before)], next, { main: 35, vault: kept })).toHaveLength(1);
      }),
    );
  });

  it('stay until the day on which they are so many days old', () => {
    const database = fc.constantFrom('main' as const, 'vault' as const);
    fc.assert(
      fc.property(database, fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 60 }), (which, hours, kept) => {
        const name = backupName(which, ago(hours));
        const age = localDate(ago(hours)).until(localDate(now)).days;
        expect(pastBackups([name], now, { main: kept, vault: kept })).toEqual(age >= kept ? [name] : []);
      }),
    );
  });

  it('of others are left alone', () => {
    expect(pastBackups(['klankbord-main-20200101T000000.000Z.sql.gz.age.txt', 'other.age', 'klankbord-kek-20200101T000000.000Z.sql.gz.age'], now, days)).toEqual([]);
  });
});
