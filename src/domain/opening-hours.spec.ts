import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { anyMoment, calendarOf, local } from '../../test/support/reference-tables.js';
import { BRUSSELS } from './brussels-time.js';
import { addOpenTime, isOpen, nextOpening, openMinutesBetween, type Calendar, type OpeningHoursSet } from './opening-hours.js';

const line1712 = calendarOf('line1712');
const vk = calendarOf('vk');

const EVERY_DAY = ['1', '2', '3', '4', '5', '6', '7'];
const everyDay = (...intervals: [string, string][]) => Object.fromEntries(EVERY_DAY.map((day) => [day, intervals]));
const phone = (more: Partial<OpeningHoursSet>): OpeningHoursSet => ({
  channel: 'phone',
  validFrom: '2020-01-01',
  published: true,
  ...more,
});
const shown = (at: Temporal.Instant | null) => at?.toZonedDateTimeISO(BRUSSELS).toString().slice(0, 22) ?? null;

describe('whether somebody answers the phone', () => {
  it.each([
    // moment, all hours, announced hours
    ['2026-10-13T08:59', false, false],
    ['2026-10-13T09:00', true, true],
    ['2026-10-13T16:59', true, true],
    ['2026-10-13T17:00', false, false],
    ['2026-10-15T17:00', true, false], // the pilot of Thursday evening, joined to the day
    ['2026-10-15T18:59', true, false],
    ['2026-10-15T19:00', false, false],
    ['2026-10-17T10:00', false, false], // Saturday
    ['2027-05-06T10:00', false, false], // Ascension
    ['2026-07-21T10:00', false, false], // national holiday
    ['2026-07-11T10:00', false, false], // a Saturday
    ['2025-07-11T10:00', true, true], // a Friday: 11 July is no closing day by itself
  ])('at %s: by all hours %s, as announced %s', (moment, all, announced) => {
    expect(isOpen(line1712, local(moment), 'all')).toBe(all);
    expect(isOpen(line1712, local(moment), 'announced')).toBe(announced);
  });

  it('closes on 11 July for a team that says so', () => {
    expect(isOpen({ ...vk, closedOnFlemishHoliday: true }, local('2025-07-11T10:00'), 'all')).toBe(false);
  });

  it.each(['01-01', '04-06', '05-01', '05-14', '05-25', '07-21', '08-15', '11-01', '11-11', '12-25'])(
    'closes on the public holiday 2026-%s',
    (day) => {
      const always: Calendar = { sets: [phone({ weekly: everyDay(['00:00', '24:00']) })] };
      expect(isOpen(always, local(`2026-${day}T12:00`), 'all')).toBe(false);
    },
  );

  it('keeps a closure shut on its first and its last day', () => {
    const closed = { ...vk, closures: [{ from: '2026-10-13', to: '2026-10-15' }] };
    const open = [12, 13, 14, 15, 16].map((day) => isOpen(closed, local(`2026-10-${day}T10:00`), 'all'));
    expect(open).toEqual([true, false, false, false, true]);
  });

  it('lets chat hours open the chat and nothing else', () => {
    const evening = local('2026-10-13T18:00');
    expect(isOpen(line1712, evening, 'all', 'chat')).toBe(true);
    expect(isOpen(line1712, evening, 'all')).toBe(false);
  });

  it('follows the newest valid week and every valid addition', () => {
    const calendar: Calendar = {
      sets: [
        phone({ validFrom: '2026-02-01', validTo: '2026-02-28', weekly: everyDay(['10:00', '12:00']) }),
        phone({ validFrom: '2026-01-01', weekly: everyDay(['13:00', '14:00']) }),
        phone({ validFrom: '2026-02-10', published: false, weekly: everyDay(['20:00', '21:00']) }),
        phone({ adds: { '1': [['08:00', '09:00']] } }),
        phone({ adds: { '1': [['08:30', '09:30']] } }),
      ],
    };
    const minutesOn = (day: string, hours: 'all' | 'announced') =>
      openMinutesBetween(calendar, local(`${day}T00:00`), local(`${day}T23:59`), hours);
    expect(minutesOn('2026-01-31', 'all')).toBe(60); // the older week
    expect(minutesOn('2026-02-02', 'all')).toBe(210); // Monday: the newer week and the merged additions
    expect(minutesOn('2026-02-11', 'all')).toBe(60); // the pilot's week replaces the published one
    expect(minutesOn('2026-02-11', 'announced')).toBe(120); // but not for the contact
    expect(minutesOn('2026-02-28', 'announced')).toBe(120); // validTo is still included
    expect(minutesOn('2026-03-01', 'announced')).toBe(60);
  });
});

