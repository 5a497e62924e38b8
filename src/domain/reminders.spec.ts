import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Calendar } from './opening-hours.js';
import { type ConsultSnapshot, consultSteps, dueSteps, followUpSteps, nextDue, type ReminderPolicy, type Step, stepKey } from './reminders.js';
import { STATUSES, URGENCIES } from './vocabulary.js';

const policy = JSON.parse(readFileSync('reference-data/reminders.json', 'utf8')) as ReminderPolicy;
const office: [string, string][] = [['09:00', '17:00']];
const weekdays: Calendar = {
  sets: [{ channel: 'phone', validFrom: '2012-01-01', published: true, weekly: { 1: office, 2: office, 3: office, 4: office, 5: office } }],
};
const never: Calendar = { sets: [] };

/** Local time in Brussels; 4 March 2019 is a Monday. */
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Brussels').toInstant();
const monday9 = at('2019-03-04T09:00');

const nothing: ConsultSnapshot = {
  status: 'submitted', urgency: 'normal', clock: null, submittedAt: null, claimedAt: null,
  lastTeamActivityAt: null, askedAt: null, unreadSince: null, answeredAndReadSince: null, draftTouchedAt: null, is1712: true,
};
const submitted: ConsultSnapshot = { ...nothing, clock: { startedAt: monday9, minutes: 960 }, submittedAt: monday9 };
const claimed: ConsultSnapshot = { ...submitted, status: 'in-progress', claimedAt: monday9 };
const asked: ConsultSnapshot = { ...nothing, status: 'waiting-for-contact', askedAt: monday9 };
const answered: ConsultSnapshot = { ...nothing, status: 'answered', answeredAndReadSince: monday9 };

const effect = (step: Step) => ('remind' in step.effect ? step.effect.remind : step.effect.act);
const local = (moment: Temporal.Instant) => moment.toZonedDateTimeISO('Europe/Brussels').toPlainDateTime().toString().slice(0, 16);
const plan = (s: ConsultSnapshot, calendar = weekdays) => consultSteps(s, policy, calendar).map((step) => [local(step.dueAt), effect(step)]);
const dueAt = (s: ConsultSnapshot, moment: string) => dueSteps(consultSteps(s, policy, weekdays), at(moment)).map(effect);

