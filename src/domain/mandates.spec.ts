import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ENDING_REASONS, standingOf, type MandateDates } from './mandates.js';
import { ROLES } from './vocabulary.js';

const POLICY = { expiredReadMonths: 12 };
const mandate = (more: Partial<MandateDates> = {}): MandateDates => ({
  role: 'club-contact',
  validFrom: '2024-01-01',
  validTo: '2026-02-28',
  endedOn: null,
  endingReason: null,
  suspended: false,
  ...more,
});
const on = (day: string, more: Partial<MandateDates> = {}) => standingOf(mandate(more), day, POLICY);

describe('how a mandate stands', () => {
  it('is valid from its first day to its last, and a contact’s reads on for a year', () => {
    expect(['2023-12-31', '2024-01-01', '2026-02-28', '2026-03-01', '2027-02-28', '2027-03-01'].map((day) => on(day))).toEqual([
      'none', 'active', 'active', 'expired', 'expired', 'none',
    ]);
  });

  it('leaves nothing to whoever is of a team, once it is over', () => {
    expect([on('2026-03-01', { role: 'counsellor' }), on('2026-02-02', { role: 'team-lead', endedOn: '2026-02-01', endingReason: 'left' })]).toEqual(['none', 'none']);
  });

  it('ends after its last day, and for cause at once', () => {
    const left = { endedOn: '2026-02-01', endingReason: 'left' } as const;
    expect([on('2026-02-01', left), on('2026-02-02', left), on('2030-01-01', left)]).toEqual(['active', 'ended', 'ended']);
    expect(on('2026-01-01', { endedOn: '2026-02-01', endingReason: 'for-cause' })).toBe('none');
  });

  const day = fc.date({ min: new Date('2023-01-01'), max: new Date('2029-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  const any = fc.record({
    role: fc.constantFrom(...ROLES),
    validFrom: day,
    validTo: fc.option(day),
    endedOn: fc.option(day),
    endingReason: fc.option(fc.constantFrom(...ENDING_REASONS)),
    suspended: fc.boolean(),
  });

  it('suspended is nothing, whatever else; and only contacts expire or end', () => {
    fc.assert(
      fc.property(any, day, (one, today) => {
        const standing = standingOf(one, today, POLICY);
        expect(standingOf({ ...one, suspended: true }, today, POLICY)).toBe('none');
        if (standing === 'expired' || standing === 'ended') expect(['club-contact', 'federation-contact']).toContain(one.role);
      }),
    );
  });

  it('once ended, a mandate never stands better on a later day', () => {
    fc.assert(
      fc.property(any, day, day, (one, a, b) => {
        const [first, later] = a < b ? [a, b] : [b, a];
        if (standingOf(one, first, POLICY) === 'ended') expect(['ended', 'none']).toContain(standingOf(one, later, POLICY));
      }),
    );
  });
});
