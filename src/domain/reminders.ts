import { Temporal } from 'temporal-polyfill';
import type { RunningClock } from './deadlines.js';
import { addOpenTime, type Calendar, isOpen, nextOpening } from './opening-hours.js';
import {
  byMoment,
  daily,
  daysAfter,
  type Effect,
  ladder,
  latest,
  localMoment,
  reachable,
  type ReminderEvent,
  signed,
  type Step,
} from './reminder-ladder.js';
import type { FollowUpOwner, Status, Urgency } from './vocabulary.js';

export type { Effect, ReminderEvent, Step };

/** The shape of reference-data/reminders.json (dated reference data). Times of day are local 'HH:MM'. */
export interface ReminderPolicy {
  about: string;
  validFrom: string;
  unclaimed: { teamAtPercent: number; everyoneAtPercent: number };
  unanswered: { assigneeAtPercent: number; leadAtPercent: number; releaseAfterTargets: number };
  informationAsked: { contactAfterDays: number[]; closeAfterDays: number };
  unread: { pressingAgainAfterOpenMinutes: number; pressingPhoneAfterOpenMinutes: number; othersAfterDays: number };
  afterAnswer: { contactAfterDays: number[]; askToCloseAfterDays: number; closeAfterDays: number };
  followUp: { daysFromDueDate: number[]; at: string };
  draft: { afterHours: number };
  mandate: { daysBefore: number[]; at: string };
  legalHold: { daysBefore: number[]; at: string };
  dataSubjectRequest: { daysBefore: number[]; at: string };
  nobodySignedIn: { againAfterMinutes: number };
  mailHours: { from: string; to: string };
  confirmed: boolean;
}

export interface ConsultSnapshot {
  status: Status;
  urgency: Urgency;
  /** The running first-answer clock (submitted, in-progress); null when it stands still. */
  clock: RunningClock | null;
  /** The full first-answer target in open minutes; absent: the clock's minutes, which may be a remainder. */
  targetMinutes?: number;
  /** The last time it entered `submitted`. */
  submittedAt: Temporal.Instant | null;
  /** The last claim by the present assignee. */
  claimedAt: Temporal.Instant | null;
  /** The assignee's last message; null: none since the claim. */
  lastTeamActivityAt: Temporal.Instant | null;
  /** When waiting-for-contact began. */
  askedAt: Temporal.Instant | null;
  /** The oldest answer or information request that the contact has not read yet. */
  unreadSince: Temporal.Instant | null;
  /** Status answered, and the contact read it at this moment. */
  answeredAndReadSince: Temporal.Instant | null;
  draftTouchedAt: Temporal.Instant | null;
  /** Changes no moment: it tells the audience whether the 1712 coordinator is among "everyone". */
  is1712: boolean;
}

export interface FollowUpSnapshot {
  id: string;
  /** 'YYYY-MM-DD' */
  dueOn: string;
  owner: FollowUpOwner;
}

const OVER: readonly Status[] = ['draft', 'closed', 'withdrawn'];

/**
 * Everything that is or will be due for one consult as it stands now, past steps included, by moment (domain 6).
 * Made again from the state before every send, so that a reminder whose reason is gone does not exist any more.
 * [] when nothing waits.
 */
export function consultSteps(s: ConsultSnapshot, policy: ReminderPolicy, calendar: Calendar): Step[] {
  const steps = [
    ...(s.status === 'draft' ? draft(s, policy) : []),
    ...(s.status === 'submitted' ? [...unclaimed(s, policy, calendar), ...nobodySignedIn(s, policy, calendar)] : []),
    ...(s.status === 'in-progress' ? unanswered(s, policy, calendar) : []),
    ...(s.status === 'waiting-for-contact' ? informationAsked(s, policy) : []),
    ...(OVER.includes(s.status) ? [] : unread(s, policy, calendar)),
    ...(s.status === 'answered' ? afterAnswer(s, policy) : []),
  ];
  return byMoment(steps);
}

function draft(s: ConsultSnapshot, policy: ReminderPolicy): Step[] {
  if (!s.draftTouchedAt) return [];
  const rung = ladder('draft', s.draftTouchedAt);
  return [rung('not-sent', s.draftTouchedAt.add({ hours: policy.draft.afterHours }), { remind: 'draft-not-sent' })];
}

function unclaimed(s: ConsultSnapshot, policy: ReminderPolicy, calendar: Calendar): Step[] {
  if (!s.clock) return [];
  // A release starts a new wait on the old clock; a raised urgency a new clock in the same wait. Both remind anew.
  const rung = ladder('unclaimed', latest(s.clock.startedAt, s.submittedAt));
  const { teamAtPercent, everyoneAtPercent } = policy.unclaimed;
  return reachable([
    rung('team', percentOf(s.clock, teamAtPercent, calendar), { remind: 'unclaimed-team' }),
    rung('everyone', percentOf(s.clock, everyoneAtPercent, calendar), { remind: 'unclaimed-everyone' }),
  ]);
}

/** Says only when to look: whether anybody is signed in, the caller sees at that moment. */
function nobodySignedIn(s: ConsultSnapshot, policy: ReminderPolicy, calendar: Calendar): Step[] {
  if (!s.submittedAt || !isPressing(s)) return [];
  const first = isOpen(calendar, s.submittedAt, 'all') ? s.submittedAt : nextOpening(calendar, s.submittedAt, 'all');
  if (!first) return [];
  const rung = ladder('nobody-signed-in', s.submittedAt);
  const again = addOpenTime(calendar, first, policy.nobodySignedIn.againAfterMinutes, 'all');
  return reachable([
    rung('at-once', first, { remind: 'nobody-signed-in' }),
    rung('again', again, { remind: 'nobody-signed-in' }),
  ]);
}

