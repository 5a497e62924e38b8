import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { WaysIn } from '../../platform/auth/factors/ways-in.js';
import { startSession } from '../../platform/auth/session-start.js';
import { SignInLimits } from '../../platform/auth/sign-in-limits.js';
import { dateOf } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/http/problem.js';

/** What goes into a mail, and what is kept of it. */
export function newLink(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The links of two mails: one stops, one lets in. Each does what it does by a button only: who fetches it does nothing. */
@Injectable()
export class RecoveryLinks {
  constructor(
    private readonly database: Database,
    private readonly waysIn: WaysIn,
    private readonly limits: SignInLimits,
  ) {}

  /** Whoever still reads the old address did not ask for this. @throws Problem 404, 429 */
  stop(request: FastifyRequest, token: string): Promise<void> {
    return this.counted(request, token, async (tx) => {
      const rows = await tx.query(
        `with stopped as (update recovery_requests set state = 'stopped', closed_at = $2
           where stop_hash = $1 and state in ('asked', 'approved') returning account_id) select account_id from stopped`,
        [hashOf(token), dateOf(tx.now)],
      );
      if (!rows.length) throw notFound();
      await tx.audit('recovery.stop', { kind: 'account', id: rows[0]!.account_id });
    });
  }

  /** Once. All that there was of ways in and sessions ends; she sets them anew. @throws Problem 404, 429 */
  async use(request: FastifyRequest, token: string): Promise<void> {
    const accountId = await this.counted(request, token, async (tx) => {
      const rows = await tx.query(
        `with used as (update recovery_requests r set state = 'used', closed_at = $2 from accounts a
           where r.link_hash = $1 and r.state = 'approved' and r.link_until > $2 and a.id = r.account_id and a.suspended_at is null
           returning r.account_id) select account_id from used`,
        [hashOf(token), dateOf(tx.now)],
      );
      if (!rows.length) throw notFound();
      const id = rows[0]!.account_id as string;
      await this.waysIn.endAll(tx, id);
      await tx.query('delete from recovery_codes where account_id = $1', [id]);
      await tx.audit('recovery.use', { kind: 'account', id });
      return id;
    });
    await startSession(request, { accountId, methods: ['recovery'] });
  }

  /** A link that is none counts as a failure of that network. */
  private async counted<T>(request: FastifyRequest, token: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const attempt = await this.limits.reserve('link', token, request.ip);
    const done = await this.database.asSystem('sign-in', work);
    await this.limits.takeBack(attempt);
    return done;
  }
}
