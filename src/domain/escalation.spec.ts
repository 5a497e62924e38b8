import { describe, expect, it } from '@jest/globals';
import {
  ESCALATION,
  ESCALATION_STATES,
  ESCALATION_STEPS,
  escalationAllows,
  escalationStep,
  isStanding,
  type EscalationSide,
  type EscalationState,
  type EscalationStep,
} from './escalation.js';

const SIDES: EscalationSide[] = ['asker', 'federation'];

/** Domain 5, written out once more: who may do what, and where it leads. What is not here is refused. */
const LEADS: [EscalationSide, EscalationState, EscalationStep, EscalationState][] = [
  ['federation', 'asked', 'accept', 'accepted'],
  ['federation', 'asked', 'decline', 'declined'],
  ['asker', 'asked', 'withdraw', 'withdrawn'],
  ['federation', 'accepted', 'open-consult', 'accepted'],
];

describe('an escalation to the federation', () => {
  it('goes where domain 5 says, for each side, in every state, and nowhere else', () => {
    for (const side of SIDES) {
      for (const state of ESCALATION_STATES) {
        for (const step of ESCALATION_STEPS) {
          const says = LEADS.find(([who, from, what]) => who === side && from === state && what === step)?.[3] ?? null;
          expect([side, state, step, escalationStep(state, step, side)]).toEqual([side, state, step, says]);
          expect(escalationAllows(state, side).includes(step)).toBe(says !== null);
        }
      }
    }
  });

  it('begins with the club’s contact who asks, and with nothing else', () => {
    expect(ESCALATION.filter(({ from }) => from === null)).toEqual([{ from: null, step: 'ask', by: 'asker', to: 'asked' }]);
  });

  it('reaches every state, and the federation never undoes its word', () => {
    expect(new Set(ESCALATION.map(({ to }) => to))).toEqual(new Set(ESCALATION_STATES));
    expect(escalationAllows('declined', 'federation')).toEqual([]);
    expect(escalationAllows('accepted', 'federation')).toEqual(['open-consult']);
  });

  it('stands while it waits and once it is accepted: only then no second one may be asked', () => {
    expect(ESCALATION_STATES.filter(isStanding)).toEqual(['asked', 'accepted']);
  });
});
