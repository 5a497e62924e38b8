import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { weekday } from './brussels-time.js';
import { dueOn, mayBeExtended, mayBeReceived, requestSteps } from './data-subject-requests.js';
import { isPublicHoliday } from './public-holidays.js';

const days = fc.integer({ min: 0, max: 7300 }).map((n) => Temporal.PlainDate.from('2020-01-01').add({ days: n }).toString());
const works = (day: string): boolean => weekday(day) < 6 && !isPublicHoliday(day);

describe('an answer to a data subject', () => {
  it.each([
    ['2027-03-02', '2027-04-02', 'a month later, on the same day'],
    ['2028-01-31', '2028-02-29', 'the last of February, in a leap year'],
    ['2027-01-31', '2027-03-01', 'the last of February, which is a Sunday: the Monday after'],
    ['2026-03-31', '2026-04-30', 'the last of April'],
    ['2026-12-25', '2027-01-25', 'into the next year'],
    ['2026-12-01', '2027-01-04', 'on New Year’s Day, a Friday: the Monday after'],
    ['2026-03-06', '2026-04-07', 'on Easter Monday: the Tuesday'],
    ['2026-06-11', '2026-07-13', 'on 11 July, a Saturday: the Monday'],
    ['2025-06-11', '2025-07-11', 'on 11 July, which is no public holiday'],
  ])('to what came in on %s is due on %s: %s', (receivedOn, due) => expect(dueOn(receivedOn)).toBe(due));

  it('may take two months more', () => {
    expect(dueOn('2026-03-31', true)).toBe('2026-06-30');
    expect(dueOn('2026-11-30', true)).toBe('2027-03-01');
  });

  it('is due on a working day, never before the month is over, and within six days of it', () => {
    fc.assert(
      fc.property(days, fc.boolean(), (received, extended) => {
        const due = dueOn(received, extended);
        const month = Temporal.PlainDate.from(received).add({ months: extended ? 3 : 1 });
        const late = month.until(due).days;
        expect(works(due)).toBe(true);
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(6);
        // Nothing between was a working day.
        for (let day = month; day.toString() < due; day = day.add({ days: 1 })) expect(works(day.toString())).toBe(false);
      }),
    );
  });

  it('is never due sooner for what came in later', () => {
    fc.assert(
      fc.property(days, days, fc.boolean(), (a, b, extended) => {
        const [first, second] = [a, b].sort() as [string, string];
        expect(dueOn(first, extended) <= dueOn(second, extended)).toBe(true);
      }),
    );
  });

  it('may be extended when the person heard so within the first month', () => {
    expect(mayBeExtended({ receivedOn: '2026-03-31', toldOn: '2026-04-30' })).toBe(true);
    expect(mayBeExtended({ receivedOn: '2026-03-31', toldOn: '2026-05-01' })).toBe(false);
    expect(mayBeExtended({ receivedOn: '2026-03-31', toldOn: '2026-03-30' })).toBe(false);
  });

  it('is to a request of the past year', () => {
    expect(['2025-10-12', '2025-10-13', '2026-10-13', '2026-10-14'].filter((day) => mayBeReceived(day, '2026-10-13'))).toEqual(['2025-10-13', '2026-10-13']);
  });

  it('is asked for fourteen and seven days before, and on the day', () => {
    const steps = requestSteps('2027-04-02', { dataSubjectRequest: { daysBefore: [0, 14, 7], at: '09:00' } });
    expect(steps.map(({ step, dueAt }) => [step, dueAt.toString()])).toEqual([
      ['14-days-before', '2027-03-19T08:00:00Z'],
      ['7-days-before', '2027-03-26T08:00:00Z'],
      ['0-days-before', '2027-04-02T07:00:00Z'],
    ]);
  });
});
