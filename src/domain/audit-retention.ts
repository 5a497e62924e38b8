import { Temporal } from 'temporal-polyfill';

/** The first day on which every month before this one is past the years for which the audit record is kept (domain 9). */
export const detachableFrom = (month: Temporal.PlainYearMonth, years: number): Temporal.PlainDate => month.toPlainDate({ day: 1 }).add({ years });

export const mayDetachBefore = (month: Temporal.PlainYearMonth, today: Temporal.PlainDate, years: number): boolean =>
  Temporal.PlainDate.compare(detachableFrom(month, years), today) <= 0;
