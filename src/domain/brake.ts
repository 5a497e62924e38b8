import type { Role } from './vocabulary.js';

/** Reference data: how many different records an account of a role may open in an hour before it is slowed. */
export interface BrakePolicy {
  perHour: number;
  perRole: Partial<Record<Role, number>>;
  /** Stopped at this many times that number. */
  stopFactor: number;
}

export type Pace = 'free' | 'slow' | 'stop';

const slowsAt = (role: Role, policy: BrakePolicy): number => policy.perRole[role] ?? policy.perHour;

/** Never below where it is slowed, whatever the factor says. */
export const stopsAt = (role: Role, policy: BrakePolicy): number =>
  Math.ceil(slowsAt(role, policy) * Math.max(1, policy.stopFactor));

/** @param opened different records opened in the last hour, the one that is asked for not among them */
export function paceOf(opened: number, role: Role, policy: BrakePolicy): Pace {
  if (opened >= stopsAt(role, policy)) return 'stop';
  return opened >= slowsAt(role, policy) ? 'slow' : 'free';
}
