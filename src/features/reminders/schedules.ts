import { InjectQueue, OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';
import { makeMonthsAhead } from '../../platform/audit/months-ahead.js';
import { Sealer } from '../../platform/audit/sealer.js';
import { pruneSessions } from '../../platform/auth/session-store.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { errorCode, logger } from '../../platform/log.js';
import { queueFailed } from '../../platform/queue/queue.module.js';
import { SCHEDULE_QUEUE } from '../../platform/queue/queues.js';
import { SweepOrphanKeys } from '../../platform/vault/sweep-orphan-keys.js';
import { DestroyDue } from '../retention/destroy-due.js';
import { DestroyOfficeRecords } from '../retention/destroy-office-records.js';
import { EndPublicContacts } from '../retention/end-public-contacts.js';
import { PruneMailLog } from '../retention/prune-mail-log.js';
import { Planner } from './planner.js';

/** All timed work in one list, in seconds. */
export const SCHEDULES = {
  'plan-reminders': { every: 5 },
  'seal-audit': { every: 3 },
  'destroy-due': { every: 60 },
  prune: { every: 3600 },
  'sweep-keys': { every: 86_400 },
} as const;
type Schedule = keyof typeof SCHEDULES;

export const ASSERT_AGAIN_SECONDS = 20;

/** Every worker asserts every schedule again within 30 s: an emptied queue stops none of them. */
@Injectable()
export class Schedules {
  private timer: NodeJS.Timeout | undefined;
  private asserting: Promise<void> | undefined;

  /** A second, in milliseconds. */
  private readonly unit: number;

  constructor(
    @InjectQueue(SCHEDULE_QUEUE) private readonly queue: Queue,
    @Inject(CONFIG) config: Config,
  ) {
    this.unit = config.scheduleUnitMs;
  }

  /** A queue that does not answer holds nobody up: what was asked of it once is not asked again meanwhile. */
  start(): void {
    const assert = () => (this.asserting ??= this.assert().finally(() => (this.asserting = undefined)));
    void assert();
    this.timer = setInterval(() => void assert(), ASSERT_AGAIN_SECONDS * this.unit);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  async assert(): Promise<void> {
    for (const [name, { every }] of Object.entries(SCHEDULES)) {
      try {
        await this.queue.upsertJobScheduler(name, { every: every * this.unit }, { name, opts: { removeOnComplete: true, removeOnFail: true } });
      } catch (error) {
        logger.warn({ error: errorCode(error), schedule: name }, 'a schedule could not be asserted, will be tried again');
      }
    }
  }
}

/** A long round of one schedule does not hold up the others. */
@Processor(SCHEDULE_QUEUE, { concurrency: Object.keys(SCHEDULES).length })
export class ScheduleProcessor extends WorkerHost {
  constructor(
    private readonly planner: Planner,
    private readonly sealer: Sealer,
    private readonly database: Database,
    private readonly keys: SweepOrphanKeys,
    private readonly destroying: DestroyDue,
    private readonly office: DestroyOfficeRecords,
    private readonly mailLog: PruneMailLog,
    private readonly publicContacts: EndPublicContacts,
  ) {
    super();
  }

  async process(job: Job): Promise<void> {
    const work: Record<Schedule, () => Promise<unknown>> = {
      'plan-reminders': () => this.planner.round(),
      'seal-audit': () => this.sealer.run(),
      'destroy-due': () => this.destroying.round().then(() => this.office.round()),
      prune: () => this.prune(),
      'sweep-keys': () => this.keys.sweep(),
    };
    await work[job.name as Schedule]?.();
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    queueFailed(SCHEDULE_QUEUE, error);
  }

  private async prune(): Promise<void> {
    await this.mailLog.run();
    await this.publicContacts.run();
    await this.database.asSystem('prune', async (tx) => {
      await pruneSessions(tx);
      await tx.query(`delete from sign_in_failures where at < now() - interval '1 day'`);
      await tx.query(`delete from idempotency_keys where created_at < now() - interval '24 hours'`);
    });
    await this.database.asSystem('prune', makeMonthsAhead);
  }
}
