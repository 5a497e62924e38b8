import { Temporal } from 'temporal-polyfill';
import { v7 as uuid } from 'uuid';
import type { NoticeEvent } from '../../domain/audience.js';
import { maybeDate } from '../clock/clock.js';
import type { Tx } from '../database/database.js';

/** What is not a notice: work that the product sets itself. */
export const WORK_EVENTS = ['mail.send', 'consult.step', 'follow-up.step', 'mandate.step'] as const;
export type OutboxEvent = NoticeEvent | (typeof WORK_EVENTS)[number];

/** Ids and codes only: never a word that somebody typed, never a name. */
export type Payload = Record<string, string | number | boolean | null>;

export interface OutboxRow {
  id: string;
  event: OutboxEvent;
  payload: Payload;
  attempts: number;
}

/** Announced in the transaction of the change itself; the relay brings it to the queue after commit. */
export async function announce(
  tx: Tx,
  event: OutboxEvent,
  payload: Payload,
  options: { notBefore?: Temporal.Instant | null; dedupeKey?: string } = {},
): Promise<void> {
  await tx.query(
    `insert into outbox (id, event, payload, not_before, dedupe_key) values ($1, $2, $3, $4, $5)
     on conflict (dedupe_key) do nothing`,
    [uuid(), event, payload, maybeDate(options.notBefore ?? null), options.dedupeKey ?? null],
  );
}
