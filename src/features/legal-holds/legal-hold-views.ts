import { holdState, type HoldState } from '../../domain/legal-holds.js';
import { localDay, maybeLocalIso } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';

export interface HoldRow {
  id: string;
  reference: string;
  reason_ct: Buffer;
  set_by: string;
  set_at: Date;
  ends_on: string;
  lifted_by: string | null;
  lifted_at: Date | null;
  version: number;
}

export interface ProlongationRow {
  id: string;
  ended_on: string;
  ends_on: string;
  reason_ct: Buffer;
  by_account_id: string;
  at: Date;
}

/** Of the consult its reference, as the officer typed it, and nothing that she did not know. */
export interface HoldItem {
  id: string;
  reference: string;
  state: HoldState;
  endsOn: string;
  setBy: string;
  setAt: string;
  liftedBy: string | null;
  liftedAt: string | null;
  version: number;
}

export interface Prolongation {
  id: string;
  endedOn: string;
  endsOn: string;
  reason: string;
  by: string;
  at: string;
}

export interface HoldView extends HoldItem {
  reason: string;
  /** Oldest first. */
  prolongations: Prolongation[];
}

export const HOLDS = `select id, reference, reason_ct, set_by, set_at, ends_on::text as ends_on, lifted_by, lifted_at, version from legal_holds`;

export const itemOf = (tx: Tx, row: HoldRow): HoldItem => ({
  id: row.id,
  reference: row.reference,
  state: holdState({ endsOn: row.ends_on, lifted: row.lifted_at !== null }, localDay(tx.now).toString()),
  endsOn: row.ends_on,
  setBy: row.set_by,
  setAt: maybeLocalIso(row.set_at)!,
  liftedBy: row.lifted_by,
  liftedAt: maybeLocalIso(row.lifted_at),
  version: row.version,
});
