import { Temporal } from 'temporal-polyfill';

/** How long the audit record is kept (domain 9). */
const YEARS = 10;

/** The first day on which every month before this one is past its ten years. */
export const detachableFrom = (month: Temporal.PlainYearMonth): Temporal.PlainDate => month.toPlainDate({ day: 1 }).add({ years: YEARS });

export const mayDetachBefore = (month: Temporal.PlainYearMonth, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(detachableFrom(month), today) <= 0;
