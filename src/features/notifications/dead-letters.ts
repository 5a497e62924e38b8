import { Injectable } from '@nestjs/common';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/http/problem.js';
import { isUuid } from '../../platform/http/ids.js';


export interface DeadLetter {
  id: string;
  event: string;
  reason: string;
  attempts: number;
  diedAt: string;
}

const MOST = 100;

/** What failed for good, with its reason; an admin can send it again. No address, no name, no consult. */
@Injectable()
export class DeadLetters {
  constructor(private readonly database: Database) {}

  list(me: Person): Promise<DeadLetter[]> {
    return this.database.withActor(me, async (tx) => {
      const rows = await tx.query(
        `select id, event, last_error, attempts, dead_at from outbox where dead_at is not null order by dead_at, id limit ${MOST}`,
      );
      return rows.map((row) => ({
        id: row.id,
        event: row.event,
        reason: row.last_error,
        attempts: row.attempts,
        diedAt: maybeLocalIso(row.dead_at)!,
      }));
    });
  }

  async resend(me: Person, id: string): Promise<void> {
    if (!isUuid(id)) throw notFound();
    await this.database.withActor(me, async (tx) => {
      const [letter] = await tx.query(
        `select payload->>'deliveryId' as delivery_id from outbox where id = $1 and dead_at is not null for no key update`,
        [id],
      );
      if (!letter) throw notFound();
      // Whoever sends again has seen to the address.
      await tx.query(
        `update accounts set mail_refused_at = null where id = (select account_id from deliveries where id = $1)`,
        [letter.delivery_id],
      );
      await tx.query(`update deliveries set state = 'waiting', sent_at = null where (id = $1 or sent_with = $1) and state = 'refused'`, [
        letter.delivery_id,
      ]);
      await tx.query(
        `update outbox set dead_at = null, attempts = 0, lease_until = '-infinity', running_until = '-infinity' where id = $1`,
        [id],
      );
      await tx.audit('dead-letter.resend', { kind: 'outbox', id });
    });
  }
}
