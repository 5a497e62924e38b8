import { describe, expect, it } from '@jest/globals';
import { mandateSteps } from './mandate-reminders.js';
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
