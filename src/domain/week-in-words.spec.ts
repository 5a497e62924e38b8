import { describe, expect, it } from '@jest/globals';
import type { OpeningHoursSet } from './opening-hours.js';
import { weekInWords } from './week-in-words.js';

const weekdays = (...hours: [string, string][]) => Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, hours]));
const set = (more: Partial<OpeningHoursSet>): OpeningHoursSet => ({ channel: 'phone', validFrom: '2020-01-01', published: true, ...more }) as OpeningHoursSet;

describe('the hours of a week, in words', () => {
  it('takes days together that are alike', () => {
    expect(weekInWords([set({ weekly: weekdays(['09:00', '17:00']) as never })], '2026-10-13')).toBe('maandag tot vrijdag van 9 tot 17 uur');
    const week = { ...weekdays(['09:00', '12:30'], ['13:00', '17:00']), '3': [['09:00', '12:00']], '6': [['10:00', '12:00']], '7': [['10:00', '12:00']] };
    expect(weekInWords([set({ weekly: week as never })], '2026-10-13')).toBe(
      'maandag en dinsdag van 9 tot 12:30 uur en van 13 tot 17 uur, woensdag van 9 tot 12 uur, donderdag en vrijdag van 9 tot 12:30 uur en van 13 tot 17 uur, zaterdag en zondag van 10 tot 12 uur',
    );
  });

  it('are those that hold and are announced', () => {
    const now = set({ weekly: weekdays(['09:00', '17:00']) as never });
    const later = set({ validFrom: '2027-01-01', weekly: weekdays(['10:00', '20:00']) as never });
    const pilot = set({ validFrom: '2026-01-01', published: false, weekly: weekdays(['08:00', '22:00']) as never });
    expect(weekInWords([now, later, pilot], '2026-10-13')).toBe('maandag tot vrijdag van 9 tot 17 uur');
    expect(weekInWords([now, later, pilot], '2027-01-01')).toBe('maandag tot vrijdag van 10 tot 20 uur');
    expect(weekInWords([pilot, set({ channel: 'chat', weekly: weekdays(['17:00', '19:00']) as never })], '2026-10-13')).toBeNull();
  });
});
