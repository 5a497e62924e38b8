/** The queues of the product. Each opens a pool and a LISTEN connection on Postgres: keep them few. */
export const OUTBOX_QUEUE = 'outbox';
export const SCHEDULE_QUEUE = 'schedules';

/** How long a worker that was killed keeps its jobs is set with the other times, in queueOptions. */
export const OUTBOX_WORKER: { concurrency: number; lockDuration?: number; stalledInterval?: number } = { concurrency: 8 };
