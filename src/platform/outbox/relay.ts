import { Injectable } from '@nestjs/common';
import { InjectQueue } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { OUTBOX_QUEUE } from '../queue/queues.js';
import { logger } from '../log.js';
import { OutboxStore } from './outbox-store.js';

const BATCH = 200;
const PAUSE_MS = 250;

/** Brings committed outbox rows to the queue. Any number of relays may run side by side. */
@Injectable()
export class Relay {
  private running = false;
  private stopped: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: OutboxStore,
    @InjectQueue(OUTBOX_QUEUE) private readonly queue: Queue,
  ) {}

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
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** What may be logged of an error: its code or class, never its text. */
export const errorCode = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'unknown').slice(0, 60);
};
