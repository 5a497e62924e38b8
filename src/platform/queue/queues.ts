/** The queues of the product. Each opens a pool and a LISTEN connection on Postgres: keep them few. */
export const OUTBOX_QUEUE = 'outbox';
export const SCHEDULE_QUEUE = 'schedules';
