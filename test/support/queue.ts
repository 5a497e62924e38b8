import { Redis } from 'ioredis';
import pg from 'pg';
import { QUEUE_SCHEMA } from '../../src/platform/queue/queue.module.js';

/** On Redis each jest worker has a database of its own; on Postgres the queue lies in the test file's database. */
export async function ownQueue(): Promise<Record<string, string>> {
  if (!process.env.REDIS_URL) return {};
  const url = new URL(process.env.REDIS_URL);
  url.pathname = `/${process.env.JEST_WORKER_ID ?? 1}`;
  await flush(url.href);
  return { REDIS_URL: url.href };
}

/** Everything the queue knew is gone, while its workers run on. The ledger of its schema is no part of the queue. */
export async function emptyQueue(): Promise<void> {
  if (process.env.REDIS_URL) return flush(process.env.REDIS_URL);
  const client = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
       where schemaname = $1 and tablename <> 'migration'`,
      [QUEUE_SCHEMA],
    );
    await patiently(() => client.query(`truncate ${rows.map(({ name }) => name).join(', ')}`));
  } finally {
    await client.end();
  }
}

async function flush(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
}

/** Postgres ends a truncate that meets the workers' locks the other way round. */
async function patiently(truncate: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await truncate();
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '40P01') throw error;
    }
  }
}
