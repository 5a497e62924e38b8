import { BullModule, InjectQueue } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { createPostgresBackend, setDefaultBackendFactory, type Queue, type QueueOptions } from 'bullmq';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { errorCode, logger } from '../log.js';
import { OUTBOX_QUEUE, OUTBOX_WORKER, SCHEDULE_QUEUE } from './queues.js';

export const QUEUE_SCHEMA = 'bullmq';

/** The same queues on Redis when REDIS_URL is set, else on Postgres, whose schema the owner migrates. */
function queueOptions(config: Config): QueueOptions {
  // As long as a lease; never so short that a busy test machine takes a living worker for a dead one.
  const lockDuration = Math.max(30 * config.retryUnitMs, 1500);
  Object.assign(OUTBOX_WORKER, { lockDuration, stalledInterval: lockDuration });
  if (config.redisUrl) {
    setDefaultBackendFactory();
    return { connection: { url: config.redisUrl, maxRetriesPerRequest: null } };
  }
  setDefaultBackendFactory(createPostgresBackend);
  const connection = { connectionString: config.databaseUrl, schema: QUEUE_SCHEMA, migrate: false, max: 4 };
  return { connection: connection as never };
}

@Global()
@Module({
  imports: [
    BullModule.forRootAsync({ inject: [CONFIG], useFactory: queueOptions }),
    BullModule.registerQueue({ name: OUTBOX_QUEUE }, { name: SCHEDULE_QUEUE }),
  ],
  exports: [BullModule],
})
export class QueueModule {
  constructor(@InjectQueue(OUTBOX_QUEUE) outbox: Queue, @InjectQueue(SCHEDULE_QUEUE) schedules: Queue) {
    for (const queue of [outbox, schedules]) queue.on('error', (error) => queueFailed(queue.name, error));
  }
}

/** Told by code: without a listener BullMQ prints the error's text. What was lost with it comes back from the outbox. */
export function queueFailed(queue: string, error: unknown): void {
  logger.warn({ queue, error: errorCode(error) }, 'queue: an operation failed');
}
