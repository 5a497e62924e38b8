import type { Temporal } from 'temporal-polyfill';
import { addOpenTime, openMinutesBetween, type Calendar } from './opening-hours.js';
import type { Urgency } from './vocabulary.js';

/** The first-answer clock (domain 6): it counts open minutes of the team's phone, and only an answer stops it for good. */

/** Open minutes per urgency, and the least that a team gets when a consult is handed to it. */
export interface Targets {
  minutes: Record<Urgency, number>;
  leastAfterTransfer: number;
}

/** That many open minutes may be used from `startedAt` on. */
export interface RunningClock {
  startedAt: Temporal.Instant;
  minutes: number;
}

/** The team's deadline over all its hours, and what the contact is told, over announced hours. Null = never filled. */
export interface Due {
  answerDue: Temporal.Instant | null;
  announcedDue: Temporal.Instant | null;
}

/** A full target from now: on submission, a further question, a reopening. */
export const startClock = (urgency: Urgency, now: Temporal.Instant, targets: Targets): RunningClock => ({
  startedAt: now,
  minutes: targets.minutes[urgency],
});

export const dueOf = (clock: RunningClock, calendar: Calendar): Due => ({
  answerDue: addOpenTime(calendar, clock.startedAt, clock.minutes, 'all'),
  announcedDue: addOpenTime(calendar, clock.startedAt, clock.minutes, 'announced'),
});

/** Open minutes until the team's deadline; 0 once it has passed. Kept while the clock stands still for the contact. */
export const minutesLeft = (clock: RunningClock, now: Temporal.Instant, calendar: Calendar): number =>
  Math.max(0, clock.minutes - openMinutesBetween(calendar, clock.startedAt, now, 'all'));

/** The contact replied: the clock runs on with what was left. */
export const resumeClock = (left: number, now: Temporal.Instant): RunningClock => ({ startedAt: now, minutes: left });

/** A raised urgency takes the earlier of the old deadline and the new target from now. */
export function raiseClock(
  clock: RunningClock,
  to: Urgency,
  now: Temporal.Instant,
  targets: Targets,
  calendar: Calendar,
): RunningClock {
  const raised = startClock(to, now, targets);
  return minutesLeft(clock, now, calendar) < raised.minutes ? clock : raised;
}

/** The new team gets the minutes that were left by the old team's hours, but never fewer than the least. */
export const transferClock = (
  clock: RunningClock,
  now: Temporal.Instant,
  targets: Targets,
  oldCalendar: Calendar,
): RunningClock => resumeClock(Math.max(minutesLeft(clock, now, oldCalendar), targets.leastAfterTransfer), now);
