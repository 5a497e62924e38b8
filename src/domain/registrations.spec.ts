import { describe, expect, it } from '@jest/globals';
import { INVITATION, INVITATION_STATES, INVITATION_STEPS, invitationStep } from './invitations.js';
import {
  REGISTRATION,
  REGISTRATION_STATES,
  REGISTRATION_STEPS,
  registrationAllows,
  registrationStep,
  UNDER_WAY,
  type RegistrationParty,
  type RegistrationState,
} from './registrations.js';

const PARTIES: RegistrationParty[] = ['registrar', 'candidate', 'approver', 'approvers', 'system'];
/** Over for good: somebody starts anew. */
const ENDS: RegistrationState[] = ['refused', 'withdrawn'];

/** What can be reached from these by any step of anybody. */
function reach(from: readonly (RegistrationState | null)[]): Set<RegistrationState> {
  const seen = new Set<RegistrationState>();
  let edge = [...from];
  while (edge.length) {
    edge = REGISTRATION.filter((row) => edge.includes(row.from) && !seen.has(row.to)).map(({ to }) => to);
    for (const state of edge) seen.add(state as RegistrationState);
  }
  return seen;
}

describe('a registration', () => {
  it('reaches every state from nothing, by steps that each stand somewhere', () => {
    expect(reach([null])).toEqual(new Set(REGISTRATION_STATES));
    expect(new Set(REGISTRATION.map(({ step }) => step))).toEqual(new Set(REGISTRATION_STEPS));
  });

  it('has no dead end but a no and a taking back', () => {
    for (const state of REGISTRATION_STATES) {
      const goesOn = PARTIES.some((party) => registrationAllows(state, party).length > 0);
      expect([state, goesOn]).toEqual([state, !ENDS.includes(state)]);
    }
  });

  it('comes to a mandate from everywhere but its ends, and only by those who approve', () => {
    for (const state of REGISTRATION_STATES) expect([state, reach([state]).has('active')]).toEqual([state, !ENDS.includes(state)]);
    const begins = REGISTRATION.filter(({ from, to }) => to === 'active' && from !== 'renewal' && from !== 'active');
    expect(begins).toEqual([{ from: 'accepted', step: 'approve', by: ['approvers'], to: 'active' }]);
  });

  it('is never looked at before the person said yes', () => {
    expect(REGISTRATION.filter(({ from, to }) => to === 'accepted' && from !== 'accepted').every(({ step, by }) => step === 'accept' && by.join() === 'candidate')).toBe(true);
  });

  it('says one thing a state, a step and a party', () => {
    for (const from of [null, ...REGISTRATION_STATES]) {
      for (const step of REGISTRATION_STEPS) {
        for (const by of PARTIES) {
          const rows = REGISTRATION.filter((row) => row.from === from && row.step === step && row.by.includes(by));
          expect(rows.length).toBeLessThanOrEqual(1);
          expect(registrationStep(from, step, by)).toBe(rows[0]?.to ?? null);
        }
      }
    }
  });

  it('is under way until it is a mandate, or over', () => {
    expect(REGISTRATION_STATES.filter((state) => !UNDER_WAY.includes(state))).toEqual(['active', 'renewal', 'refused', 'withdrawn']);
  });
});

describe('an invitation', () => {
  it('waits, and then it is over: sending again is another one', () => {
    expect(new Set(INVITATION.map(({ to }) => to))).toEqual(new Set(INVITATION_STATES));
    expect(new Set(INVITATION.map(({ step }) => step))).toEqual(new Set(INVITATION_STEPS));
    expect(INVITATION.filter(({ from }) => from !== null && from !== 'waiting')).toEqual([]);
    expect(invitationStep('waiting', 'accept')).toBe('accepted');
    for (const state of INVITATION_STATES.filter((one) => one !== 'waiting')) {
      for (const step of INVITATION_STEPS) expect([state, step, invitationStep(state, step)]).toEqual([state, step, null]);
    }
  });
});
