import { Inject, Injectable } from '@nestjs/common';
import { backoffSeconds } from '../../domain/retry.js';
import { Clock, dateOf, type Querying } from '../clock/clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { RELAY_SOURCE, type RoleSource } from '../database/role-source.js';
import type { OutboxRow } from './outbox.js';

const LEASE_UNITS = 30;
/** Longer than any mail server is waited for: nobody else takes the row while it is being sent. */
const RUN_UNITS = 60;

/** The outbox as the relay and the handlers use it. Leases and retries run on the machine's time. */
@Injectable()
export class OutboxStore {
  private readonly unit: number;

  constructor(
    @Inject(RELAY_SOURCE) private readonly source: RoleSource,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.unit = config.retryUnitMs / 1000;
  }

  /** Takes what is due, for as long as a lease lasts; what is not marked done by then comes back. */
  async lease(limit: number): Promise<{ id: string; event: string }[]> {
    const now = dateOf(await this.clock.now(this.source));
    return this.source.query(
      `with due as (
         select id from outbox
         where done_at is null and dead_at is null and coalesce(not_before, '-infinity') <= $1 and lease_until < now()
         order by coalesce(not_before, '-infinity'), id limit $2 for update skip locked
       ), leased as (
         update outbox set lease_until = now() + $3 * interval '1 second', announced_at = now()
         from due where outbox.id = due.id returning outbox.id, outbox.event
       ) select id, event from leased order by id`,
      [now, limit, LEASE_UNITS * this.unit],
    );
  }

  /** One run at a time; null when it is done, dead, gone, in somebody else's hands, or early since the clock went back. */
  async begin(id: string): Promise<OutboxRow | null> {
    const now = dateOf(await this.clock.now(this.source));
    const [row] = await this.source.query(
      `with begun as (
         update outbox set attempts = attempts + 1,
           running_until = now() + $2 * interval '1 second', lease_until = now() + $2 * interval '1 second'
         where id = $1 and done_at is null and dead_at is null and running_until < now()
           and coalesce(not_before, '-infinity') <= $3
         returning id, event, payload, attempts, not_before
       ), early as (
         update outbox set lease_until = '-infinity' where id = $1 and done_at is null and dead_at is null and not_before > $3
       ) select * from begun`,
      [id, RUN_UNITS * this.unit, now],
    );
    return row ?? null;
  }

  /** Back to waiting, as if it was never taken. */
  async putBack(id: string): Promise<void> {
    await this.source.query(
      `update outbox set attempts = attempts - 1, running_until = '-infinity', lease_until = '-infinity' where id = $1`,
      [id],
    );
  }

  async done(id: string): Promise<void> {
    await this.source.query('update outbox set done_at = now(), last_error = null where id = $1', [id]);
  }

  async retryLater(row: OutboxRow, reason: string): Promise<void> {
    await this.source.query(
      `update outbox set last_error = $2, running_until = '-infinity', lease_until = now() + $3 * interval '1 second'
       where id = $1`,
      [row.id, reason, backoffSeconds(row.attempts) * this.unit],
    );
  }

  /** In the transaction that tells of it. */
  async dead(tx: Querying, row: OutboxRow, reason: string): Promise<void> {
    await tx.query('update outbox set dead_at = now(), last_error = $2 where id = $1', [row.id, reason]);
  }
}
