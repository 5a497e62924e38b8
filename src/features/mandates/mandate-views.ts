import type { EndingReason, Standing } from '../../domain/mandates.js';
import { mayOnMandate, type MandateInView } from '../../domain/mandate-permissions.js';
import type { OrganisationKind, Role } from '../../domain/vocabulary.js';
import type { Person } from '../../platform/database/actor.js';
import { mayOn } from './mandate-scope.js';

export interface MandateRow {
  id: string;
  account_id: string;
  name: string;
  role: Role;
  organisation_id: string;
  organisation_name: string;
  organisation_kind: OrganisationKind;
  valid_from: string;
  valid_to: string | null;
  ended_on: string | null;
  ending_reason: EndingReason | null;
  ended_by: string | null;
  suspended_at: Date | null;
  asked_on: string | null;
  answered_on: string | null;
  answered_still: boolean | null;
  standing: Standing;
  /** As far as who asks sees its registration. */
  renewing: boolean;
  verified: boolean;
  of1712: boolean;
}

/** What can be done with a mandate: `keep` takes an end back that is not there yet, `lift` a suspension. */
export type MandateStep = 'end' | 'keep' | 'suspend' | 'lift' | 'renew' | 'confirm' | 'hand-over';

/** Names and dates, and nothing of any record. */
export interface MandateView {
  id: string;
  account: { id: string; name: string };
  role: Role;
  organisation: { id: string; kind: OrganisationKind; name: string };
  validFrom: string;
  validTo: string | null;
  endedOn: string | null;
  endingReason: EndingReason | null;
  suspended: boolean;
  standing: Standing;
  /** Two people look at it anew, as far as who asks may know. */
  renewing: boolean;
  /** "Ben je nog aanspreekpunt?", if it was asked. */
  asked: { askedOn: string; answeredOn: string | null; still: boolean | null } | null;
  allowed: MandateStep[];
}

export const inViewOf = (row: MandateRow): MandateInView => ({
  accountId: row.account_id,
  role: row.role,
  organisationId: row.organisation_id,
  of1712: row.of1712,
  verified: row.verified,
});

export const isAnswered = ({ asked_on, answered_on }: MandateRow): boolean =>
  asked_on === null || (answered_on !== null && answered_on >= asked_on);

/** It is over, or was ended for cause: no end is set or taken back any more. */
export const isOver = ({ ended_on, ending_reason }: MandateRow, today: string): boolean =>
  ending_reason === 'for-cause' || (ended_on !== null && ended_on < today);

/** She who set an end, or who vouches for her, takes it back. */
export const mayKeep = (row: MandateRow, me: Person): boolean =>
  mayOn('mandate.end', me, inViewOf(row)) && (row.account_id !== me.accountId || row.ended_by === me.accountId);

export function allowedOn(row: MandateRow, me: Person, today: string): MandateStep[] {
  const may = (action: Parameters<typeof mayOnMandate>[0]): boolean => mayOn(action, me, inViewOf(row));
  const over = isOver(row, today);
  const steps: [MandateStep, boolean][] = [
    ['end', may('mandate.end') && !over && (row.ended_on === null || mayKeep(row, me))],
    ['keep', row.ended_on !== null && !over && mayKeep(row, me)],
    ['suspend', may('mandate.suspend') && !over && row.suspended_at === null],
    ['lift', may('mandate.suspend') && row.suspended_at !== null],
    ['renew', may('mandate.renew') && ['active', 'expired'].includes(row.standing) && row.valid_to !== null && row.ended_on === null && !row.renewing],
    ['confirm', may('mandate.confirm') && row.standing === 'active' && !isAnswered(row)],
    ['hand-over', may('mandate.hand-over') && row.id === me.mandateId],
  ];
  return steps.filter(([, can]) => can).map(([step]) => step);
}

export function mandateView(row: MandateRow, me: Person, today: string): MandateView {
  return {
    id: row.id,
    account: { id: row.account_id, name: row.name },
    role: row.role,
    organisation: { id: row.organisation_id, kind: row.organisation_kind, name: row.organisation_name },
    validFrom: row.valid_from,
    validTo: row.valid_to,
    endedOn: row.ended_on,
    endingReason: row.ending_reason,
    suspended: row.suspended_at !== null,
    standing: row.standing,
    renewing: row.renewing,
    asked: row.asked_on === null ? null : { askedOn: row.asked_on, answeredOn: isAnswered(row) ? row.answered_on : null, still: isAnswered(row) ? row.answered_still : null },
    allowed: allowedOn(row, me, today),
  };
}
