import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { isFinal } from '../../domain/retry.js';
import { Database } from '../database/database.js';
import { logger } from '../log.js';
import { OUTBOX_QUEUE } from '../queue/queues.js';
import { Handlers } from './handlers.js';
import { announce, type OutboxRow } from './outbox.js';
import { OutboxStore } from './outbox-store.js';
import { errorCode } from './relay.js';

/** Thrown by a handler when trying again cannot help. The reason is a code. */
export class PermanentFailure extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** The job says which row; everything else, retries included, is in Postgres. */
@Processor(OUTBOX_QUEUE, { concurrency: 8 })
export class OutboxProcessor extends WorkerHost {
  constructor(
    private readonly store: OutboxStore,
    private readonly handlers: Handlers,
    private readonly database: Database,
  ) {
    super();
  }

  async process(job: Job<{ id: string }>): Promise<void> {
    const row = await this.store.begin(job.data.id);
    if (!row) return;
    try {
      await this.handlers.of(row.event).handle(row);
      await this.store.done(row.id);
    } catch (error) {
      await this.failed(row, error);
    }
  }

  private async failed(row: OutboxRow, error: unknown): Promise<void> {
    const reason = errorCode(error);
    const final = error instanceof PermanentFailure || isFinal(row.attempts);
    logger.warn({ outbox: row.id, event: row.event, attempt: row.attempts, reason, final }, 'outbox: a try failed');
    if (!final) return this.store.retryLater(row, reason);
    await this.store.dead(row, reason);
    await this.database.asSystem('outbox', async (tx) => {
      await tx.audit('outbox.dead', { kind: 'outbox', id: row.id }, reason);
      await announce(tx, 'dead-letter', { outboxId: row.id }, { dedupeKey: `dead-letter/${row.id}` });
    });
  }
}
