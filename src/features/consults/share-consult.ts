import { Injectable } from '@nestjs/common';
import { transferClock } from '../../domain/deadlines.js';
import { isOpenStatus } from '../../domain/consult-lifecycle.js';
import { neighbourOf } from '../../domain/routing.js';
import type { ConflictLevel, Facts } from '../../domain/vocabulary.js';
import { inOfficeSql } from '../../platform/auth/mandate-standing.js';
import { dateOf, localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/database.js';
import { rule } from '../../platform/http/problem.js';
import { backInQueue } from './assign-consult.js';
import { running, runningClock, stopped } from './consult-clock.js';
import { ConsultWork, type Hold } from './consult-work.js';
import { ConsultRepository, type Changes } from './consult.repository.js';

/** Who besides the asker may see it, and who must not even know of it. */
@Injectable()
export class ShareConsult {
  constructor(
    private readonly work: ConsultWork,
    private readonly repository: ConsultRepository,
  ) {}

  share(me: Person, id: string, accountId: string, ifMatch?: string): Promise<void> {
    return this.work.on(me, id, 'consult.share', ifMatch, async (hold) => {
      hold.step('share');
      const level = me.role === 'federation-contact' ? 'federation' : 'club';
      if (hold.consult.hidden_from.includes(level)) {
        throw rule('conflict-of-interest', 'Je gaf aan dat het over iemand van je organisatie gaat: delen kan dan niet.');
      }
      if (accountId === me.accountId || !(await isColleague(hold.tx, me, accountId))) {
        throw rule('colleague', 'Delen kan met een andere contactpersoon van je organisatie.');
      }
      if (await isExcluded(hold.tx, id, accountId)) {
        throw rule('not-this-successor', 'Je koos dat dit consult niet naar deze contactpersoon gaat.');
      }
      await this.repository.share(hold.tx, id, accountId);
      await hold.tx.audit('consult.share', { kind: 'consult', id });
    });
  }

  unshare(me: Person, id: string, accountId: string | null, ifMatch?: string): Promise<void> {
    return this.work.on(me, id, 'consult.share', ifMatch, async (hold) => {
      hold.step('share');
      await this.repository.unshare(hold.tx, id, accountId);
      await hold.tx.audit('consult.unshare', { kind: 'consult', id });
    });
  }

  /** With whom she could share it, and with whom she does. */
  colleagues(me: Person, id: string): Promise<{ accountId: string; name: string; shared: boolean }[]> {
    return this.work.on(me, id, 'consult.share', undefined, (hold) => this.repository.colleagues(hold.tx, me, id));
  }

  /** Takes effect at once, and leaves no trace when nothing changes. For the team itself the consult goes to a neighbour (domain 4). */
  setConflict(me: Person, id: string, levels: ConflictLevel[], ifMatch?: string): Promise<void> {
    return this.work.on(me, id, 'consult.set-conflict', ifMatch, async (hold) => {
      const status = hold.step('set-conflict');
      const before = hold.consult.hidden_from;
      if (levels.every((level) => before.includes(level)) && before.every((level) => levels.includes(level))) return;
      const { facts } = await hold.content();
      const moves = levels.includes('team') && !hold.consult.hidden_from.includes('team') && status !== 'draft';
      await hold.save(
        'set-conflict',
        { hidden_from: levels, ...(moves ? toNeighbour(hold) : {}) },
        // How serious the team before found it was that team's.
        { facts: { ...facts, conflictOfInterest: levels } as Facts, ...(moves ? { teamRating: null } : {}) },
      );
      await hold.happened(levels.length ? 'conflict-named' : 'conflict-ended');
      if (moves) await hold.announce('consult.moved');
    });
  }
}

/** The neighbour starts with the minutes that were left, in its own hours. */
function toNeighbour(hold: Hold): Changes {
  const { consult, tables, tx } = hold;
  const place = { team: consult.team_code!, kind: consult.team_kind! };
  const left = [...new Set([...consult.left_teams, place.team])];
  const team = neighbourOf(place, tables.routing, left) ?? tables.routing.coordinationTeam;
  const moved = { team_code: team, left_teams: left };
  if (!isOpenStatus(consult.status)) return { ...moved, assignee_account_id: null };
  const clock = runningClock(consult);
  const minutes = Math.max(consult.clock_left ?? 0, tables.targets.leastAfterTransfer);
  const next = clock
    ? transferClock(clock, tx.now, tables.targets, hold.calendar)
    : { startedAt: tx.now, minutes: consult.status === 'answered' ? tables.targets.minutes[consult.urgency!] : minutes };
  return {
    status: 'submitted',
    ...moved,
    ...stopped(null),
    ...running(next, tables.calendarOf(team)),
    ...backInQueue(dateOf(tx.now)),
    asked_at: null,
  };
}

async function isColleague(tx: Tx, me: Person, accountId: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from mandates m join accounts a on a.id = m.account_id
     where m.account_id = $1 and m.organisation_id = $2 and m.role = $3 and ${inOfficeSql('$4::date')}`,
    [accountId, me.organisationId, me.role, localDay(tx.now).toString()],
  );
  return rows.length > 0;
}

/** "Niet naar deze opvolger", which she chose when she handed over (domain 10). */
async function isExcluded(tx: Tx, consultId: string, accountId: string): Promise<boolean> {
  const rows = await tx.query('select 1 from handover_exclusions where consult_id = $1 and account_id = $2', [consultId, accountId]);
  return rows.length > 0;
}