describe('when the phone opens next', () => {
  it.each([
    ['2026-10-13T10:00', 'all', null],
    ['2026-10-13T17:00', 'all', '2026-10-14T09:00:00+02'],
    ['2026-10-13T03:00', 'all', '2026-10-13T09:00:00+02'],
    ['2026-10-15T18:30', 'all', null],
    ['2026-10-15T18:30', 'announced', '2026-10-16T09:00:00+02'],
    ['2026-10-23T18:00', 'all', '2026-10-26T09:00:00+01'], // over the night that repeats an hour
    ['2027-03-26T18:00', 'all', '2027-03-30T09:00:00+02'], // over Easter Monday and the night that skips one
  ] as const)('from %s by %s hours: %s', (moment, hours, expected) => {
    expect(shown(nextOpening(line1712, local(moment), hours))).toBe(expected);
  });

  it('is never, for a team without hours or closed for more than 400 days', () => {
    const at = local('2026-10-13T10:00');
    expect(nextOpening({ sets: [] }, at, 'all')).toBeNull();
    expect(nextOpening({ ...vk, closures: [{ from: '2026-01-01', to: '2028-01-01' }] }, at, 'all')).toBeNull();
  });
});

describe('when open minutes are full', () => {
  it.each([
    ['2026-10-13T10:00', 30, '2026-10-13T10:30:00+02'],
    ['2026-10-13T16:00', 60, '2026-10-13T17:00:00+02'], // 17:00, not 9:00 the next day
    ['2026-10-13T16:00', 61, '2026-10-14T09:01:00+02'],
    ['2026-10-12T17:00', 960, '2026-10-14T17:00:00+02'],
    ['2026-10-15T18:30', 240, '2026-10-16T12:30:00+02'], // half an hour of the pilot, then Friday
    ['2026-10-23T16:00', 120, '2026-10-26T10:00:00+01'],
    ['2026-12-24T18:30', 60, '2026-12-28T09:30:00+01'], // Christmas on a Friday
    ['2026-10-13T03:00', 0, '2026-10-13T03:00:00+02'],
  ])('from %s, %d minutes: %s', (moment, minutes, expected) => {
    expect(shown(addOpenTime(line1712, local(moment), minutes, 'all'))).toBe(expected);
  });

  it('tells the contact the deadline of announced hours', () => {
    expect(shown(addOpenTime(line1712, local('2026-10-15T18:30'), 240, 'announced'))).toBe('2026-10-16T13:00:00+02');
  });

  it('is never, when the team does not open', () => {
    expect(addOpenTime({ sets: [] }, local('2026-10-13T10:00'), 30, 'all')).toBeNull();
  });
});

