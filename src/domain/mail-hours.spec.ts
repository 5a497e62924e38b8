import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { isExempt, mailMoment, mayBeGathered } from './mail-hours.js';

const policy = { mailHours: { from: '08:00', to: '21:00' } };
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Brussels').toInstant();

describe('mail at night', () => {
  it.each([
    ['a mail at eight sharp leaves now', '2019-03-04T08:00', null],
    ['a mail at one to nine in the evening leaves now', '2019-03-04T20:59:59.999', null],
    ['a mail at nine in the evening waits for the morning', '2019-03-04T21:00', '2019-03-05T08:00'],
    ['a mail just before eight waits a moment', '2019-03-04T07:59:59.999', '2019-03-04T08:00'],
    ['a mail after midnight waits for the same morning', '2019-03-04T00:30', '2019-03-04T08:00'],
    ['a mail in the night that loses an hour waits until eight', '2019-03-30T22:00', '2019-03-31T08:00'],
    ['a mail in the night that gains an hour waits until eight', '2019-10-26T22:00', '2019-10-27T08:00'],
    ['a mail on the last evening of the year waits for the new one', '2019-12-31T23:00', '2020-01-01T08:00'],
  ])('%s', (_what, now, expected) => {
    const moment = mailMoment(at(now), { exempt: false }, policy);
    expect(moment?.toString() ?? null).toBe(expected === null ? null : at(expected).toString());
  });

  it('an exempt mail never waits', () => {
    expect(mailMoment(at('2019-03-04T03:00'), { exempt: true }, policy)).toBeNull();
  });

  it('nobody ever waits longer than a night, nor gets mail in one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 * 366 * 24 * 60 }), (minutes) => {
        const now = at('2019-01-01T00:00').add({ minutes });
        const leaves = mailMoment(now, { exempt: false }, policy) ?? now;
        expect(leaves.toZonedDateTimeISO('Europe/Brussels').hour).toBeGreaterThanOrEqual(8);
        expect(leaves.toZonedDateTimeISO('Europe/Brussels').hour).toBeLessThan(21);
        expect(now.until(leaves).total('hours')).toBeLessThanOrEqual(12);
      }),
    );
  });
});

describe('who may be mailed at night', () => {
  it.each([
    ['an open team, about an acute consult', { urgency: 'acute', teamOpen: true, event: 'submitted' }, true],
    ['a closed team is not, about an acute consult', { urgency: 'acute', teamOpen: false, event: 'submitted' }, false],
    ['an open team is not, about a high consult', { urgency: 'high', teamOpen: true, event: 'submitted' }, false],
    ['a contact with an answer to a high consult', { urgency: 'high', teamOpen: false, event: 'answer' }, true],
    ['a contact with a question about an acute consult', { urgency: 'acute', teamOpen: false, event: 'information-request' }, true],
    ['a contact with an answer to a normal consult is not', { urgency: 'normal', teamOpen: true, event: 'answer' }, false],
    ['a contact is not, about her account', { urgency: null, teamOpen: true, event: 'invitation' }, false],
  ] as const)('%s', (_who, reason, expected) => expect(isExempt(reason)).toBe(expected));
});

describe('a daily digest', () => {
  it.each([
    ['what happens at seven comes the same morning', '2019-03-04T07:00', '2019-03-04T08:00'],
    ['what happens at eight sharp comes tomorrow', '2019-03-04T08:00', '2019-03-05T08:00'],
    ['what happens in the evening comes tomorrow', '2019-03-04T22:00', '2019-03-05T08:00'],
    ['what happens before the night that loses an hour comes at eight', '2019-03-30T12:00', '2019-03-31T08:00'],
  ])('%s', (_what, now, expected) => {
    expect(String(mailMoment(at(now), { exempt: false, gathered: true }, policy))).toBe(String(at(expected)));
  });

  it.each([
    ['a new question', { urgency: 'normal', event: 'consult.submitted' }, true],
    ['news of a question of policy', { urgency: 'low', event: 'consult.closed' }, true],
    ['an answer is not', { urgency: 'low', event: 'answer' }, false],
    ['a question to the contact is not', { urgency: 'normal', event: 'information-request' }, false],
    ['anything about a high consult is not', { urgency: 'high', event: 'consult.submitted' }, false],
    ['anything about an acute consult is not', { urgency: 'acute', event: 'consult.closed' }, false],
  ] as const)('gathers %s', (_what, reason, expected) => expect(mayBeGathered(reason)).toBe(expected));
});