describe('what is due when', () => {
  const table: [who: string, s: ConsultSnapshot, steps: [string, string][]][] = [
    ['a team with an unclaimed consult hears it at half of the target, everyone at the whole of it', submitted,
      [['2019-03-04T17:00', 'unclaimed-team'], ['2019-03-05T17:00', 'unclaimed-everyone']]],
    ['an assignee who does not answer hears it at 80 %, the lead at 100 %, and after two silent targets it is released', claimed,
      [['2019-03-05T13:48', 'unanswered-assignee'], ['2019-03-05T17:00', 'unanswered-lead'], ['2019-03-07T17:00', 'release']]],
    ['an assignee who wrote something is not silent until two targets later', { ...claimed, lastTeamActivityAt: at('2019-03-06T09:00') },
      [['2019-03-05T13:48', 'unanswered-assignee'], ['2019-03-05T17:00', 'unanswered-lead'], ['2019-03-11T17:00', 'release']]],
    ['an assignee who waited for the contact is not released on her reply, and has full targets of silence',
      { ...claimed, claimedAt: at('2019-02-04T09:00'), lastTeamActivityAt: at('2019-02-04T10:00'), clock: { startedAt: monday9, minutes: 10 }, targetMinutes: 960 },
      [['2019-03-04T09:08', 'unanswered-assignee'], ['2019-03-04T09:10', 'unanswered-lead'], ['2019-03-07T17:00', 'release']]],
    ['a contact who was asked something hears it after 3, 7 and 14 days and a normal one closes after 21', asked,
      [['2019-03-07T09:00', 'information-asked'], ['2019-03-11T09:00', 'information-asked'], ['2019-03-18T09:00', 'information-asked'], ['2019-03-25T09:00', 'close-no-reaction']]],
    ['a contact with an unread answer hears it after three days', { ...nothing, status: 'answered', unreadSince: monday9 }, [['2019-03-07T09:00', 'unread-contact']]],
    ['a contact with an unread answer to an acute consult hears it after 4 open hours, and the assignee phones after 8',
      { ...nothing, status: 'answered', urgency: 'acute', unreadSince: at('2019-03-08T15:00') }, [['2019-03-11T11:00', 'unread-contact'], ['2019-03-11T15:00', 'unread-phone']]],
    ['a contact who read the answer is asked how it ended, then the counsellor is asked to close, then it closes', answered,
      [['2019-03-18T09:00', 'how-did-it-end'], ['2019-03-25T09:00', 'how-did-it-end'], ['2019-04-01T09:00', 'how-did-it-end'], ['2019-04-08T09:00', 'ask-to-close'], ['2019-04-22T09:00', 'close-after-answer']]],
    ['a contact whose draft lies for a day hears once that it was not sent', { ...nothing, status: 'draft', draftTouchedAt: monday9 }, [['2019-03-05T09:00', 'draft-not-sent']]],
    ['nobody hears anything of a closed consult', { ...submitted, status: 'closed', unreadSince: monday9 }, []],
    ['nobody hears anything of a withdrawn consult', { ...submitted, status: 'withdrawn', unreadSince: monday9 }, []],
    ['nobody is chased while the clock stands still', { ...nothing, status: 'in-progress' }, []],
  ];
  it.each(table)('%s', (_who, s, steps) => expect(plan(s)).toEqual(steps));

  it.each(['acute', 'high'] as const)('an %s consult never closes by itself: assignee and lead are told', (urgency) => {
    expect(plan({ ...asked, urgency }).at(-1)).toEqual(['2019-03-25T09:00', 'information-stays-open']);
    expect(plan({ ...answered, urgency }).at(-1)).toEqual(['2019-04-08T09:00', 'ask-to-close']);
  });

  it('the lead is told at once when nobody is signed in for an acute consult, or when the team opens', () => {
    const steps = (submittedAt: string) => plan({ ...nothing, urgency: 'acute', submittedAt: at(submittedAt) });
    expect(steps('2019-03-04T10:00')).toEqual([['2019-03-04T10:00', 'nobody-signed-in'], ['2019-03-04T10:05', 'nobody-signed-in']]);
    expect(steps('2019-03-09T22:00')).toEqual([['2019-03-11T09:00', 'nobody-signed-in'], ['2019-03-11T09:05', 'nobody-signed-in']]);
    expect(plan({ ...nothing, urgency: 'normal', submittedAt: monday9 })).toEqual([]);
  });

  it('a team that never opens has no moments of open time', () => {
    expect(plan({ ...submitted, urgency: 'acute' }, never)).toEqual([]);
  });

  it('a calendar day stays a day for the contact when the clock changes', () => {
    expect(plan({ ...asked, askedAt: at('2019-03-29T20:00') })[0]).toEqual(['2019-04-01T20:00', 'information-asked']);
  });
});

describe('who is told once, and who again', () => {
  it('a contact away for eight days gets one reminder of the ladder, the latest', () => {
    expect(dueAt(asked, '2019-03-12T09:00')).toEqual(['information-asked']);
    expect(dueSteps(consultSteps(asked, policy, weekdays), at('2019-03-12T09:00'))[0]?.step).toBe('day+7');
  });

  it('a contact who did not read a request is reminded of both reasons', () => {
    expect(dueAt({ ...asked, unreadSince: monday9 }, '2019-03-07T09:00').sort()).toEqual(['information-asked', 'unread-contact']);
  });

  it('a silent consult is released without telling the lead in the same breath', () => {
    expect(dueAt(claimed, '2019-03-08T09:00')).toEqual(['release']);
  });

  it('a step is due at its moment and not a nanosecond earlier', () => {
    const steps = consultSteps(asked, policy, weekdays);
    expect(dueSteps(steps, at('2019-03-07T09:00').subtract({ nanoseconds: 1 }))).toEqual([]);
    expect(dueSteps(steps, at('2019-03-07T09:00'))).toHaveLength(1);
    expect(local(nextDue(steps, at('2019-03-07T09:00'))!)).toBe('2019-03-11T09:00');
    expect(nextDue(steps, at('2020-01-01T09:00'))).toBeNull();
  });

  const keys = (s: ConsultSnapshot) => consultSteps(s, policy, weekdays).map((step) => stepKey('consult-1', step));
  const shared = (a: ConsultSnapshot, b: ConsultSnapshot) => keys(a).filter((key) => keys(b).includes(key)).length;

  it('the same wait gives the same keys, and another consult other ones', () => {
    expect(keys({ ...claimed })).toEqual(keys(claimed));
    expect(keys(claimed)).not.toContain(stepKey('consult-2', consultSteps(claimed, policy, weekdays)[0]!));
  });

  it.each<[string, ConsultSnapshot, ConsultSnapshot]>([
    ['a team gets reminders anew after a release', submitted, { ...submitted, submittedAt: at('2019-03-05T10:00') }],
    ['a team gets reminders anew when the urgency rises', submitted, { ...submitted, urgency: 'acute', clock: { startedAt: at('2019-03-04T11:00'), minutes: 30 } }],
    ['a new assignee gets reminders anew', claimed, { ...claimed, claimedAt: at('2019-03-05T10:00') }],
    ['a contact who is asked a second time gets reminders anew', asked, { ...asked, askedAt: at('2019-04-05T10:00') }],
  ])('%s', (_who, first, second) => expect(shared(first, { ...second })).toBe(0));

  it('an assignee who writes is not reminded twice, and can be released after a later silence', () => {
    expect(shared(claimed, { ...claimed, lastTeamActivityAt: at('2019-03-06T09:00') })).toBe(2);
  });
});

