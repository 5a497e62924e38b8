import { describe, expect, it } from '@jest/globals';
import { day, fullMoment, hour, moment } from './moments.js';

describe('moments on a page', () => {
  it('are written in Dutch, in Belgian time', () => {
    expect(day('2026-10-12')).toBe('maandag 12 oktober 2026');
    expect(moment('2026-10-12T08:30:00Z', 2026)).toBe('maandag 12 oktober, 10.30 uur');
    expect(hour('2026-12-01T08:05:00+01:00')).toBe('8.05 uur');
  });

  it('have a year when it is not this year, by Belgian midnight, or when they are kept', () => {
    expect(moment('2026-12-31T22:59:00Z', 2027)).toBe('donderdag 31 december 2026, 23.59 uur');
    expect(moment('2026-12-31T23:00:00Z', 2027)).toBe('vrijdag 1 januari, 0.00 uur');
    expect(fullMoment('2026-10-12T08:30:00Z')).toBe('maandag 12 oktober 2026, 10.30 uur');
  });

  it('are nothing when there is nothing', () => {
    expect([day(null), moment(undefined, 2026), hour('onzin')]).toEqual(['', '', '']);
  });
});
