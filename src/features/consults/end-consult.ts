import { Injectable } from '@nestjs/common';
import { REOPEN_DAYS, reopenedStatus } from '../../domain/consult-lifecycle.js';
import { startClock } from '../../domain/deadlines.js';
import { isContact } from '../../domain/permissions.js';
import type { ClosureOutcome } from '../../domain/vocabulary.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { stateRefuses } from '../../platform/http/problem.js';
import { backInQueue, roleInTeam } from './assign-consult.js';
import { checkTexts } from './checked-text.js';
import { running, stopped } from './consult-clock.js';
import { howToReach, type HowToReach } from './consult-content.js';
import { pastReopening } from './consult-standing.js';
import { withdrawAsked } from './escalation-in-sight.js';
import { ConsultWork, type Hold } from './consult-work.js';

export interface Closure {
  outcome: ClosureOutcome;
  reason?: string;
  acknowledgedFindings?: boolean;
}

/** What nobody waits for any more. */
export const AT_REST = { ...stopped(null), asked_at: null, unread_since: null, answer_read_at: null };

@Injectable()
export class EndConsult {
  constructor(private readonly work: ConsultWork) {}

  close(me: Person, id: string, closure: Closure, ifMatch?: string): Promise<void> {
    return this.work.on(me, id, 'consult.close', ifMatch, async (hold) => {
      const status = hold.step('close');
      if (isContact(me.role)) checkTexts({ reason: closure.reason }, closure.acknowledgedFindings);
      const { outcome, reason } = closure;
      // How to phone her is of no use any more.
      await hold.save(
        'close',
        { status, closed_at: dateOf(hold.tx.now), ...AT_REST },
        { outcome: { outcome, reason }, contact: null },
      );
      await hold.happened('closed');
      await hold.announce(isContact(me.role) ? 'consult.closed-by-asker' : 'consult.closed');
    });
  }

  /** Within 30 days, with how she may be reached when she says so anew: to the same assignee with a full target, or back in the queue when that one has left. */
  reopen(me: Person, id: string, ifMatch?: string, reach?: Partial<HowToReach> & { acknowledgedFindings?: boolean }): Promise<void> {
    return this.work.on(me, id, 'consult.reopen', ifMatch, async (hold) => {
      hold.step('reopen');
      if (pastReopening(hold.consult, hold.tx.now)) {
        throw stateRefuses([], `Heropenen kan tot ${REOPEN_DAYS} dagen na het afsluiten. Stel een nieuwe vraag.`);
      }
      checkTexts({ phone: reach?.phone, phoneWindow: reach?.phoneWindow }, reach?.acknowledgedFindings);
      const stillThere = await assigneeStillThere(hold);
      const status = reopenedStatus(stillThere);
      const now = dateOf(hold.tx.now);
      const clock = startClock(hold.consult.urgency!, hold.tx.now, hold.tables.targets);
      await hold.save(
        'reopen',
        {
          status,
          closed_at: null,
          ...running(clock, hold.calendar),
          ...(stillThere ? { claimed_at: now, team_wrote_at: null } : backInQueue(now)),
        },
        { outcome: null, ...(reach ? { contact: howToReach(reach) } : {}) },
      );
      await hold.happened('reopened');
      await hold.announce('consult.reopened');
    });
  }

  withdraw(me: Person, id: string, input: { reason?: string; acknowledgedFindings?: boolean }, ifMatch?: string): Promise<void> {
    return this.work.on(me, id, 'consult.withdraw', ifMatch, async (hold) => {
      const status = hold.step('withdraw');
      checkTexts({ reason: input.reason }, input.acknowledgedFindings);
      await hold.save(
        'withdraw',
        { status, closed_at: dateOf(hold.tx.now), ...AT_REST },
        { outcome: { outcome: 'withdrawn', reason: input.reason }, contact: null },
      );
      await withdrawAsked(hold.tx, id);
      await hold.happened('withdrawn');
      const pressing = hold.consult.urgency === 'acute' || hold.consult.urgency === 'high';
      if (pressing && hold.consult.assignee_account_id) await hold.announce('consult.withdrawn-urgent');
    });
  }
}

async function assigneeStillThere({ consult, tx }: Hold): Promise<boolean> {
  if (!consult.assignee_account_id || !consult.team_code) return false;
  const role = await roleInTeam(tx, consult.assignee_account_id, consult.team_code, consult.organisation_id);
  return role === 'counsellor' || role === 'team-lead';
}
