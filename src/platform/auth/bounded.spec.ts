import { describe, expect, it } from '@jest/globals';
import { Bounded } from './bounded.js';

const held = () => {
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
  };
  return { work, ends, most: () => most };
};
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('work of which only so much goes at a time', () => {
  it('waits for its turn, and what is too much is told to come back', async () => {
    const bounded = new Bounded(2, 3);
    const { work, ends, most } = held();
    const taken = Array.from({ length: 5 }, () => bounded.run(work));
    await expect(bounded.run(work)).rejects.toMatchObject({ code: 'busy', headers: { 'Retry-After': '5' } });
    for (let ended = 0; ended < 5; ended += 1) {
      await soon();
      ends[ended]!();
    }
    await Promise.all(taken);
    expect(most()).toBe(2);
  });

  it('that fails makes room for the next', async () => {
    const bounded = new Bounded(1, 1);
    await expect(bounded.run(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    await expect(bounded.run(async () => 'next')).resolves.toBe('next');
  });
});
