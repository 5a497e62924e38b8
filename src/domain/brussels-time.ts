import { Temporal } from 'temporal-polyfill';

/** Every date and hour that a person reads or a table names is local time here. */
export const BRUSSELS = 'Europe/Brussels';

/** Epoch milliseconds, `to` excluded. */
export interface Span {
  from: number;
  to: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The calendar date in Belgium at a moment. */
export const localDate = (at: Temporal.Instant): Temporal.PlainDate =>
  at.toZonedDateTimeISO(BRUSSELS).toPlainDate();

/** The day after a 'YYYY-MM-DD'. Plain arithmetic: a loop over years of days has no time for a calendar library. */
export const nextDay = (date: string): string => new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);

/** 1 = Monday ... 7 = Sunday. */
export const weekday = (date: string): number => new Date(date).getUTCDay() || 7;

/** A zone look-up is slow and its answer never changes, so midnights are remembered. */
const midnights = new Map<string, number>();
const MIDNIGHTS_KEPT = 20_000;

function midnight(date: string): number {
  let at = midnights.get(date);
  if (at === undefined) {
    at = startOfDay(date).epochMilliseconds;
    if (midnights.size >= MIDNIGHTS_KEPT) midnights.clear();
    midnights.set(date, at);
  }
  return at;
}

const startOfDay = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime(BRUSSELS);

/**
 * The moments at which a Belgian wall clock stands in [from, to) on a 'YYYY-MM-DD'; minutes since midnight, 0 to 1440.
 * On the night that skips an hour a span may come out empty, on the night that repeats one it may come out twice.
 */
export function wallClockSpans(date: string, from: number, to: number): Span[] {
  const start = midnight(date);
  const next = midnight(nextDay(date));
  const onClockFrom = (zero: number): Span => ({ from: zero + from * MINUTE, to: zero + to * MINUTE });
  if (next - start === DAY) return [onClockFrom(start)];

  const change = startOfDay(date).getTimeZoneTransition('next')?.epochMilliseconds ?? next;
  const before = onClockFrom(start);
  const after = onClockFrom(next - DAY);
  return [
    { from: before.from, to: Math.min(before.to, change) },
    { from: Math.max(after.from, change), to: after.to },
  ].filter((span) => span.from < span.to);
}