describe('the owner of a follow-up', () => {
  it('hears it at nine the day before, on the day, and 3 and 7 days after, also when the clock changes', () => {
    const steps = followUpSteps({ id: 'f1', dueOn: '2019-03-31', owner: 'contact' }, policy);
    expect(steps.map((step) => [local(step.dueAt), effect(step)])).toEqual(
      ['2019-03-30', '2019-03-31', '2019-04-03', '2019-04-07'].map((day) => [`${day}T09:00`, 'follow-up-contact']),
    );
    expect(followUpSteps({ id: 'f1', dueOn: '2019-03-31', owner: 'assignee' }, policy).map(effect)).toContain('follow-up-assignee');
  });

  it('hears of two follow-ups on one day apart, and anew when the date moves', () => {
    const on = (id: string, dueOn: string) => followUpSteps({ id, dueOn, owner: 'contact' }, policy);
    expect(dueSteps([...on('f1', '2019-03-31'), ...on('f2', '2019-03-31')], at('2019-05-01T09:00'))).toHaveLength(2);
    expect(stepKey('f1', on('f1', '2019-03-31')[0]!)).not.toBe(stepKey('f1', on('f1', '2019-04-01')[0]!));
  });
});

describe('whatever state a consult is in', () => {
  const moment = fc.integer({ min: 0, max: 60 * 24 * 60 }).map((minutes) => monday9.add({ minutes }));
  const maybe = fc.option(moment, { nil: null });
  const snapshot: fc.Arbitrary<ConsultSnapshot> = fc.record({
    status: fc.constantFrom(...STATUSES), urgency: fc.constantFrom(...URGENCIES),
    clock: fc.option(fc.record({ startedAt: moment, minutes: fc.integer({ min: 0, max: 2400 }) }), { nil: null }),
    submittedAt: maybe, claimedAt: maybe, lastTeamActivityAt: maybe, askedAt: maybe, unreadSince: maybe,
    answeredAndReadSince: maybe, draftTouchedAt: maybe, is1712: fc.boolean(),
  });

  it('its steps are in order, have a key each, and at most one per ladder is due', () => {
    fc.assert(
      fc.property(snapshot, moment, (s, now) => {
        const steps = consultSteps(s, policy, weekdays);
        const moments = steps.map((step) => step.dueAt.epochMilliseconds);
        expect(moments).toEqual([...moments].sort((a, b) => a - b));
        expect(new Set(steps.map((step) => stepKey('c', step))).size).toBe(steps.length);
        const due = dueSteps(steps, now);
        expect(new Set(due.map((step) => step.ladder)).size).toBe(due.length);
        expect(due.every((step) => Temporal.Instant.compare(step.dueAt, now) <= 0)).toBe(true);
        const next = nextDue(steps, now);
        if (next) expect(Temporal.Instant.compare(next, now)).toBe(1);
      }),
      { numRuns: 150 },
    );
  });

  it('nothing pressing closes without a person', () => {
    fc.assert(
      fc.property(snapshot, (s) => {
        fc.pre(s.urgency === 'acute' || s.urgency === 'high');
        expect(consultSteps(s, policy, weekdays).map(effect).filter((name) => name.startsWith('close'))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
