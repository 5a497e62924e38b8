import { Temporal } from 'temporal-polyfill';
import { v7 as uuid } from 'uuid';
import type { NoticeEvent } from '../../domain/audience.js';
import { dateOf, maybeDate } from '../clock/clock.js';
import type { Tx } from '../database/database.js';

/** What is not a notice: work that the product sets itself. */
export const WORK_EVENTS = [
  'mail.send',
  'consult.step',
  'follow-up.step',
  'mandate.step',
  'legal-hold.step',
  'data-subject-request.step',
  'ledger.reference',
  'invitation.mail',
  'invitation.step',
  'registration.refused',
  'recovery.mail',
] as const;
export type OutboxEvent = NoticeEvent | (typeof WORK_EVENTS)[number];

/** Ids and codes only: never a word that somebody typed, never a name. */
export type Payload = Record<string, string | number | boolean | null>;

export interface OutboxRow {
  id: string;
  event: OutboxEvent;
  payload: Payload;
  attempts: number;
  not_before: Date | null;
}

/** Thrown by a handler whose domain moment is not there (any more): the row waits for it, and loses no try. */
export class Early extends Error {}

/** In the transaction that looks at the state: a clock may have been moved back since the row was taken. */
export function refuseEarly(tx: Tx, { not_before }: OutboxRow): void {
  if (not_before && dateOf(tx.now) < not_before) throw new Early();
}

/** Announced in the transaction of the change itself; the relay brings it to the queue after commit. */
export async function announce(
  tx: Tx,
  event: OutboxEvent,
  payload: Payload,
  options: { notBefore?: Temporal.Instant | null; dedupeKey?: string } = {},
): Promise<void> {
  // Row security lets nobody who acts for a person see the outbox, and a conflict is looked for by seeing.
  const once = options.dedupeKey === undefined ? '' : 'on conflict (dedupe_key) do nothing';
  await tx.query(`insert into outbox (id, event, payload, not_before, dedupe_key) values ($1, $2, $3, $4, $5) ${once}`, [
    uuid(),
    event,
    payload,
    maybeDate(options.notBefore ?? null),
    options.dedupeKey ?? null,
  ]);
}
