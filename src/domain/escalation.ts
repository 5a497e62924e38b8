/** What may happen to an escalation to the federation (domain 5). */
export const ESCALATION_STATES = ['asked', 'accepted', 'declined', 'withdrawn'] as const;
export type EscalationState = (typeof ESCALATION_STATES)[number];

export const ESCALATION_STEPS = ['ask', 'accept', 'decline', 'withdraw', 'open-consult'] as const;
export type EscalationStep = (typeof ESCALATION_STEPS)[number];

/** The club's contact who asked, and the contacts of the federation that she asked. */
export type EscalationSide = 'asker' | 'federation';

interface Transition {
  from: EscalationState | null;
  step: EscalationStep;
  by: EscalationSide;
  to: EscalationState;
}

export const ESCALATION: readonly Transition[] = [
  { from: null, step: 'ask', by: 'asker', to: 'asked' },
  { from: 'asked', step: 'accept', by: 'federation', to: 'accepted' },
  { from: 'asked', step: 'decline', by: 'federation', to: 'declined' },
  { from: 'asked', step: 'withdraw', by: 'asker', to: 'withdrawn' },
  { from: 'accepted', step: 'open-consult', by: 'federation', to: 'accepted' },
];

/** Where a step leads; null when this state does not allow it to this side. */
export const escalationStep = (from: EscalationState, step: EscalationStep, by: EscalationSide): EscalationState | null =>
  ESCALATION.find((row) => row.from === from && row.step === step && row.by === by)?.to ?? null;

/** What this side may do now, in the order of the table. */
export const escalationAllows = (state: EscalationState, side: EscalationSide): EscalationStep[] =>
  ESCALATION.filter(({ from, by }) => from === state && by === side).map(({ step }) => step);

/** A consult has one at a time: after "no" or after taking it back she may ask again. */
export const isStanding = (state: EscalationState): boolean => state === 'asked' || state === 'accepted';
