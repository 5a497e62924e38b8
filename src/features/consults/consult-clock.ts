import { dueOf, type RunningClock } from '../../domain/deadlines.js';
import type { Calendar } from '../../domain/opening-hours.js';
import { consultSteps, dueSteps, nextDue, type ConsultSnapshot, type Step } from '../../domain/reminders.js';
import { dateOf, instantOf, maybeDate, maybeInstant } from '../../platform/clock/clock.js';
import type { Temporal } from 'temporal-polyfill';
import type { ReferenceTables } from '../reference-data/reference-tables.js';
import type { Changes } from './consult.repository.js';
import { retentionStepsOf } from './consult-retention.js';
import type { ConsultRow } from './consult.row.js';

/** The first-answer clock as columns. */
export const runningClock = (row: ConsultRow): RunningClock | null =>
  row.clock_started_at && row.clock_minutes !== null
    ? { startedAt: instantOf(row.clock_started_at), minutes: row.clock_minutes }
    : null;

export function running(clock: RunningClock, calendar: Calendar): Changes {
  const due = dueOf(clock, calendar);
  return {
    clock_started_at: dateOf(clock.startedAt),
    clock_minutes: clock.minutes,
    clock_left: null,
    answer_due: maybeDate(due.answerDue),
    announced_due: maybeDate(due.announcedDue),
  };
}

/** Standing still while the contact is asked something (`left` open minutes), or for good (null). */
export const stopped = (left: number | null): Changes => ({
  clock_started_at: null,
  clock_minutes: null,
  clock_left: left,
  answer_due: null,
  announced_due: null,
});

export function stepsOf(row: ConsultRow, tables: ReferenceTables): Step[] {
  const team = row.team_code;
  const calendar = team ? tables.calendarOf(team) : { sets: [] };
  const kind = team ? tables.teams.get(team)?.kind : undefined;
  const snapshot: ConsultSnapshot = {
    status: row.status,
    urgency: row.urgency ?? 'normal',
    clock: runningClock(row),
    targetMinutes: tables.targets.minutes[row.urgency ?? 'normal'],
    submittedAt: maybeInstant(row.queued_at),
    claimedAt: maybeInstant(row.claimed_at),
    lastTeamActivityAt: maybeInstant(row.team_wrote_at),
    askedAt: maybeInstant(row.asked_at),
    unreadSince: maybeInstant(row.unread_since),
    answeredAndReadSince: row.status === 'answered' ? maybeInstant(row.answer_read_at) : null,
    draftTouchedAt: row.status === 'draft' ? instantOf(row.touched_at) : null,
    is1712: kind === 'line1712' || kind === 'coordination1712',
  };
  return [...consultSteps(snapshot, tables.reminders, calendar), ...retentionStepsOf(row, tables.retention)];
}

/** When the planner must look: at once if something is due (what was sent is not sent again), else at the next step. */
export function nextLook(row: ConsultRow, tables: ReferenceTables, now: Temporal.Instant): Date | null {
  const steps = stepsOf(row, tables);
  return dueSteps(steps, now).length ? dateOf(now) : maybeDate(nextDue(steps, now));
}
