import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import type { Person } from '../database/actor.js';
import type { Tx } from '../database/database.js';
import { rule } from './problem.js';

const HOURS = 24;

/** A creating POST that is sent twice creates once. Kept: HMACs of key and body and the record's id, never the answer. */
@Injectable()
export class Idempotency {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * Runs `create` unless this mandate already did so with this key, for 24 hours.
   * @returns the id of the record made now, or then
   * @throws Problem 422 when the key came with another body before
   */
  async once(
    tx: Tx,
    me: Person,
    request: { route: string; key: string | undefined; body: unknown },
    recordId: string,
    create: () => Promise<void>,
  ): Promise<string> {
    const { route, key, body } = request;
    if (key === undefined) {
      await create();
      return recordId;
    }
    const hmac = this.hmac(canonical(body));
    // A client may have made its key of anything, a name included.
    const keyHmac = this.hmac(key).toString('hex');
    // A second request with the same key waits here until the first has committed or failed.
    const [first] = await tx.query(
      `insert into idempotency_keys as k (mandate_id, route, key, body_hmac, status, record_id) values ($1, $2, $3, $4, 201, $5)
       on conflict (mandate_id, route, key) do update
         set body_hmac = excluded.body_hmac, record_id = excluded.record_id, created_at = now()
         where k.created_at < now() - $6 * interval '1 hour'
       returning record_id`,
      [me.mandateId, route, keyHmac, hmac, recordId, HOURS],
    );
    if (first) {
      await create();
      return recordId;
    }
    const [before] = await tx.query(
      'select body_hmac, record_id from idempotency_keys where mandate_id = $1 and route = $2 and key = $3',
      [me.mandateId, route, keyHmac],
    );
    if (!hmac.equals(before.body_hmac)) {
      throw rule('idempotency-key-reused', 'Deze sleutel hoort bij een andere vraag. Gebruik een nieuwe.');
    }
    return before.record_id;
  }

  private hmac = (text: string): Buffer => createHmac('sha256', this.config.sessionSecret).update(text).digest();
}

/** The same content in the same order, whatever the order in which it was sent. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item) =>
    item && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
