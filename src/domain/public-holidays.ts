import Holidays from 'date-holidays';

const belgium = new Holidays('BE');
const FLEMISH_HOLIDAY = '-07-11';

/** Working out Easter for a year costs milliseconds, so each year is asked once. */
const daysOfYear = new Map<number, ReadonlySet<string>>();

function publicHolidays(year: number): ReadonlySet<string> {
  const known = daysOfYear.get(year);
  if (known) return known;
  const days = belgium
    .getHolidays(year)
    .filter((holiday) => holiday.type === 'public')
    .map((holiday) => holiday.date.slice(0, 10));
  const set = new Set(days);
  daysOfYear.set(year, set);
  return set;
}

/** Is a 'YYYY-MM-DD' one of the ten legal Belgian public holidays? 11 July is none of them. */
export const isPublicHoliday = (date: string): boolean => publicHolidays(Number(date.slice(0, 4))).has(date);

/** 11 July, on which a team closes only when it says so (opening-hours.json, closedOn). */
export const isFlemishHoliday = (date: string): boolean => date.endsWith(FLEMISH_HOLIDAY);
