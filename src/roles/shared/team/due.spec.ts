import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { dueOf, nearbyAt } from './due.js';

const now = Temporal.Instant.from('2026-10-13T10:00:00+02:00');

describe('the moment of the answer', () => {
  it.each([
    ['2026-10-13T10:25:00+02:00', { text: 'vandaag, 10.25 uur', late: false, minutesLeft: 25 }],
    ['2026-10-13T16:00:00+02:00', { text: 'vandaag, 16.00 uur', late: false, minutesLeft: null }],
    ['2026-10-14T09:30:00+02:00', { text: 'morgen, 9.30 uur', late: false, minutesLeft: null }],
    ['2026-10-15T09:30:00+02:00', { text: 'donderdag 15 oktober, 9.30 uur', late: false, minutesLeft: null }],
    ['2026-10-12T23:59:00+02:00', { text: 'gisteren, 23.59 uur', late: true, minutesLeft: null }],
    ['2026-10-13T09:59:00+02:00', { text: 'vandaag, 9.59 uur', late: true, minutesLeft: null }],
  ])('%s', (at, expected) => {
    expect(dueOf(at, now)).toEqual({ at, ...expected });
  });

  it('is nothing while nobody counts', () => {
    expect(dueOf(null, now)).toBeNull();
  });

  it('stands in a sentence as one says it', () => {
    expect(nearbyAt('2026-10-13T16:00:00+02:00', now)).toBe('vandaag om 16.00 uur');
    expect(nearbyAt('2026-10-15T09:30:00+02:00', now)).toMatch(/^donderdag 15 oktober.* om 9\.30 uur$/);
  });
});
