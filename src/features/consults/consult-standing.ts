import type { ConsultStanding } from '../../domain/consult-lifecycle.js';
import type { ConsultInView, Viewer } from '../../domain/permissions.js';
import type { Person } from '../../platform/database/actor.js';
import type { ConsultInSight } from './consult.row.js';

/** A row in the words of the rules. */
export const viewerOf = (me: Person): Viewer => ({
  accountId: me.accountId,
  role: me.role,
  organisationId: me.organisationId,
  teamCode: me.team?.code ?? null,
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
  urgency: row.urgency,
});
