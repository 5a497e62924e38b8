import { describe, expect, it } from '@jest/globals';
import { isFlemishHoliday, isPublicHoliday } from './public-holidays.js';

describe('Belgian public holidays', () => {
  it.each([
    [2026, ['01-01', '04-06', '05-01', '05-14', '05-25', '07-21', '08-15', '11-01', '11-11', '12-25']],
    [2027, ['01-01', '03-29', '05-01', '05-06', '05-17', '07-21', '08-15', '11-01', '11-11', '12-25']],
    // Easter at its latest, and the year in which Ascension falls on 1 May
    [2038, ['01-01', '04-26', '05-01', '06-03', '06-14', '07-21', '08-15', '11-01', '11-11', '12-25']],
    [2008, ['01-01', '03-24', '05-01', '05-12', '07-21', '08-15', '11-01', '11-11', '12-25']],
  ])('of %d are exactly the legal ones', (year, expected) => {
    const days = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10));
    const found = days.filter((day) => day.startsWith(String(year)) && isPublicHoliday(day));
    expect(found).toEqual(expected.map((day) => `${year}-${day}`));
  });

  it('leave 11 July to each team', () => {
    expect(isPublicHoliday('2026-07-11')).toBe(false);
    expect([isFlemishHoliday('2026-07-11'), isFlemishHoliday('2026-07-12')]).toEqual([true, false]);
  });
});
