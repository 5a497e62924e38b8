import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { paceOf, stopsAt, type BrakePolicy } from './brake.js';
import { ROLES } from './vocabulary.js';

const policies: fc.Arbitrary<BrakePolicy> = fc.record({
  perHour: fc.nat(500),
  perRole: fc.dictionary(fc.constantFrom(...ROLES), fc.nat(500)),
  stopFactor: fc.double({ min: 0, max: 10, noNaN: true }),
});
const cases = [fc.nat(6000), fc.constantFrom(...ROLES), policies] as const;

describe('the brake', () => {
  const policy: BrakePolicy = { perHour: 60, perRole: { volunteer: 30 }, stopFactor: 2 };

  it.each([
    [0, 'counsellor', 'free'],
    [59, 'counsellor', 'free'],
    [60, 'counsellor', 'slow'],
    [119, 'counsellor', 'slow'],
    [120, 'counsellor', 'stop'],
    [29, 'volunteer', 'free'],
    [30, 'volunteer', 'slow'],
    [60, 'volunteer', 'stop'],
  ] as const)('after %d others in the hour a %s is %s', (opened, role, pace) => {
    expect(paceOf(opened, role, policy)).toBe(pace);
  });

  it('never lets go as more is opened', () => {
    const order = ['free', 'slow', 'stop'];
    fc.assert(
      fc.property(...cases, (opened, role, policy) => {
        const now = order.indexOf(paceOf(opened, role, policy));
        expect(order.indexOf(paceOf(opened + 1, role, policy))).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('stops exactly from the number that it names, and never before it slows', () => {
    fc.assert(
      fc.property(...cases, (opened, role, policy) => {
        expect(paceOf(opened, role, policy) === 'stop').toBe(opened >= stopsAt(role, policy));
        expect(stopsAt(role, policy)).toBeGreaterThanOrEqual(policy.perRole[role] ?? policy.perHour);
      }),
    );
  });

  it('what holds for one role says nothing of another', () => {
    fc.assert(
      fc.property(fc.nat(6000), policies, fc.nat(500), (opened, policy, other) => {
        const changed = { ...policy, perRole: { ...policy.perRole, volunteer: other } };
        expect(paceOf(opened, 'counsellor', changed)).toBe(paceOf(opened, 'counsellor', policy));
      }),
    );
  });
});
