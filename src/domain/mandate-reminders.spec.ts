import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { mandateSteps, septemberSteps, type Asked } from './mandate-reminders.js';
import { dueSteps, stepKey } from './reminders.js';

const policy = { mandate: { daysBefore: [60, 30, 7], at: '09:00' } };
const local = (validTo: string) =>
  mandateSteps(validTo, policy).map((step) => step.dueAt.toZonedDateTimeISO('Europe/Brussels').toPlainDateTime().toString());

describe('a contact whose mandate ends', () => {
  it('hears it 60, 30 and 7 days before, at nine on both sides of a clock change', () => {
    expect(local('2019-05-01')).toEqual(['2019-03-02T09:00:00', '2019-04-01T09:00:00', '2019-04-24T09:00:00']);
  });

  it('hears only the latest when she was invited late', () => {
    const steps = mandateSteps('2019-05-01', policy);
    expect(dueSteps(steps, steps[1]!.dueAt).map((step) => step.step)).toEqual(['30-days-before']);
  });

  it('hears it anew for a renewed mandate', () => {
    expect(stepKey('m1', mandateSteps('2019-05-01', policy)[0]!)).not.toBe(stepKey('m1', mandateSteps('2021-05-01', policy)[0]!));
  });

  it('hears nothing when it has no end', () => expect(mandateSteps(null, policy)).toEqual([]));
});

describe('the question of 1 September', () => {
  const asks = { ...policy, septemberAnswerDays: 30 };
  const on = (today: string, more: Partial<Asked> = {}) =>
    septemberSteps({ validFrom: '2024-01-01', askedOn: null, answeredOn: null, ...more }, Temporal.PlainDate.from(today), asks).map(
      ({ step, dueAt }) => `${step} ${dueAt.toZonedDateTimeISO('Europe/Brussels').toPlainDateTime()}`,
    );
  const ASK = 'ask 2026-09-01T09:00:00';

  it('is put in September, to who was a contact before', () => {
    expect(on('2026-08-31')).toEqual([]);
    expect(on('2026-09-01')).toEqual([ASK]);
    expect(on('2026-09-30')).toEqual([ASK]);
    expect(on('2026-10-01')).toEqual([]);
    expect(on('2026-09-10', { validFrom: '2026-09-01' })).toEqual([]);
  });

  it('is put anew each year, and answered once a year', () => {
    expect(on('2026-09-02', { askedOn: '2025-09-01', answeredOn: '2025-09-03' })).toEqual([ASK]);
    expect(on('2026-09-02', { askedOn: '2026-09-01', answeredOn: '2026-09-02' })).toEqual([]);
  });

  it('is told on when nobody answered for thirty days, and not half a year later', () => {
    const asked = { askedOn: '2026-09-03' };
    expect(on('2026-10-02', asked)).toEqual(['unanswered 2026-10-03T09:00:00']);
    expect(on('2026-10-03', { ...asked, answeredOn: '2026-09-20' })).toEqual([]);
    expect(on('2026-10-03', { ...asked, answeredOn: '2025-09-20' })).toEqual(['unanswered 2026-10-03T09:00:00']);
    expect(on('2027-03-03', asked)).toEqual([]);
  });
});
