import { createHash } from 'node:crypto';
import type { Querying } from '../clock/clock.js';
import { holdsDigitalKeySql, holdsFactorSql } from './has-factor.js';
import type { SessionData } from './session-data.js';
import type { SignInPolicies } from './sign-in-policies.js';

type Done<T = void> = (error: unknown, result?: T | null) => void;

const LASTS = 'expires_at > now() and last_seen_at > now() - make_interval(mins => idle_minutes)';

/**
 * Sessions in Postgres under the SHA-256 of their id: a stolen table signs nobody in. How long one lasts is settled when it
 * begins. That of a suspended account has ended.
 */
export class SessionStore {
  constructor(
    private readonly source: Querying,
    private readonly policies: SignInPolicies,
  ) {}

  get = (id: string, done: Done<SessionData>): void => {
    this.read(hash(id)).then((session) => done(null, session), done);
  };

  set = (id: string, session: SessionData, done: Done): void => {
    this.write(hash(id), session).then(() => done(null), done);
  };

  destroy = (id: string, done: Done): void => {
    this.source.query('delete from sessions where id_hash = $1', [hash(id)]).then(() => done(null), done);
  };

  private async read(idHash: Buffer): Promise<SessionData | null> {
    const [row] = await this.source.query(
      `select s.id, s.data, s.account_id, s.idle_minutes, s.expires_at, s.last_seen_at < now() - interval '1 minute' as unseen,
         ${LASTS} and a.suspended_at is null as lasts, a.enrolled_at is not null as enrolled,
         ${holdsFactorSql} or ${holdsDigitalKeySql} as has_factor
       from sessions s left join accounts a on a.id = s.account_id where s.id_hash = $1`,
      [idHash],
    );
    if (!row?.lasts) return row?.account_id ? { ended: row.account_id, stored: true } : null;
    if (row.unseen) await this.source.query('update sessions set last_seen_at = now() where id_hash = $1', [idHash]);
    return { ...row.data, stored: true, sid: row.id, enrolled: row.enrolled, hasFactor: row.has_factor, idleMinutes: row.idle_minutes, endsAt: row.expires_at.toISOString() };
  }

  private async write(idHash: Buffer, session: SessionData): Promise<void> {
    const { stored, sid: _sid, enrolled: _enrolled, hasFactor: _factor, idleMinutes: _idle, endsAt: _ends, ...data } = JSON.parse(JSON.stringify(session)) as SessionData;
    const accountId = data.passport?.accountId ?? null;
    if (stored && data.ended && !accountId) return this.begunAnew(idHash, data);
    if (stored) {
      await this.source.query('update sessions set data = $2, account_id = $3 where id_hash = $1', [idHash, data, accountId]);
      return;
    }
    await this.insert(idHash, data, accountId);
  }

  /** Nobody is in any more; what a sign-in needs between its steps is kept under the same id, until it gives another. */
  private async begunAnew(idHash: Buffer, data: SessionData): Promise<void> {
    const { idleMinutes, absoluteHours } = await this.policies.policy(this.source);
    await this.source.query(
      `update sessions set data = $2, account_id = null, last_seen_at = now(), idle_minutes = $3, expires_at = now() + make_interval(hours => $4)
       where id_hash = $1`,
      [idHash, data, idleMinutes, absoluteHours],
    );
  }

  private async insert(idHash: Buffer, data: SessionData, accountId: string | null): Promise<void> {
    const { idleMinutes, sharedIdleMinutes, absoluteHours } = await this.policies.policy(this.source);
    await this.source.query(
      `insert into sessions (id_hash, account_id, data, idle_minutes, expires_at)
       values ($1, $3, $2, $4, now() + make_interval(hours => $5))
       on conflict (id_hash) do update set data = excluded.data, account_id = excluded.account_id, idle_minutes = excluded.idle_minutes`,
      [idHash, data, accountId, data.begun?.shared ? sharedIdleMinutes : idleMinutes, absoluteHours],
    );
  }
}

const hash = (id: string): Buffer => createHash('sha256').update(id).digest();

/** Run now and then. For half a day what ended tells whose a form was that comes too late; then it is of no use to anyone. */
export const pruneSessions = (source: Querying): Promise<unknown> =>
  source.query(`delete from sessions where least(expires_at, last_seen_at + make_interval(mins => idle_minutes)) < now() - interval '12 hours'
    or (account_id is null and not (${LASTS}))`);
