import type { ExtensionReason, RefusalReason, RequestKind, RequestState } from '../../domain/data-subject-requests.js';
import { isClosed } from '../../domain/data-subject-requests.js';
import { localDay, maybeLocalIso } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';

export interface RequestRow {
  id: string;
  number: string;
  kind: RequestKind;
  state: RequestState;
  received_on: string;
  due_on: string;
  extension_reason: ExtensionReason | null;
  told_on: string | null;
  organisation_id: string | null;
  organisation_kind: string | null;
  organisation_name: string | null;
  put_at: Date | null;
  refusal_reason: RefusalReason | null;
  closed_on: string | null;
  note_ct: Buffer | null;
  created_at: Date;
  version: number;
}

export interface Addressee {
  id: string;
  kind: string;
  name: string;
}

/** Of who asked only the number that stands on the letters. */
export interface RequestItem {
  id: string;
  number: string;
  kind: RequestKind;
  state: RequestState;
  receivedOn: string;
  dueOn: string;
  late: boolean;
  extension: { reason: ExtensionReason; toldOn: string } | null;
  addressee: Addressee | null;
  putAt: string | null;
  refusalReason: RefusalReason | null;
  closedOn: string | null;
  hasNote: boolean;
  createdAt: string;
  version: number;
}

export interface RequestView extends RequestItem {
  note: string | null;
}

export const REQUESTS = `select r.id, r.number, r.kind, r.state, r.received_on::text as received_on, r.due_on::text as due_on, r.extension_reason,
    r.told_on::text as told_on, r.organisation_id, o.kind as organisation_kind, o.name as organisation_name, r.put_at,
    r.refusal_reason, r.closed_on::text as closed_on, r.note_ct, r.created_at, r.version
  from data_subject_requests r left join organisations o on o.id = r.organisation_id`;

export const itemOf = (tx: Tx, row: RequestRow): RequestItem => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  state: row.state,
  receivedOn: row.received_on,
  dueOn: row.due_on,
  late: !isClosed(row.state) && row.due_on < localDay(tx.now).toString(),
  extension: row.extension_reason && { reason: row.extension_reason, toldOn: row.told_on! },
  addressee: row.organisation_id ? { id: row.organisation_id, kind: row.organisation_kind!, name: row.organisation_name! } : null,
  putAt: maybeLocalIso(row.put_at),
  refusalReason: row.refusal_reason,
  closedOn: row.closed_on,
  hasNote: row.note_ct !== null,
  createdAt: maybeLocalIso(row.created_at)!,
  version: row.version,
});
