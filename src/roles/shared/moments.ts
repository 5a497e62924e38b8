import { ZONE } from '../../platform/clock/clock.js';

type Moment = string | number | Date | null | undefined;

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('nl-BE', { ...options, timeZone: ZONE });

const DAY = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const DAY_OF_YEAR = format({ weekday: 'long', day: 'numeric', month: 'long' });
const YEAR = format({ year: 'numeric' });
const HOUR = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const dateOf = (value: Moment): Date | null => {
  if (value === null || value === undefined || value === '') return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
};

/** "maandag 12 oktober 2026". Also for a plain 'YYYY-MM-DD'; nothing for nothing. */
export const day = (value: Moment): string => written(value, (date) => DAY.format(date));

/** "10.30 uur" */
export const hour = (value: Moment): string => written(value, hourOf);

/** "maandag 12 oktober, 10.30 uur"; with its year when that is not `thisYear`, which is the domain clock's. */
export const moment = (value: Moment, thisYear: number): string =>
  written(value, (date) => `${(yearOf(date) === thisYear ? DAY_OF_YEAR : DAY).format(date)}, ${hourOf(date)}`);

/** With its year in any case: for what is printed and kept. */
export const fullMoment = (value: Moment): string => written(value, (date) => `${DAY.format(date)}, ${hourOf(date)}`);

const written = (value: Moment, write: (date: Date) => string): string => {
  const date = dateOf(value);
  return date ? write(date) : '';
};

const yearOf = (date: Date): number => Number(YEAR.format(date));

const hourOf = (date: Date): string => {
  const parts = HOUR.formatToParts(date);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return `${Number(part('hour'))}.${part('minute')} uur`;
};
