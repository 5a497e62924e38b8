import type { HandoverState } from '../../domain/handovers.js';
import type { Level, Status } from '../../domain/vocabulary.js';
import { maybeLocalIso } from '../../platform/clock/clock.js';

/** What she could hand over: reference and dates, to whom it is offered, and who never gets it. */
export interface OwnRecord {
  id: string;
  reference: string;
  status: Status;
  submittedAt: string | null;
  closedAt: string | null;
  /** She named a conflict with her own organisation: it is offered to nobody there. */
  conflict: boolean;
  offered: { id: string; to: { accountId: string; name: string }; at: string } | null;
  /** Accounts of colleagues that never get it. */
  never: string[];
}

export interface Successor {
  mandateId: string;
  accountId: string;
  name: string;
}

export interface HandoverView {
  consults: OwnRecord[];
  successors: Successor[];
}

export interface OwnRow {
  id: string;
  reference: string;
  status: Status;
  level: Level;
  hidden_from: string[];
  submitted_at: Date | null;
  closed_at: Date | null;
  handover_id: string | null;
  offered_at: Date | null;
  to_account_id: string | null;
  to_name: string | null;
  never: string[];
}

export const ownRecordOf = (row: OwnRow): OwnRecord => ({
  id: row.id,
  reference: row.reference,
  status: row.status,
  submittedAt: maybeLocalIso(row.submitted_at),
  closedAt: maybeLocalIso(row.closed_at),
  conflict: row.hidden_from.includes(row.level),
  offered: row.handover_id === null ? null : { id: row.handover_id, to: { accountId: row.to_account_id!, name: row.to_name! }, at: maybeLocalIso(row.offered_at)! },
  never: row.never,
});

export interface OfferRow {
  id: string;
  record_kind: string;
  state: HandoverState;
  reference: string;
  submitted_at: Date | null;
  answered_at: Date | null;
  closed_at: Date | null;
  consult_id: string | null;
  from_account_id: string;
  from_mandate_id: string;
  to_account_id: string;
  to_mandate_id: string;
  from_name: string;
  to_name: string;
  offered_at: Date;
}

/** Before she takes it over: reference and dates. */
export interface OfferView {
  id: string;
  kind: string;
  reference: string;
  from: { name: string };
  offeredAt: string;
  submittedAt: string | null;
  answeredAt: string | null;
  closedAt: string | null;
}

export const offerOf = (row: OfferRow): OfferView => ({
  id: row.id,
  kind: row.record_kind,
  reference: row.reference,
  from: { name: row.from_name },
  offeredAt: maybeLocalIso(row.offered_at)!,
  submittedAt: maybeLocalIso(row.submitted_at),
  answeredAt: maybeLocalIso(row.answered_at),
  closedAt: maybeLocalIso(row.closed_at),
});
