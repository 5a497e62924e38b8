import { Inject, Injectable } from '@nestjs/common';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { SIGN_IN_SOURCE, type RoleSource } from '../../platform/database/role-source.js';
import { notFound } from '../../platform/http/problem.js';
import { isUuid } from '../../platform/http/ids.js';

export interface SessionItem {
  id: string;
  /** The one that asks. */
  current: boolean;
  device: string;
  shared: boolean;
  begunAt: string;
  lastSeenAt: string;
  endsAt: string;
}

/** Where somebody is signed in, and the end of it. */
@Injectable()
export class SessionList {
  constructor(
    private readonly database: Database,
    @Inject(SIGN_IN_SOURCE) private readonly source: RoleSource,
  ) {}

  /** The latest first. @param sid the session that asks */
  async of(accountId: string, sid: string | undefined): Promise<SessionItem[]> {
    const rows = await this.source.query(
      `select id, data->'begun' as begun, created_at, last_seen_at, least(expires_at, last_seen_at + make_interval(mins => idle_minutes)) as ends_at
       from sessions where account_id = $1 and expires_at > now() and last_seen_at > now() - make_interval(mins => idle_minutes)
       order by created_at desc, id`,
      [accountId],
    );
    return rows.map((row) => ({
      id: row.id,
      current: row.id === sid,
      device: row.begun?.device ?? 'program',
      shared: row.begun?.shared ?? false,
      begunAt: maybeLocalIso(row.created_at)!,
      lastSeenAt: maybeLocalIso(row.last_seen_at)!,
      endsAt: maybeLocalIso(row.ends_at)!,
    }));
  }

  /** One of hers. @throws Problem 404 */
  async end(accountId: string, id: string): Promise<void> {
    if (!isUuid(id) || !(await this.remove(accountId, 'id = $2', id))) throw notFound();
  }

  /** All but the one that asks. */
  async endOthers(accountId: string, sid: string | undefined): Promise<void> {
    await this.remove(accountId, 'id <> $2', sid ?? accountId);
  }

  private remove(accountId: string, which: string, id: string): Promise<boolean> {
    return this.database.asSystem('sign-in', async (tx) => {
      const gone = await tx.query(`with gone as (delete from sessions where account_id = $1 and ${which} returning id) select id from gone`, [accountId, id]);
      if (gone.length) await tx.audit('session.end', { kind: 'account', id: accountId });
      return gone.length > 0;
    });
  }
}
