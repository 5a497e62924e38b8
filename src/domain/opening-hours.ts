import { Temporal } from 'temporal-polyfill';
import { localDate, nextDay, wallClockSpans, weekday, type Span } from './brussels-time.js';
import { isFlemishHoliday, isPublicHoliday } from './public-holidays.js';

export type Channel = 'phone' | 'chat';

/** Days are keys '1' (Monday) to '7' (Sunday); intervals are local 'HH:MM', '24:00' ends a day. Dates are inclusive. */
export interface OpeningHoursSet {
  channel: Channel;
  validFrom: string;
  validTo?: string;
  /** false = a pilot: it counts for the team, no page or mail announces it. */
  published: boolean;
  pilot?: string;
  /** The whole week; the newest valid one holds. */
  weekly?: Record<string, [string, string][]>;
  /** Comes on top of the week. */
  adds?: Record<string, [string, string][]>;
}

/** One team's hours. Closure dates are 'YYYY-MM-DD', both days included. */
export interface Calendar {
  sets: OpeningHoursSet[];
  closedOnFlemishHoliday?: boolean;
  closures?: { from: string; to: string; reason?: string }[];
}

/** 'all' is what the team works by; 'announced' is what a contact is told: published sets only (domain 6). */
export type Hours = 'all' | 'announced';

const MINUTE = 60_000;
const DAYS_TO_LOOK_FOR_AN_OPENING = 400;
const DAYS_TO_FILL_A_TARGET = 3 * 366;

/** Is somebody there at this moment? Chat hours decide nothing but this question. */
export function isOpen(calendar: Calendar, at: Temporal.Instant, hours: Hours, channel: Channel = 'phone'): boolean {
  const now = at.epochMilliseconds;
  return openSpans(calendar, localDate(at).toString(), hours, channel).some((span) => span.from <= now && now < span.to);
}

/** When the phone opens next; null while it is open, and when nothing opens within 400 days. */
export function nextOpening(calendar: Calendar, at: Temporal.Instant, hours: Hours): Temporal.Instant | null {
  const now = at.epochMilliseconds;
  for (const span of spansFrom(calendar, at, DAYS_TO_LOOK_FOR_AN_OPENING, hours)) {
    return span.from <= now ? null : Temporal.Instant.fromEpochMilliseconds(span.from);
  }
  return null;
}

/**
 * The earliest moment at which that many open minutes of the phone are full: 17:00, not 9:00 the next day.
 * Zero minutes or fewer are full at `from` itself; null when three years do not fill them.
 */
export function addOpenTime(
  calendar: Calendar,
  from: Temporal.Instant,
  minutes: number,
  hours: Hours,
): Temporal.Instant | null {
  let needed = Math.round(minutes * MINUTE);
  if (needed <= 0) return from;
  for (const span of spansFrom(calendar, from, DAYS_TO_FILL_A_TARGET, hours)) {
    const start = Math.max(span.from, from.epochMilliseconds);
    if (needed <= span.to - start) return Temporal.Instant.fromEpochMilliseconds(start + needed);
    needed -= span.to - start;
  }
  return null;
}

/** Open minutes of the phone between two moments, to the millisecond, so possibly a fraction; 0 when `to` is not later. */
export function openMinutesBetween(
  calendar: Calendar,
  from: Temporal.Instant,
  to: Temporal.Instant,
  hours: Hours,
): number {
  const end = to.epochMilliseconds;
  if (end <= from.epochMilliseconds) return 0;
  const days = localDate(from).until(localDate(to)).days;
  let open = 0;
  for (const span of spansFrom(calendar, from, days, hours)) {
    open += Math.max(0, Math.min(span.to, end) - Math.max(span.from, from.epochMilliseconds));
  }
  return open / MINUTE;
}

/** The phone's open spans that end after a moment, in order, on its day and `days` days more. */
function* spansFrom(calendar: Calendar, at: Temporal.Instant, days: number, hours: Hours): Generator<Span> {
  let date = localDate(at).toString();
  for (let left = days; left >= 0; left--) {
    for (const span of openSpans(calendar, date, hours, 'phone')) {
      if (span.to > at.epochMilliseconds) yield span;
    }
    date = nextDay(date);
  }
}

function openSpans(calendar: Calendar, date: string, hours: Hours, channel: Channel): Span[] {
  const intervals = openIntervals(calendar, date, hours, channel);
  if (intervals.length === 0 || isClosed(calendar, date)) return [];
  return intervals.flatMap(([from, to]) => wallClockSpans(date, from, to)).sort((a, b) => a.from - b.from);
}

const isClosed = (calendar: Calendar, date: string): boolean =>
  isPublicHoliday(date) ||
  (calendar.closedOnFlemishHoliday === true && isFlemishHoliday(date)) ||
  (calendar.closures ?? []).some((closure) => closure.from <= date && date <= closure.to);

/** The newest valid week plus every valid addition (opening-hours.json), in minutes since midnight, merged. */
function openIntervals(calendar: Calendar, date: string, hours: Hours, channel: Channel): Minutes[] {
  const valid = calendar.sets.filter(
    (set) =>
      set.channel === channel &&
      (hours === 'all' || set.published) &&
      set.validFrom <= date &&
      (set.validTo === undefined || date <= set.validTo),
  );
  const week = valid
    .filter((set) => set.weekly)
    .reduce<OpeningHoursSet | undefined>((best, set) => (best && best.validFrom > set.validFrom ? best : set), undefined);
  const day = String(weekday(date));
  const texts = [...(week?.weekly?.[day] ?? []), ...valid.flatMap((set) => set.adds?.[day] ?? [])];
  return merge(texts.map(([from, to]) => [minuteOfDay(from), minuteOfDay(to)]));
}

type Minutes = [from: number, to: number];

function merge(intervals: Minutes[]): Minutes[] {
  const merged: Minutes[] = [];
  for (const [from, to] of intervals.filter(([a, b]) => a < b).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

const minuteOfDay = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
