import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { decideSweep, MOST_AT_ONCE, type Inventory, type OrphanKey, type Sweep } from './orphan-keys.js';

const now = Temporal.Instant.from('2026-10-13T10:00:00Z');
const ago = (days: number): Temporal.Instant => now.subtract({ milliseconds: Math.round(days * 86_400_000) });

let made = 0;
const orphan = (age: number, disabled: number | null = null): OrphanKey => ({
  recordId: `key-${(made += 1)}`,
  createdAt: ago(age),
  disabledAt: disabled === null ? null : ago(disabled),
});
const decide = (orphans: OrphanKey[], more: Partial<Inventory> = {}): Sweep =>
  decideSweep({ orphans, owned: 1, now, lastRestore: null, ...more });
const nothing = { disable: [], destroy: [] };
const isStopped = (sweep: Sweep): boolean => 'stopped' in sweep;

const days = fc.double({ min: 0, max: 400, noNaN: true });
const keys = (most: number) => fc.array(fc.tuple(days, fc.option(days)).map(([age, disabled]) => orphan(age, disabled)), { maxLength: most });
const inventories: fc.Arbitrary<Inventory> = fc.record({
  orphans: keys(250),
  owned: fc.nat(3),
  now: fc.constant(now),
  lastRestore: fc.option(days.map(ago)),
});

describe('a key without a record', () => {
  it.each([
    ['is left alone for thirty days', orphan(29.999), nothing],
    ['is left alone for thirty days although it was disabled', orphan(29.999, 8), nothing],
    ['is disabled after thirty days', orphan(30), 'disable'],
    ['waits while it is disabled', orphan(100, 6.999), nothing],
    ['is destroyed after a week of that', orphan(100, 7), 'destroy'],
  ] as const)('%s', (_what, key, what) => {
    const expected = typeof what === 'string' ? { ...nothing, [what]: [key.recordId] } : what;
    expect(decide([key])).toEqual(expected);
  });

  it('is left alone for thirty days after a restore, whatever it is', () => {
    const keys = [orphan(300), orphan(300, 200)];
    expect(decide(keys, { lastRestore: ago(29.999) })).toEqual({ stopped: 'restored' });
    expect(isStopped(decide(keys, { lastRestore: ago(30) }))).toBe(false);
    expect(decide(keys, { lastRestore: ago(-1) })).toEqual({ stopped: 'restored' });
  });

  it('is not believed to be one when a hundred others are as well', () => {
    const hundred = Array.from({ length: MOST_AT_ONCE }, () => orphan(40));
    expect(decide(hundred)).toEqual({ ...nothing, disable: hundred.map(({ recordId }) => recordId) });
    expect(decide([...hundred, orphan(40)])).toEqual({ stopped: 'too-many' });
    expect(decide([...hundred, orphan(40, 9)])).toEqual({ stopped: 'too-many' });
    expect(isStopped(decide([...hundred, orphan(3), orphan(40, 2)]))).toBe(false);
  });

  it('is not believed to be one when the main database shows no record at all', () => {
    expect(decide([orphan(40)], { owned: 0 })).toEqual({ stopped: 'none-owned' });
    expect(decide([orphan(3)], { owned: 0 })).toEqual(nothing);
    expect(decide([], { owned: 0 })).toEqual(nothing);
  });
});

describe('the sweep, whatever is found', () => {
  it('destroys only what was made thirty days ago and disabled seven days ago, and disables only what is thirty days old', () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const sweep = decideSweep(inventory);
        if ('stopped' in sweep) return;
        const of = (id: string) => inventory.orphans.find(({ recordId }) => recordId === id)!;
        const old = (moment: Temporal.Instant, days: number) => Temporal.Instant.compare(moment, ago(days)) <= 0;
        for (const id of [...sweep.disable, ...sweep.destroy]) expect(old(of(id).createdAt, 30)).toBe(true);
        for (const id of sweep.disable) expect(of(id).disabledAt).toBeNull();
        for (const id of sweep.destroy) expect(old(of(id).disabledAt!, 7)).toBe(true);
      }),
    );
  });

  it('touches at most a hundred keys, each once, and only those that were found', () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const sweep = decideSweep(inventory);
        if ('stopped' in sweep) return;
        const touched = [...sweep.disable, ...sweep.destroy];
        expect(touched.length).toBeLessThanOrEqual(MOST_AT_ONCE);
        expect(new Set(touched).size).toBe(touched.length);
        const found = new Set(inventory.orphans.map(({ recordId }) => recordId));
        expect(touched.every((id) => found.has(id))).toBe(true);
      }),
    );
  });

  it('does nothing within thirty days of a restore', () => {
    fc.assert(
      fc.property(inventories, fc.double({ min: 0, max: 29.99, noNaN: true }), (inventory, since) => {
        expect(decideSweep({ ...inventory, lastRestore: ago(since) })).toEqual({ stopped: 'restored' });
      }),
    );
  });

  it('never destroys what it has not disabled in an earlier run', () => {
    fc.assert(
      fc.property(keys(60), (orphans) => {
        const sweep = decide(orphans.map((key) => ({ ...key, disabledAt: null })));
        expect('stopped' in sweep ? [] : sweep.destroy).toEqual([]);
      }),
    );
  });

  it('one key more never makes it touch another key', () => {
    fc.assert(
      fc.property(keys(60), days, (orphans, age) => {
        const [before, after] = [decide(orphans), decide([...orphans, orphan(age)])];
        if ('stopped' in before || 'stopped' in after) return;
        expect(after.disable.slice(0, before.disable.length)).toEqual(before.disable);
        expect(after.destroy).toEqual(before.destroy);
      }),
    );
  });
});
