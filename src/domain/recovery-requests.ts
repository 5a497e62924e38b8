import type { Role } from './vocabulary.js';

/** Coming in again for who lost every way in: asked by one person, approved by another, and not before a day has passed (domain 10). */
export const RECOVERY_STATES = ['asked', 'approved', 'refused', 'stopped', 'used'] as const;
export type RecoveryState = (typeof RECOVERY_STATES)[number];
export type RecoveryAction = 'approve' | 'refuse' | 'stop' | 'use';

/** Written as one table; what is not in it cannot be. Whoever still reads the old mail stops it until it is used. */
export const RECOVERY_STEPS: Record<RecoveryState, Partial<Record<RecoveryAction, RecoveryState>>> = {
  asked: { approve: 'approved', refuse: 'refused', stop: 'stopped' },
  approved: { stop: 'stopped', use: 'used' },
  refused: {},
  stopped: {},
  used: {},
};

export const actionsIn = (state: RecoveryState): RecoveryAction[] => Object.keys(RECOVERY_STEPS[state]) as RecoveryAction[];

/** What only a federation or a team vouches for. */
const VOUCHED_BELOW: readonly Role[] = ['club-contact', 'counsellor', 'volunteer'];

/** Two people, never one, and never oneself; and of who reads content not two admins. */
export function mayApprove(
  asked: { by: string; as: Role },
  approver: { accountId: string; role: Role },
  account: { id: string; roles: readonly Role[] },
): boolean {
  if (approver.accountId === asked.by || approver.accountId === account.id) return false;
  return !(asked.as === 'admin' && approver.role === 'admin' && account.roles.some((role) => VOUCHED_BELOW.includes(role)));
}
