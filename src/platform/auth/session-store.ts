import { createHash } from 'node:crypto';
import type { Querying } from '../clock/clock.js';

/** Idle and absolute limits of a session, in the machine's time. */
const IDLE = "interval '2 hours'";
const ABSOLUTE = "interval '8 hours'";

type Done<T = void> = (error: unknown, result?: T | null) => void;

interface StoredSession {
  /** Set on what came from the store: such a session is only ever updated, so that a late request cannot revive it. */
  stored?: boolean;
  passport?: { accountId: string };
  /** Whose it was, once it has ended: nobody is signed in by it, but a form that came too late is given back to them only. */
  ended?: string;
  [key: string]: unknown;
}

/** Sessions in Postgres under the SHA-256 of their id: a stolen table signs nobody in. */
export class SessionStore {
  constructor(private readonly source: Querying) {}

  get = (id: string, done: Done<StoredSession>): void => {
    this.read(hash(id)).then((session) => done(null, session), done);
  };

  set = (id: string, session: StoredSession, done: Done): void => {
    this.write(hash(id), session).then(() => done(null), done);
  };

  destroy = (id: string, done: Done): void => {
    this.source.query('delete from sessions where id_hash = $1', [hash(id)]).then(() => done(null), done);
  };

  private async read(idHash: Buffer): Promise<StoredSession | null> {
    const [row] = await this.source.query(
      `select data, account_id, last_seen_at < now() - interval '1 minute' as unseen,
         expires_at > now() and last_seen_at > now() - ${IDLE} as lasts from sessions where id_hash = $1`,
      [idHash],
    );
    if (!row?.lasts) return row?.account_id ? { ended: row.account_id, stored: true } : null;
    if (row.unseen) await this.source.query('update sessions set last_seen_at = now() where id_hash = $1', [idHash]);
    return { ...row.data, stored: true };
  }

  private async write(idHash: Buffer, session: StoredSession): Promise<void> {
    const { stored, ...data } = JSON.parse(JSON.stringify(session)) as StoredSession;
    const accountId = data.passport?.accountId ?? null;
    if (stored) {
      await this.source.query('update sessions set data = $2, account_id = $3 where id_hash = $1', [
        idHash,
        data,
        accountId,
      ]);
      return;
    }
    await this.source.query(
      `insert into sessions (id_hash, account_id, data, expires_at) values ($1, $3, $2, now() + ${ABSOLUTE})
       on conflict (id_hash) do update set data = excluded.data, account_id = excluded.account_id`,
      [idHash, data, accountId],
    );
  }
}

const hash = (id: string): Buffer => createHash('sha256').update(id).digest();

/** Run now and then: what ended is of no use to anyone. */
export const pruneSessions = (source: Querying): Promise<unknown> =>
  source.query(`delete from sessions where expires_at < now() or last_seen_at < now() - ${IDLE}`);
