/** What may happen to a record that its asker offers to another contact of her organisation (domain 10). */
export const HANDOVER_STATES = ['offered', 'accepted', 'declined', 'withdrawn'] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

export const HANDOVER_STEPS = ['offer', 'accept', 'decline', 'withdraw'] as const;
export type HandoverStep = (typeof HANDOVER_STEPS)[number];

/** Who offers, and who takes over. */
export type HandoverSide = 'from' | 'to';

export const HANDOVER: readonly { from: HandoverState | null; step: HandoverStep; by: HandoverSide; to: HandoverState }[] = [
  { from: null, step: 'offer', by: 'from', to: 'offered' },
  { from: 'offered', step: 'accept', by: 'to', to: 'accepted' },
  { from: 'offered', step: 'decline', by: 'to', to: 'declined' },
  { from: 'offered', step: 'withdraw', by: 'from', to: 'withdrawn' },
];

/** Where a step leads; null when this state does not allow it to this side. */
export const handoverStep = (from: HandoverState | null, step: HandoverStep, by: HandoverSide): HandoverState | null =>
  HANDOVER.find((row) => row.from === from && row.step === step && row.by === by)?.to ?? null;
