import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { detachableFrom, mayDetachBefore } from './audit-retention.js';

const month = (text: string) => Temporal.PlainYearMonth.from(text);
const day = (text: string) => Temporal.PlainDate.from(text);

describe('a month of the audit record', () => {
  it('may go when its last day is ten years ago, and not a day sooner', () => {
    expect(detachableFrom(month('2016-03'), 10).toString()).toBe('2026-03-01');
    expect(mayDetachBefore(month('2016-03'), day('2026-03-01'), 10)).toBe(true);
    expect(mayDetachBefore(month('2016-03'), day('2026-02-28'), 10)).toBe(false);
  });

  it('never goes while a day of it is younger than ten years', () => {
    const dates = fc.record({ year: fc.integer({ min: 2020, max: 2060 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 300 }), (today, monthsAgo) => {
        const now = Temporal.PlainDate.from(today);
        const before = now.toPlainYearMonth().subtract({ months: monthsAgo });
        const lastDayThatGoes = before.toPlainDate({ day: 1 }).subtract({ days: 1 });
        const tenYearsAgo = now.subtract({ years: 10 });
        expect(mayDetachBefore(before, now, 10)).toBe(Temporal.PlainDate.compare(lastDayThatGoes, tenYearsAgo) < 0);
      }),
    );
  });
});
