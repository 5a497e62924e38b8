import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { gapSentence, isStillTold } from './restore-gap.js';

const gap = { lostFrom: Temporal.Instant.from('2026-11-25T02:00:00Z'), lostTo: Temporal.Instant.from('2026-11-25T09:05:00Z') };

describe('what a restore lost', () => {
  it('is said in plain words, by the clock of Brussels', () => {
    expect(gapSentence({ ...gap, lostFrom: Temporal.Instant.from('2026-11-24T02:00:00Z') })).toBe(
      'Kijk na: tussen dinsdag 24 november 2026, 3.00 uur en woensdag 25 november 2026, 10.05 uur kan iets verloren zijn.',
    );
  });

  it('names a day once, and is at least a minute', () => {
    expect(gapSentence(gap)).toBe('Kijk na: tussen woensdag 25 november 2026, 3.00 uur en 10.05 uur kan iets verloren zijn.');
    const short = { lostFrom: Temporal.Instant.from('2026-11-25T09:05:01Z'), lostTo: Temporal.Instant.from('2026-11-25T09:05:40Z') };
    expect(gapSentence(short)).toContain('10.05 uur en 10.06 uur');
  });

  it('is said for fourteen days', () => {
    expect(isStillTold(gap, Temporal.Instant.from('2026-12-09T09:04:59Z'))).toBe(true);
    expect(isStillTold(gap, Temporal.Instant.from('2026-12-09T09:05:00Z'))).toBe(false);
  });
});
