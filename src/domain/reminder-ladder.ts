import { Temporal } from 'temporal-polyfill';
import { BRUSSELS } from './brussels-time.js';

/** Named after who is told, or what they read. Who exactly that is, audience.ts says. */
export type ReminderEvent =
  | 'unclaimed-team'
  | 'unclaimed-everyone'
  | 'unanswered-assignee'
  | 'unanswered-lead'
  | 'information-asked'
  | 'information-stays-open'
  | 'unread-contact'
  | 'unread-phone'
  | 'how-did-it-end'
  | 'ask-to-close'
  | 'follow-up-contact'
  | 'follow-up-assignee'
  | 'draft-not-sent'
  | 'nobody-signed-in'
  | 'mandate-ends'
  | 'still-contact'
  | 'still-unanswered'
  | 'legal-hold-ends'
  | 'data-subject-request-due'
  | 'destruction';

export type Effect = { remind: ReminderEvent } | { act: 'release' | 'close-no-reaction' | 'close-after-answer' };

export interface Step {
  ladder: string;
  step: string;
  dueAt: Temporal.Instant;
  effect: Effect;
  /** ISO moment at which this waiting began: a second wait is a new anchor, so it is reminded anew. */
  anchor: string;
}

type Rung<Moment> = Omit<Step, 'dueAt'> & { dueAt: Moment };
export type MakeRung = <M extends Temporal.Instant | null>(step: string, dueAt: M, effect: Effect) => Rung<M>;

/** Makes the steps of one ladder, anchored where the waiting began. */
export function ladder(name: string, since: Temporal.Instant): MakeRung {
  return (step, dueAt, effect) => ({ ladder: name, step, dueAt, effect, anchor: since.toString() });
}

export const daily = (days: number[], since: Temporal.Instant, rung: MakeRung, remind: ReminderEvent): Step[] =>
  days.map((day) => rung(`day${signed(day)}`, daysAfter(since, day), { remind }));

/** Steps counted back from a last day ('YYYY-MM-DD'), soonest first; another last day is another ladder. */
export function daysBefore(name: string, lastDay: string, policy: { daysBefore: number[]; at: string }, remind: ReminderEvent): Step[] {
  const rung = ladder(name, localMoment(lastDay, 0, policy.at));
  return [...policy.daysBefore]
    .sort((a, b) => b - a)
    .map((days) => rung(`${days}-days-before`, localMoment(lastDay, -days, policy.at), { remind }));
}

/** A date ('YYYY-MM-DD') shifted by days, at a time of day ('HH:MM') in Brussels. */
export function localMoment(date: string, days: number, at: string): Temporal.Instant {
  const plainTime = Temporal.PlainTime.from(at);
  return Temporal.PlainDate.from(date).add({ days }).toZonedDateTime({ timeZone: BRUSSELS, plainTime }).toInstant();
}

/** Calendar days: the same local time that many days later, whatever the clock did in between. */
export const daysAfter = (from: Temporal.Instant, days: number): Temporal.Instant =>
  from.toZonedDateTimeISO(BRUSSELS).add({ days }).toInstant();

/** A team that never opens again reaches no moment of open time. */
export const reachable = (rungs: Rung<Temporal.Instant | null>[]): Step[] => rungs.filter((rung): rung is Step => rung.dueAt !== null);

export const latest = (first: Temporal.Instant, ...others: (Temporal.Instant | null)[]): Temporal.Instant =>
  others.reduce<Temporal.Instant>((a, b) => (b && Temporal.Instant.compare(b, a) > 0 ? b : a), first);

export const signed = (days: number): string => (days < 0 ? `${days}` : `+${days}`);

/** Stable: of two steps at one moment the higher rung stays last, and wins. */
export const byMoment = (steps: Step[]): Step[] => [...steps].sort((a, b) => Temporal.Instant.compare(a.dueAt, b.dueAt));
