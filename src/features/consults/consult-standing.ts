import { Temporal } from 'temporal-polyfill';
import {
  allowedActions,
  partiesOf,
  REOPEN_DAYS,
  type ConsultStanding,
  type LifecycleAction,
  type Party,
} from '../../domain/consult-lifecycle.js';
import { isContact, type ConsultInView, type Viewer } from '../../domain/permissions.js';
import { contactMayRate } from '../../domain/ratings.js';
import { daysAfter } from '../../domain/reminder-ladder.js';
import { instantOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import type { ConsultInSight } from './consult.row.js';

/** A row in the words of the rules. */
export const viewerOf = (me: Person): Viewer => ({
  accountId: me.accountId,
  role: me.role,
  organisationId: me.organisationId,
  teamCode: me.team?.code ?? null,
  standing: me.standing,
});

export const viewOf = (row: ConsultInSight): ConsultInView => ({
  status: row.status,
  askerAccountId: row.asker_account_id,
  organisationId: row.organisation_id,
  assigneeAccountId: row.assignee_account_id,
  teamCode: row.team_code,
  teamIs1712: row.team_kind === 'line1712',
  teamIsCoordination: row.team_kind === 'coordination1712',
  hiddenFrom: row.hidden_from,
  sharedWithViewer: row.shared,
  viewerKnowsOrganisation: row.knows_organisation,
});

export const standingOf = (row: ConsultInSight): ConsultStanding => ({
  team: row.team_code,
  line1712: row.team_kind === 'line1712' || row.team_kind === 'coordination1712',
  asker: row.asker_account_id,
  assignee: row.assignee_account_id,
  withVolunteer: row.with_volunteer,
  urgency: row.urgency,
});

export const partiesIn = (row: ConsultInSight, me: Person): Party[] =>
  partiesOf({ accountId: me.accountId, role: me.role, team: me.team?.code ?? null, standing: me.standing }, standingOf(row));

/** Thirty days after closing a consult is past reopening. */
export const pastReopening = (row: ConsultInSight, now: Temporal.Instant): boolean =>
  row.closed_at !== null && Temporal.Instant.compare(now, daysAfter(instantOf(row.closed_at), REOPEN_DAYS)) > 0;

/** What this person may do with it now: the lifecycle, within its limits of time and of who else must know. */
export const allowedNow = (row: ConsultInSight, me: Person, now: Temporal.Instant): LifecycleAction[] =>
  allowedActions(row.status, partiesIn(row, me)).filter((action) => !isBarred(action, row, me, now));

function isBarred(action: LifecycleAction, row: ConsultInSight, me: Person, now: Temporal.Instant): boolean {
  switch (action) {
    case 'destroy':
      return row.ever_claimed;
    case 'reopen':
      return pastReopening(row, now);
    case 'rate':
      return isContact(me.role) && !contactMayRate(row.urgency!, row.answered_at !== null);
    case 'share':
      return row.hidden_from.includes(row.level);
    case 'escalate':
      return row.hidden_from.includes('federation');
    default:
      return false;
  }
}
