import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { anyMoment, calendarOf, local, targets } from '../../test/support/reference-tables.js';
import { BRUSSELS } from './brussels-time.js';
import { dueOf, minutesLeft, raiseClock, resumeClock, startClock, transferClock } from './deadlines.js';
import { openMinutesBetween } from './opening-hours.js';
import { URGENCIES } from './vocabulary.js';

const line1712 = calendarOf('line1712');
const vk = calendarOf('vk');
const shown = (at: Temporal.Instant | null) => at?.toZonedDateTimeISO(BRUSSELS).toPlainDateTime().toString().slice(0, 16);

describe('the first answer to a consult', () => {
  it.each([
    ['acute', '2026-10-13T10:30'],
    ['high', '2026-10-13T14:00'],
    ['normal', '2026-10-15T10:00'],
    ['low', '2026-10-19T16:00'], // 5 working days, less the pilot's two hours on Thursday, which counts for the team
  ] as const)('is due, for a %s one sent on Tuesday at ten, at %s', (urgency, due) => {
    expect(shown(dueOf(startClock(urgency, local('2026-10-13T10:00'), targets), line1712).answerDue)).toBe(due);
  });

  it('is promised to the contact in announced hours only', () => {
    const due = dueOf(startClock('high', local('2026-10-15T18:30'), targets), line1712);
    expect([shown(due.answerDue), shown(due.announcedDue)]).toEqual(['2026-10-16T12:30', '2026-10-16T13:00']);
  });

  it('has no due moment in a team that never opens', () => {
    const due = dueOf(startClock('acute', local('2026-10-13T10:00'), targets), { sets: [] });
    expect(due).toEqual({ answerDue: null, announcedDue: null });
  });

  it('waits while the contact is asked something, and runs on with what was left', () => {
    const clock = startClock('high', local('2026-10-13T10:00'), targets);
    const left = minutesLeft(clock, local('2026-10-13T11:30'), line1712);
    expect(left).toBe(150);
    expect(shown(dueOf(resumeClock(left, local('2026-10-16T16:00')), line1712).answerDue)).toBe('2026-10-19T10:30');
  });

  it('has no minutes left once it is late, and never fewer than none', () => {
    const clock = startClock('acute', local('2026-10-13T10:00'), targets);
    expect(minutesLeft(clock, local('2026-10-14T10:00'), line1712)).toBe(0);
  });
});

describe('a raised urgency', () => {
  const sent = startClock('normal', local('2026-10-12T09:00'), targets); // due on Tuesday at 17:00

  it('brings the deadline forward', () => {
    const raised = raiseClock(sent, 'high', local('2026-10-13T09:00'), targets, line1712);
    expect(shown(dueOf(raised, line1712).answerDue)).toBe('2026-10-13T13:00');
  });

  it('keeps an old deadline that comes sooner', () => {
    expect(raiseClock(sent, 'high', local('2026-10-13T16:00'), targets, line1712)).toBe(sent);
  });

  it('never gives anybody more time', () => {
    const due = (at: Temporal.Instant | null) => at?.epochMilliseconds ?? Infinity;
    fc.assert(
      fc.property(anyMoment, fc.nat(20_000), fc.constantFrom(...URGENCIES), fc.constantFrom(...URGENCIES), (start, later, from, to) => {
        const clock = startClock(from, start, targets);
        const now = start.add({ minutes: later });
        const raised = dueOf(raiseClock(clock, to, now, targets, line1712), line1712);
        const old = dueOf(clock, line1712);
        const fresh = dueOf(startClock(to, now, targets), line1712);
        expect(due(raised.answerDue)).toBe(Math.min(due(old.answerDue), due(fresh.answerDue)));
        expect(due(raised.announcedDue)).toBeLessThanOrEqual(due(old.announcedDue));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a consult that another team takes over', () => {
  const sent = startClock('high', local('2026-10-15T16:00'), targets);

  it('keeps the minutes that the old team had left, in the hours of the new one', () => {
    const clock = transferClock(sent, local('2026-10-15T18:00'), targets, line1712); // two of its four hours used
    expect(clock.minutes).toBe(120);
    expect(shown(dueOf(clock, vk).answerDue)).toBe('2026-10-16T11:00');
  });

  it('leaves the new team half an hour when it comes late', () => {
    expect(transferClock(sent, local('2026-10-19T10:00'), targets, line1712).minutes).toBe(30);
  });

  it('loses no minute and wins none, unless for that half hour', () => {
    fc.assert(
      fc.property(anyMoment, fc.nat(20_000), fc.constantFrom(...URGENCIES), (start, later, urgency) => {
        const now = start.add({ minutes: later });
        const clock = transferClock(startClock(urgency, start, targets), now, targets, line1712);
        const used = openMinutesBetween(line1712, start, now, 'all');
        expect(clock.minutes).toBe(Math.max(30, targets.minutes[urgency] - used));
      }),
      { numRuns: 100 },
    );
  });
});
