import pg from 'pg';
import type { Actor } from '../../src/platform/database/actor.js';
import { SET_ACTOR, settingsOf } from '../../src/platform/database/database.js';

export type Raw = (sql: string, parameters?: unknown[]) => Promise<any[]>;

/** Raw SQL on the app's own connection, as the product sets its actor; nothing of it stays. */
export async function asActor<T>(actor: Actor | null, work: (raw: Raw) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    await client.query('begin');
    if (actor) await client.query(SET_ACTOR, settingsOf(actor));
    return await work(async (sql, parameters) => (await client.query(sql, parameters)).rows);
  } finally {
    await client.query('rollback');
    await client.end();
  }
}

/** Whether a statement went through and changed a row; what it did is taken back. */
export async function goesThrough(raw: Raw, sql: string, parameters: unknown[] = []): Promise<boolean> {
  await raw('savepoint tried');
  try {
    const rows = await raw(`${sql} returning 1`, parameters);
    return rows.length > 0;
  } catch (error) {
    const { code } = error as { code?: string };
    // Refused by a right, a policy or a trigger, or by the table's own constraints.
    if (code === '42501' || code?.startsWith('23')) return false;
    throw error;
  } finally {
    await raw('rollback to savepoint tried');
  }
}
