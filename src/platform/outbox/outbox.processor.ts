import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { isFinal } from '../../domain/retry.js';
import { Database } from '../database/database.js';
import { errorCode, logger } from '../log.js';
import { queueFailed } from '../queue/queue.module.js';
import { OUTBOX_QUEUE, OUTBOX_WORKER } from '../queue/queues.js';
import { Handlers } from './handlers.js';
import { announce, Early, type OutboxRow } from './outbox.js';
import { OutboxStore } from './outbox-store.js';

/** Thrown by a handler when trying again cannot help. The reason is a code. */
export class PermanentFailure extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** The job says which row; everything else, retries included, is in Postgres. */
@Processor(OUTBOX_QUEUE, OUTBOX_WORKER)
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
      if (error instanceof Early) return this.store.putBack(row.id);
      await this.failed(row, error);
    }
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    queueFailed(OUTBOX_QUEUE, error);
  }

  private async failed(row: OutboxRow, error: unknown): Promise<void> {
    const reason = errorCode(error);
    const final = error instanceof PermanentFailure || isFinal(row.attempts);
    logger.warn({ outbox: row.id, event: row.event, attempt: row.attempts, reason, final }, 'outbox: a try failed');
    if (!final) return this.store.retryLater(row, reason);
    // Each death is told, also that of a row that was sent again and failed again.
    await this.database.asSystem('outbox', async (tx) => {
      await this.store.dead(tx, row, reason);
      await tx.audit('outbox.dead', { kind: 'outbox', id: row.id }, reason);
      await announce(tx, 'dead-letter', { outboxId: row.id });
    });
  }
}
