import { Injectable } from '@nestjs/common';
import { pruneNetworks } from '../../platform/auth/networks.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { ReferenceData } from '../reference-data/reference-data.js';

/** Who was mailed when, and from which network somebody signed in: for as long as the data say, on the machine's time. */
@Injectable()
export class PruneMailLog {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  run(): Promise<void> {
    return this.database.asSystem('retention', async (tx) => {
      const { mailLogDays, networkDays } = (await this.reference.on(tx, tx.now)).retention;
      await pruneNetworks(tx, networkDays);
      await pruneDeliveries(tx, mailLogDays);
      await pruneOutbox(tx, mailLogDays);
    });
  }
}

/** The rest of a long log goes in the next hours: no statement takes longer than one may. */
const MOST_AT_ONCE = 10_000;

/** A mail that still waits, or that an admin may send again, stays until that is done. */
const pruneDeliveries = (tx: Tx, days: number) =>
  tx.query(
    `delete from deliveries where id in (
       select d.id from outbox o join deliveries d on d.outbox_id = o.id
       where o.done_at < now() - make_interval(days => $1) and d.state <> 'waiting'
         and not exists (select 1 from outbox m where m.dedupe_key = 'mail/' || d.id and m.done_at is null) limit ${MOST_AT_ONCE})`,
    [days],
  );

/** The step of a ladder stays as long as its consult: its key is what keeps the same reminder from being sent again. */
const pruneOutbox = (tx: Tx, days: number) =>
  tx.query(
    `delete from outbox where id in (
       select o.id from outbox o where o.done_at < now() - make_interval(days => $1) and o.dead_at is null
         and not exists (select 1 from deliveries d where d.outbox_id = o.id)
         and not (o.event in ('consult.step', 'follow-up.step')
           and exists (select 1 from consults c where c.id = (o.payload->>'consultId')::uuid)) limit ${MOST_AT_ONCE})`,
    [days],
  );
