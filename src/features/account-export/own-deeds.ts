import { Injectable } from '@nestjs/common';
import { maybeLocalIso, type Rows } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';

/** One row of the audit record of what somebody did: to a consult or an account, without saying which. */
export interface Deed {
  at: string;
  action: string;
  kind: string | null;
  result: string;
}

const BATCH = 2000;

/** What somebody did and read themselves, as the audit record has it. */
@Injectable()
export class OwnDeeds {
  constructor(private readonly database: Database) {}

  /** Oldest first, a batch at a time: years of work are many rows. */
  async *all(me: Person): AsyncGenerator<Deed> {
    let after: string | null = null;
    for (;;) {
      const rows: Rows = await this.database.withActor(me, (tx) =>
        tx.query(
          `select id, at, action, record_kind, result from audit_events
           where account_id = $1 and ($2::uuid is null or id > $2) order by id limit ${BATCH}`,
          [me.accountId, after],
        ),
      );
      for (const row of rows) yield deedOf(row);
      if (rows.length < BATCH) return;
      after = rows.at(-1)!.id;
    }
  }

  /** For a page: how often each thing, most first. */
  async counts(me: Person): Promise<{ action: string; times: number }[]> {
    const rows = await this.database.withActor(me, (tx) =>
      tx.query('select action, count(*)::int as times from audit_events where account_id = $1 group by action order by times desc, action', [me.accountId]),
    );
    return rows.map(({ action, times }) => ({ action, times }));
  }

  /** For a page: the last of them, newest first. */
  async latest(me: Person, most: number): Promise<Deed[]> {
    const rows = await this.database.withActor(me, (tx) =>
      tx.query('select id, at, action, record_kind, result from audit_events where account_id = $1 order by id desc limit $2', [me.accountId, most]),
    );
    return rows.map(deedOf);
  }
}

const deedOf = (row: Rows[number]): Deed => ({ at: maybeLocalIso(row.at)!, action: row.action, kind: row.record_kind, result: row.result });
