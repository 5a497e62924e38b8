import type { EscalationState } from '../../domain/escalation.js';
import { mayOnEscalation, type EscalationAction, type EscalationInView } from '../../domain/permissions.js';
import type { ConflictLevel } from '../../domain/vocabulary.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';
import { forbidden, notFound, rule } from '../../platform/http/problem.js';
import { viewerOf } from './consult-standing.js';
import { escalationScopeSql } from './escalation-scope.js';

/** An escalation with what its side is decided by, and what either side may know of the club's consult. */
export interface EscalationRow {
  id: string;
  consult_id: string;
  federation_id: string;
  state: EscalationState;
  extract_ct: Buffer;
  receipt_ct: Buffer;
  reason_ct: Buffer | null;
  asked_at: Date;
  decided_at: Date | null;
  withdrawn_at: Date | null;
  federation_name: string;
  reference: string;
  submitted_at: Date | null;
  answered_at: Date | null;
  closed_at: Date | null;
  outcome_ct: Buffer | null;
  /** Both are null to the federation. */
  asker_account_id: string | null;
  organisation_id: string | null;
  hidden_from: ConflictLevel[];
  knows_organisation: boolean;
}

/** One row each that the actor's side may know of: a view, since the federation sees nothing of the consult itself. */
export const ESCALATION_IN_SIGHT = 'select e.* from kb.escalations_in_sight e';

export const escalationViewOf = (row: EscalationRow): EscalationInView => ({
  state: row.state,
  askerAccountId: row.asker_account_id,
  organisationId: row.organisation_id,
  federationId: row.federation_id,
  hiddenFrom: row.hidden_from,
  viewerKnowsOrganisation: row.knows_organisation,
});

export const mayOn = (action: EscalationAction, me: Person, row: EscalationRow): boolean =>
  mayOnEscalation(action, viewerOf(me), escalationViewOf(row));

/** Null when it is not there or out of sight. `lock` holds its consult, on which a conflict could be named meanwhile. */
export async function seeEscalation(tx: Tx, me: Person, id: string, lock: boolean): Promise<EscalationRow | null> {
  if (!isUuid(id)) return null;
  if (lock) await tx.query('select kb.lock_consult_behind($1)', [id]);
  const { where, parameters } = escalationScopeSql('escalation.see', me);
  const [row] = await tx.query(`${ESCALATION_IN_SIGHT} where e.id = $3 and ${where}`, [...parameters, id]);
  return row ?? null;
}

/** In sight and permitted. @throws Problem 404, 403 */
export async function heldEscalation(tx: Tx, me: Person, id: string, action: EscalationAction, lock = true): Promise<EscalationRow> {
  const row = await seeEscalation(tx, me, id, lock);
  if (!row) throw notFound();
  if (!mayOn(action, me, row)) throw forbidden();
  return row;
}

/** A federation's contact opens her own consult from it. @throws Problem 404, 403, 422 before it is accepted */
export async function refuseUnopenable(tx: Tx, me: Person, id: string): Promise<void> {
  const { state } = await heldEscalation(tx, me, id, 'escalation.open-consult');
  if (state !== 'accepted') throw rule('escalation-not-accepted', 'Zeg eerst ja op de vraag van de club. Daarna kan je zelf een consult vragen.');
}

/** A draft was begun from it; if it is hidden by the time of sending, nothing leads back to it. */
export async function stillInSight(tx: Tx, me: Person, id: string | null): Promise<string | null> {
  return id && (await seeEscalation(tx, me, id, true)) ? id : null;
}

/** With the consult, what nobody decided yet is taken back: there is nothing left to look at together. */
export async function withdrawAsked(tx: Tx, consultId: string): Promise<void> {
  await tx.query(`update escalations set state = 'withdrawn', withdrawn_at = $2 where consult_id = $1 and state = 'asked'`, [
    consultId,
    dateOf(tx.now),
  ]);
}
