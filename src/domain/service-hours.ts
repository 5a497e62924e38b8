import { Temporal } from 'temporal-polyfill';
import { localDate, wallClockSpans, weekday } from './brussels-time.js';
import { isPublicHoliday } from './public-holidays.js';

const HOURS = /^(\d{1,2})-(\d{1,2})(, not on Sundays and public holidays)?$/;

/**
 * Whether a service of signposts.json answers at a moment, by its `hours`: '24/7', or '16-22' in whole local hours. What is not
 * told in these words is unknown (null): better unknown than somebody young before a closed door.
 */
export function answersAt(hours: string | undefined, at: Temporal.Instant): boolean | null {
  if (hours === '24/7') return true;
  const [, from, to, notOnSundays] = HOURS.exec(hours ?? '') ?? [];
  if (from === undefined || to === undefined || Number(from) >= Number(to) || Number(to) > 24) return null;
  const day = localDate(at).toString();
  if (notOnSundays && (weekday(day) === 7 || isPublicHoliday(day))) return false;
  const now = at.epochMilliseconds;
  return wallClockSpans(day, Number(from) * 60, Number(to) * 60).some((span) => span.from <= now && now < span.to);
}
