import { describe, expect, it } from '@jest/globals';
import { actionsIn, mayApprove, RECOVERY_STATES, RECOVERY_STEPS } from './recovery-requests.js';

describe('coming in again without any way in', () => {
  it('every state is reached from the first, and nothing comes back from an end', () => {
    const reached = new Set<string>(['asked']);
    for (const state of RECOVERY_STATES) for (const action of actionsIn(state)) reached.add(RECOVERY_STEPS[state][action]!);
    expect([...reached].sort()).toEqual([...RECOVERY_STATES].sort());
    expect(RECOVERY_STATES.filter((state) => !actionsIn(state).length)).toEqual(['refused', 'stopped', 'used']);
  });

  it('takes two people, and none of them is she', () => {
    const account = { id: 'she', roles: ['club-contact' as const] };
    const asked = { by: 'fatima', as: 'federation-contact' as const };
    expect(mayApprove(asked, { accountId: 'fatima', role: 'federation-contact' }, account)).toBe(false);
    expect(mayApprove(asked, { accountId: 'she', role: 'admin' }, account)).toBe(false);
    expect(mayApprove(asked, { accountId: 'ann', role: 'admin' }, account)).toBe(true);
  });

  it('two admins do not let a reader of content in', () => {
    const asked = { by: 'ann', as: 'admin' as const };
    const bo = { accountId: 'bo', role: 'admin' as const };
    for (const role of ['club-contact', 'counsellor', 'volunteer'] as const) expect(mayApprove(asked, bo, { id: 'x', roles: [role] })).toBe(false);
    expect(mayApprove(asked, bo, { id: 'x', roles: ['team-lead'] })).toBe(true);
    expect(mayApprove(asked, { accountId: 'lotte', role: 'team-lead' }, { id: 'x', roles: ['counsellor'] })).toBe(true);
  });
});
