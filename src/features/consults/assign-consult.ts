import { Injectable } from '@nestjs/common';
import { isOpenStatus, volunteersMayHave } from '../../domain/consult-lifecycle.js';
import type { Role } from '../../domain/vocabulary.js';
import { dateOf, localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/database.js';
import { forbidden, Problem, rule } from '../../platform/http/problem.js';
import { ConsultWork, type Hold } from './consult-work.js';
import { isUuid } from '../../platform/http/ids.js';

/** Claim, hand to a colleague, give back to the queue. */
@Injectable()
export class AssignConsult {
  constructor(private readonly work: ConsultWork) {}

  /** Two who claim at once: the row's lock lets one through, the other hears who won. */
  claim(me: Person, id: string, ifMatch?: string): Promise<void> {
    return this.take(me, id, ifMatch, false);
  }

  assign(me: Person, id: string, accountId: string, ifMatch?: string): Promise<void> {
    // Who names the version saw in whose hands it was; without one it is a claim, and of many at once one wins.
    if (accountId === me.accountId) return this.take(me, id, ifMatch, namesVersion(ifMatch));
    return this.work.on(me, id, 'consult.claim', ifMatch, async (hold) => {
      const status = hold.step('assign');
      const former = hold.consult.assignee_account_id;
      if (former === accountId) return;
      const role = await roleInTeam(hold.tx, accountId, hold.consult.team_code!, hold.consult.organisation_id);
      if (!role || (role === 'volunteer' && !volunteersMayHave(hold.consult.urgency))) {
        throw rule('assignee', 'Deze collega kan dit consult niet krijgen.');
      }
      const now = dateOf(hold.tx.now);
      await hold.save('assign', { status, assignee_account_id: accountId, claimed_at: now, team_wrote_at: null });
      await hold.happened('assigned');
      await hold.announce('consult.assigned');
      if (former) await hold.announce('consult.taken-over', { formerId: former });
    });
  }

  /** Back in the queue; the deadline holds. */
  release(me: Person, id: string, ifMatch?: string): Promise<void> {
    return this.work.on(me, id, 'consult.release', ifMatch, (hold) => releaseIt(hold));
  }

  private take(me: Person, id: string, ifMatch: string | undefined, alsoFromSomebody: boolean): Promise<void> {
    return this.work.on(me, id, 'consult.claim', undefined, async (hold) => {
      const { assignee_account_id: assignee, assignee_name: name, urgency, status: now } = hold.consult;
      const holder = isOpenStatus(now) ? assignee : null;
      if (holder === me.accountId) return;
      if (me.role === 'volunteer' && !volunteersMayHave(urgency)) throw forbidden();
      hold.refuseStale(ifMatch);
      if (holder && !(alsoFromSomebody && hold.allowed.includes('take-over'))) throw alreadyClaimed(holder, name!, hold);
      const action = holder ? 'take-over' : 'claim';
      const status = hold.step(action);
      await hold.save(action, { status, assignee_account_id: me.accountId, claimed_at: dateOf(hold.tx.now), team_wrote_at: null });
      await hold.happened(holder ? 'assigned' : 'claimed');
      if (holder) await hold.announce('consult.taken-over', { formerId: holder });
    });
  }
}

const namesVersion = (ifMatch: string | undefined): boolean => ifMatch !== undefined && ifMatch.trim() !== '*';

async function releaseIt(hold: Hold): Promise<void> {
  const status = hold.step('release');
  await hold.save('release', { status, ...backInQueue(dateOf(hold.tx.now)) });
  await hold.happened('released');
  await hold.announce('consult.released');
}

/** What a consult loses when nobody holds it any more. */
export const backInQueue = (now: Date) => ({
  assignee_account_id: null,
  claimed_at: null,
  team_wrote_at: null,
  queued_at: now,
});

const alreadyClaimed = (accountId: string, name: string, hold: Hold) =>
  new Problem(409, 'already-claimed', `${name} was je voor en behandelt dit consult.`, {
    allowed: hold.allowed,
    assignee: { accountId, name },
  });

/**
 * The role of a member of the team today; null for anyone else, or who has a mandate in the asker's organisation.
 * A function of the database, since nobody sees the mandates of another organisation.
 */
export async function roleInTeam(tx: Tx, accountId: string, team: string, askersOrganisation: string): Promise<Role | null> {
  if (!isUuid(accountId)) return null;
  const [{ role }] = await tx.query('select kb.role_in_team($1, $2, $3, $4) as role', [
    accountId,
    team,
    askersOrganisation,
    localDay(tx.now).toString(),
  ]);
  return role;
}
