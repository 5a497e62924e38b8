import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOver, isShownSince, secondFactorAt, subjectsOf } from './single-sign-on.js';

const ACR = ['urn:test:eid', 'urn:test:itsme'];
const MINUTE = 60_000;

describe('who somebody is, by the provider', () => {
  it('is the number at the Flemish government where there is one, else the provider’s own', () => {
    expect(subjectsOf({ sub: 'a1', vo_id: 'v1' })).toEqual(['vo_id:v1', 'sub:a1']);
    expect(subjectsOf({ sub: 'a1' })).toEqual(['sub:a1']);
    for (const vo_id of ['', '  ', 7, null, ['v1'], 'v'.repeat(256)]) expect(subjectsOf({ sub: 'a1', vo_id })).toEqual(['sub:a1']);
  });

  it('nobody’s number passes for another’s sub, whatever both are', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (sub, voId) => {
        expect(subjectsOf({ sub: voId })[0]).not.toBe(subjectsOf({ sub, vo_id: `${voId}x` })[0]);
        expect(new Set(subjectsOf({ sub: voId, vo_id: `${voId}x` })).size).toBe(2);
      }),
    );
  });

  it('a second factor counts when the provider says it in words that are known here', () => {
    expect(secondFactorAt({ sub: 'a', acr: ACR[1], auth_time: 1_700_000_000 }, ACR)).toEqual(new Date(1_700_000_000_000));
    expect(secondFactorAt({ sub: 'a', amr: ['pwd', 'mfa'], auth_time: 1_700_000_000 }, [])).toEqual(new Date(1_700_000_000_000));
    for (const claims of [{}, { acr: 'urn:test:password' }, { acr: ACR }, { amr: 'mfa' }, { amr: ['pwd'] }, { auth_time: 1_700_000_000 }]) {
      expect(secondFactorAt({ sub: 'a', ...claims }, ACR)).toBeUndefined();
    }
    expect(secondFactorAt({ sub: 'a', acr: '' }, [])).toBeUndefined();
  });

  it('without its moment it is never fresh', () => {
    for (const auth_time of [undefined, 'now', Number.NaN, null]) {
      const at = secondFactorAt({ sub: 'a', acr: ACR[0], auth_time }, ACR);
      expect(at).toEqual(new Date(0));
      expect(isShownSince(at, Date.now())).toBe(false);
    }
  });

  it('what was shown before it was asked for is not shown since, clocks aside', () => {
    const asked = Date.UTC(2026, 9, 13, 8);
    expect(isShownSince(undefined, asked)).toBe(false);
    expect(isShownSince(new Date(asked - MINUTE), asked)).toBe(false);
    expect(isShownSince(new Date(asked - 10_000), asked)).toBe(true);
    expect(isShownSince(new Date(asked + MINUTE), asked)).toBe(true);
  });

  it('lasts ten minutes', () => {
    const began = Date.UTC(2026, 9, 13, 8);
    expect([0, 10, 11].map((minutes) => isOver(began, began + minutes * MINUTE))).toEqual([false, false, true]);
    expect(isOver(began, began - MINUTE)).toBe(true);
  });
});
