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

/** Of many statements the places of those that went through and changed a row, in one round; what they did is taken back. */
export async function whichGoThrough(raw: Raw, statements: string[]): Promise<number[]> {
  await raw(`do $tried$
    declare
      statement text; place int := 0; changed int; through text[] := '{}';
    begin
      foreach statement in array array[${statements.map(pg.escapeLiteral).join(', ')}]::text[] loop
        begin
          execute statement;
          get diagnostics changed = row_count;
          if changed > 0 then raise exception using errcode = 'KB001'; end if;
        exception
          when sqlstate 'KB001' then through := through || place::text;
          when insufficient_privilege or integrity_constraint_violation then null;
        end;
        place := place + 1;
      end loop;
      perform set_config('klankbord_test.through', array_to_string(through, ','), true);
    end $tried$`);
  const [{ through }] = await raw(`select current_setting('klankbord_test.through') as through`);
  return through.split(',').filter(Boolean).map(Number);
}
