import { InjectQueue, Processor, WorkerHost } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { pruneSessions } from '../../platform/auth/session-store.js';
import { logger } from '../../platform/log.js';
import { errorCode } from '../../platform/outbox/relay.js';
import { SCHEDULE_QUEUE } from '../../platform/queue/queues.js';
import { Planner } from './planner.js';

/** All timed work in one list. */
const SCHEDULES = {
  'plan-reminders': { every: 10_000 },
  prune: { every: 3_600_000 },
} as const;
type Schedule = keyof typeof SCHEDULES;

const ASSERT_AGAIN_MS = 20_000;

/** Every worker asserts every schedule again within 30 s: an emptied queue stops none of them. */
@Injectable()
export class Schedules {
  private timer: NodeJS.Timeout | undefined;

  constructor(@InjectQueue(SCHEDULE_QUEUE) private readonly queue: Queue) {}

  async start(): Promise<void> {
    await this.assert();
    this.timer = setInterval(() => void this.assert(), ASSERT_AGAIN_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  async assert(): Promise<void> {
    try {
      for (const [name, repeat] of Object.entries(SCHEDULES)) {
        await this.queue.upsertJobScheduler(name, repeat, {
          name,
          opts: { removeOnComplete: true, removeOnFail: true },
        });
      }
    } catch (error) {
      logger.warn({ error: errorCode(error) }, 'schedules could not be asserted, will be tried again');
    }
  }
}

@Processor(SCHEDULE_QUEUE)
export class ScheduleProcessor extends WorkerHost {
  constructor(
    private readonly planner: Planner,
    private readonly source: DataSource,
  ) {
    super();
  }

  async process(job: Job): Promise<void> {
    const work: Record<Schedule, () => Promise<unknown>> = {
      'plan-reminders': () => this.planner.round(),
      prune: () => this.prune(),
    };
    await work[job.name as Schedule]?.();
  }

  private async prune(): Promise<void> {
    await pruneSessions(this.source);
    await this.source.query(`delete from sign_in_failures where at < now() - interval '1 day'`);
    await this.source.query(`delete from idempotency_keys where created_at < now() - interval '24 hours'`);
  }
}
