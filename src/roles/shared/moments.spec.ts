import { describe, expect, it } from '@jest/globals';
import { day, hour, moment } from './moments.js';

describe('moments on a page', () => {
  it('are written in Dutch, in Belgian time', () => {
    expect(day('2026-10-12')).toBe('maandag 12 oktober 2026');
    expect(moment('2026-10-12T08:30:00Z')).toBe('maandag 12 oktober, 10.30 uur');
    expect(hour('2026-12-01T08:05:00+01:00')).toBe('8.05 uur');
  });

  it('are nothing when there is nothing', () => {
    expect([day(null), moment(undefined), hour('onzin')]).toEqual(['', '', '']);
  });
});
