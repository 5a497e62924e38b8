import { describe, expect, it } from '@jest/globals';
import { backoffSeconds, isFinal, isPermanentSmtp, MAX_ATTEMPTS } from './retry.js';

describe('a send that fails', () => {
  it('is tried again after seconds first, then minutes, then each hour', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 70].map(backoffSeconds)).toEqual([5, 15, 60, 300, 900, 1800, 3600, 3600, 3600]);
    expect([0, -1].map(backoffSeconds)).toEqual([5, 5]);
  });

  it('is given up after about three days, not before', () => {
    const waited = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, i) => backoffSeconds(i + 1)).reduce((a, b) => a + b, 0);
    expect(waited).toBeGreaterThanOrEqual(3 * 24 * 3600);
    expect(waited).toBeLessThan(3 * 24 * 3600 + 3600);
    expect([isFinal(1), isFinal(MAX_ATTEMPTS - 1), isFinal(MAX_ATTEMPTS)]).toEqual([false, false, true]);
  });

  it.each([
    ['an address that does not exist is refused for good', 550, true],
    ['a moved address is refused for good', 551, true],
    ['a badly written address is refused for good', 553, true],
    ['a busy server is tried again', 421, false],
    ['a greylisting server is tried again', 451, false],
    ['a lost connection is tried again', undefined, false],
    ['our own wrong password refuses nobody', 535, false],
    ['a server that takes no mail at all refuses nobody', 521, false],
    ['a full mailbox is tried again', 552, false],
  ])('%s', (_what, code, permanent) => expect(isPermanentSmtp(code)).toBe(permanent));
});
