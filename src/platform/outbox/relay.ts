import { Inject, Injectable } from '@nestjs/common';
import { InjectQueue } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { OUTBOX_QUEUE } from '../queue/queues.js';
import { errorCode, logger } from '../log.js';
import { OutboxStore } from './outbox-store.js';

const BATCH = 200;
const PAUSE_UNITS = 0.25;
const SHORTEST_PAUSE_MS = 25;

/** Brings committed outbox rows to the queue. Any number of relays may run side by side. */
@Injectable()
export class Relay {
  private running = false;
  private stopped: Promise<void> = Promise.resolve();
  private readonly pauseMs: number;

  constructor(
    private readonly store: OutboxStore,
    @InjectQueue(OUTBOX_QUEUE) private readonly queue: Queue,
    @Inject(CONFIG) config: Config,
  ) {
    this.pauseMs = Math.max(PAUSE_UNITS * config.retryUnitMs, SHORTEST_PAUSE_MS);
  }

  start(): void {
    this.running = true;
    this.stopped = this.loop();
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.stopped;
  }

  /** @returns how many rows went to the queue; the job's id is the row's, so that a second one is not added */
  async round(): Promise<number> {
    const rows = await this.store.lease(BATCH);
    if (rows.length) {
      await this.queue.addBulk(
        rows.map(({ id, event }) => ({
          name: event,
          data: { id },
          opts: { jobId: id, removeOnComplete: true, removeOnFail: true },
        })),
      );
    }
    return rows.length;
  }

  private async loop(): Promise<void> {
    while (this.running) {
      try {
        if ((await this.round()) === BATCH) continue;
      } catch (error) {
        logger.warn({ error: errorCode(error) }, 'relay: round failed, will be tried again');
      }
      await new Promise((resolve) => setTimeout(resolve, this.pauseMs));
    }
  }
}
