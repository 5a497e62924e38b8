import { describe, expect, it } from '@jest/globals';
import { HANDOVER, HANDOVER_STATES, HANDOVER_STEPS, handoverStep } from './handovers.js';

describe('what is offered to a successor', () => {
  it('is taken over, refused or taken back once, each by its own side', () => {
    expect([handoverStep('offered', 'accept', 'to'), handoverStep('offered', 'decline', 'to'), handoverStep('offered', 'withdraw', 'from')]).toEqual(['accepted', 'declined', 'withdrawn']);
    expect([handoverStep('offered', 'accept', 'from'), handoverStep('offered', 'withdraw', 'to')]).toEqual([null, null]);
    for (const state of HANDOVER_STATES.filter((one) => one !== 'offered')) {
      for (const step of HANDOVER_STEPS) for (const side of ['from', 'to'] as const) expect(handoverStep(state, step, side)).toBeNull();
    }
  });

  it('reaches every state', () => expect(new Set(HANDOVER.map(({ to }) => to))).toEqual(new Set(HANDOVER_STATES)));
});
