import { BullModule } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { createPostgresBackend, setDefaultBackendFactory, type QueueOptions } from 'bullmq';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { OUTBOX_QUEUE, SCHEDULE_QUEUE } from './queues.js';

export const QUEUE_SCHEMA = 'bullmq';

/** The same queues on Redis when REDIS_URL is set, else on Postgres, whose schema the owner migrates. */
function queueOptions(config: Config): QueueOptions {
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
export class QueueModule {}
