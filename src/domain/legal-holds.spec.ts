import { describe, expect, it } from '@jest/globals';
import { holdState, holdSteps, wrongEnd } from './legal-holds.js';

describe('a legal hold', () => {
  it.each([
    ['2026-10-13', 'past'],
    ['2026-10-12', 'past'],
    ['2026-10-14', null],
    ['2031-10-13', null],
    ['2031-10-14', 'too-far'],
  ])('put on 13 October 2026 until %s: %s', (endsOn, wrong) => expect(wrongEnd(endsOn, '2026-10-13')).toBe(wrong));

  it('is prolonged to a later day, five years from then at most', () => {
    expect(wrongEnd('2027-01-01', '2026-10-13', '2027-01-01')).toBe('not-later');
    expect(wrongEnd('2027-01-02', '2026-10-13', '2027-01-01')).toBeNull();
    expect(wrongEnd('2031-10-14', '2026-10-13', '2027-01-01')).toBe('too-far');
  });

  it('stands through its last day, unless it was lifted', () => {
    const hold = { endsOn: '2027-01-31', lifted: false };
    expect(holdState(hold, '2027-01-31')).toBe('standing');
    expect(holdState(hold, '2027-02-01')).toBe('ended');
    expect(holdState({ ...hold, lifted: true }, '2027-01-01')).toBe('lifted');
    expect(holdState({ ...hold, lifted: true }, '2028-01-01')).toBe('lifted');
  });

  it('reminds seven days before, at nine; a prolonged one anew', () => {
    const policy = { legalHold: { daysBefore: [7], at: '09:00' } };
    const [step] = holdSteps('2027-01-31', policy);
    expect(step!.dueAt.toString()).toBe('2027-01-24T08:00:00Z');
    expect(holdSteps('2027-02-28', policy)[0]!.anchor).not.toBe(step!.anchor);
  });
});