function unanswered(s: ConsultSnapshot, policy: ReminderPolicy, calendar: Calendar): Step[] {
  if (!s.clock) return [];
  const { assigneeAtPercent, leadAtPercent, releaseAfterTargets } = policy.unanswered;
  const rung = ladder('unanswered', latest(s.clock.startedAt, s.claimedAt));
  // While she waited for the contact the assignee was not silent: silence starts when the clock runs again.
  const silentSince = latest(s.clock.startedAt, s.claimedAt, s.lastTeamActivityAt);
  const patience = releaseAfterTargets * (s.targetMinutes ?? s.clock.minutes);
  return reachable([
    rung('assignee', percentOf(s.clock, assigneeAtPercent, calendar), { remind: 'unanswered-assignee' }),
    rung('lead', percentOf(s.clock, leadAtPercent, calendar), { remind: 'unanswered-lead' }),
    // The moment is in the name, so that a release called off by a message can come back after a later silence.
    rung(`release-silent-since-${silentSince}`, addOpenTime(calendar, silentSince, patience, 'all'), { act: 'release' }),
  ]);
}

function informationAsked(s: ConsultSnapshot, policy: ReminderPolicy): Step[] {
  if (!s.askedAt) return [];
  const { contactAfterDays, closeAfterDays } = policy.informationAsked;
  const rung = ladder('information-asked', s.askedAt);
  const end = daysAfter(s.askedAt, closeAfterDays);
  return [
    ...daily(contactAfterDays, s.askedAt, rung, 'information-asked'),
    mayCloseByItself(s)
      ? rung('close', end, { act: 'close-no-reaction' })
      : rung('stays-open', end, { remind: 'information-stays-open' }),
  ];
}

function unread(s: ConsultSnapshot, policy: ReminderPolicy, calendar: Calendar): Step[] {
  if (!s.unreadSince) return [];
  const { pressingAgainAfterOpenMinutes, pressingPhoneAfterOpenMinutes, othersAfterDays } = policy.unread;
  const rung = ladder('unread', s.unreadSince);
  if (!isPressing(s)) return daily([othersAfterDays], s.unreadSince, rung, 'unread-contact');
  const after = (minutes: number) => addOpenTime(calendar, s.unreadSince!, minutes, 'all');
  return reachable([
    rung('again', after(pressingAgainAfterOpenMinutes), { remind: 'unread-contact' }),
    rung('phone', after(pressingPhoneAfterOpenMinutes), { remind: 'unread-phone' }),
  ]);
}

function afterAnswer(s: ConsultSnapshot, policy: ReminderPolicy): Step[] {
  const since = s.answeredAndReadSince;
  if (!since) return [];
  const { contactAfterDays, askToCloseAfterDays, closeAfterDays } = policy.afterAnswer;
  const rung = ladder('after-answer', since);
  return [
    ...daily(contactAfterDays, since, rung, 'how-did-it-end'),
    rung('ask-to-close', daysAfter(since, askToCloseAfterDays), { remind: 'ask-to-close' }),
    ...(mayCloseByItself(s) ? [rung('close', daysAfter(since, closeAfterDays), { act: 'close-after-answer' })] : []),
  ];
}

/** The owner's reminders of one agreed date, at a fixed local time around it (domain 6; 7: follow-ups go at 9:00). */
export function followUpSteps(f: FollowUpSnapshot, policy: Pick<ReminderPolicy, 'followUp'>): Step[] {
  const { daysFromDueDate, at } = policy.followUp;
  const remind = f.owner === 'contact' ? 'follow-up-contact' : 'follow-up-assignee';
  // The id is in the ladder: two follow-ups of one consult on the same day are two ladders.
  const rung = ladder(`follow-up:${f.id}`, localMoment(f.dueOn, 0, at));
  return byMoment(daysFromDueDate.map((days) => rung(`day${signed(days)}`, localMoment(f.dueOn, days, at), { remind })));
}

/** Of each ladder the latest step that is due: steps that fall due together are one reminder (domain 6). */
export function dueSteps(steps: Step[], now: Temporal.Instant): Step[] {
  const due = new Map<string, Step>();
  for (const step of byMoment(steps)) {
    if (Temporal.Instant.compare(step.dueAt, now) <= 0) due.set(`${step.ladder}\n${step.anchor}`, step);
  }
  return byMoment([...due.values()]);
}

/** When to look again: the first step after `now`; null when none is to come. */
export function nextDue(steps: Step[], now: Temporal.Instant): Temporal.Instant | null {
  return byMoment(steps).find((step) => Temporal.Instant.compare(step.dueAt, now) > 0)?.dueAt ?? null;
}

/** The same reason gives the same key, however often it is computed: what a send is recorded under, once. */
export function stepKey(recordId: string, step: Step): string {
  return [recordId, step.ladder, step.step, step.anchor].join('/');
}

const percentOf = (clock: RunningClock, percent: number, calendar: Calendar): Temporal.Instant | null =>
  addOpenTime(calendar, clock.startedAt, (clock.minutes * percent) / 100, 'all');

const isPressing = (s: ConsultSnapshot): boolean => s.urgency === 'acute' || s.urgency === 'high';

/**
 * Acute and high never close without a person (domain 6). Nor do red and black; those lie in the vault, so whoever
 * closes asks for them (`isGrave`).
 */
const mayCloseByItself = (s: ConsultSnapshot): boolean => !isPressing(s);