describe('the nights on which the clocks change', () => {
  const nightly: Calendar = { sets: [phone({ weekly: everyDay(['00:00', '06:00'], ['22:00', '24:00']) })] };
  const night = (calendar: Calendar, day: string) =>
    openMinutesBetween(calendar, local(`${day}T00:00`), local(`${day}T12:00`), 'all') / 60;

  it('count the hours that really pass', () => {
    expect([night(nightly, '2026-03-28'), night(nightly, '2026-03-29'), night(nightly, '2026-10-25')]).toEqual([6, 5, 7]);
  });

  it('skip an hour of opening that does not exist, and give the repeated hour twice', () => {
    const early: Calendar = { sets: [phone({ weekly: everyDay(['02:15', '02:45']) })] };
    expect([night(early, '2026-03-29'), night(early, '2026-10-25')]).toEqual([0, 1]);
    const from = local('2026-10-25T00:00');
    expect(shown(addOpenTime(early, from, 45, 'all'))).toBe('2026-10-25T02:30:00+01');
  });

  it('run on over midnight', () => {
    expect(shown(addOpenTime(nightly, local('2026-10-24T23:00'), 4.5 * 60, 'all'))).toBe('2026-10-25T02:30:00+01');
    expect(isOpen(nightly, local('2026-10-25T00:00'), 'all')).toBe(true);
  });
});

describe('opening hours, whatever they are', () => {
  const clock = (quarter: number) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
  const interval = fc
    .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
    .map(([from, to]): [string, string] => [clock(from), clock(to)]);
  const week = fc.dictionary(fc.constantFrom(...EVERY_DAY), fc.array(interval, { maxLength: 3 }));
  const anyCalendar: fc.Arbitrary<Calendar> = fc
    .array(
      fc.record({
        validFrom: fc.constantFrom('2020-01-01', '2026-03-29', '2026-10-25'),
        published: fc.boolean(),
        weekly: fc.option(week, { nil: undefined }),
        adds: fc.option(week, { nil: undefined }),
      }),
      { maxLength: 4 },
    )
    .map((sets) => ({ sets: sets.map(phone) }));
  const anyHours = fc.constantFrom('all', 'announced') as fc.Arbitrary<'all' | 'announced'>;

  it('count exactly the quarters of an hour at which the team is open', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, fc.nat(200), anyHours, (calendar, moment, quarters, hours) => {
        const from = moment.round({ smallestUnit: 'minute', roundingIncrement: 15 });
        const at = (quarter: number) => from.add({ minutes: 15 * quarter });
        const open = Array.from({ length: quarters }, (_, index) => isOpen(calendar, at(index), hours));
        expect(openMinutesBetween(calendar, from, at(quarters), hours)).toBe(15 * open.filter(Boolean).length);
      }),
      { numRuns: 60 },
    );
  });

  it('are full at the first moment that holds the minutes, and not a millisecond before', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, fc.integer({ min: 1, max: 3000 }), anyHours, (calendar, from, minutes, hours) => {
        const due = addOpenTime(calendar, from, minutes, hours);
        if (due === null) return;
        expect(openMinutesBetween(calendar, from, due, hours)).toBe(minutes);
        expect(openMinutesBetween(calendar, from, due.subtract({ milliseconds: 1 }), hours)).toBeLessThan(minutes);
      }),
      { numRuns: 150 },
    );
  });

  it('open next at a moment that is open, after one that is not', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, anyHours, (calendar, at, hours) => {
        const next = nextOpening(calendar, at, hours);
        if (isOpen(calendar, at, hours)) expect(next).toBeNull();
        if (next === null) return;
        expect(isOpen(calendar, next, hours)).toBe(true);
        expect(isOpen(calendar, next.subtract({ milliseconds: 1 }), hours)).toBe(false);
        expect(openMinutesBetween(calendar, at, next, hours)).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it('add up over any moment in between', () => {
    fc.assert(
      fc.property(anyCalendar, fc.array(anyMoment, { minLength: 3, maxLength: 3 }), (calendar, moments) => {
        const [a, b, c] = moments
          .sort(Temporal.Instant.compare)
          .map((moment, index) => moments[0]!.add({ minutes: Math.min(60_000, (moment.epochMilliseconds - moments[0]!.epochMilliseconds) / 60_000) + index }));
        const minutes = (from: Temporal.Instant, to: Temporal.Instant) => openMinutesBetween(calendar, from, to, 'all');
        expect(minutes(a!, b!) + minutes(b!, c!)).toBe(minutes(a!, c!));
        expect(minutes(c!, a!)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
