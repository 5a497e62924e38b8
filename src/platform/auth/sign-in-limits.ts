import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { Database, type Tx } from '../database/database.js';
import { Problem } from '../http/problem.js';
import { householdOf } from './networks.js';
import { SIGN_IN_POLICIES, type SignInPolicies } from './sign-in-policies.js';

/** What is tried, so that being wrong at one does not close the other. */
export type Tried = 'account' | 'confirm' | 'link' | 'passkey';

/**
 * Failures per account and per network, under an HMAC: the table names neither. A try counts as a failure before it is looked
 * at, one after the other, and is taken back when it was none: sixty at once do not slip past.
 */
@Injectable()
export class SignInLimits {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SIGN_IN_POLICIES) private readonly policies: SignInPolicies,
  ) {}

  /** @returns the try, to take back. @throws Problem 429 */
  reserve(tried: Tried, whose: string, ip: string): Promise<string> {
    const account = this.hmac(`${tried} ${whose.trim().toLowerCase()}`);
    const network = this.hmac(`network ${householdOf(ip)}`);
    return this.database.asSystem('sign-in', async (tx) => {
      for (const subject of [account, network].toSorted(Buffer.compare)) {
        await tx.query(`select pg_advisory_xact_lock(('x' || encode($1, 'hex'))::bit(64)::bigint)`, [subject.subarray(0, 8)]);
      }
      await this.check(tx, account, network);
      const attempt = uuid();
      await tx.query('insert into sign_in_failures (subject, attempt) values ($1, $3), ($2, $3)', [account, network, attempt]);
      return attempt;
    });
  }

  /** It was no failure. */
  async takeBack(attempt: string): Promise<void> {
    await this.database.asSystem('sign-in', (tx) => tx.query('delete from sign_in_failures where attempt = $1', [attempt]));
  }

  private async check(tx: Tx, account: Buffer, network: Buffer): Promise<void> {
    const { windowMinutes, perAccount, perNetwork } = (await this.policies.policy(tx)).failures;
    const rows: { account: boolean; failures: number; oldest: number }[] = await tx.query(
      `select subject = $1 as account, count(*)::int as failures, extract(epoch from min(at) - now())::int as oldest
       from sign_in_failures where subject in ($1, $2) and at > now() - make_interval(mins => $3) group by subject`,
      [account, network, windowMinutes],
    );
    const full = rows.find((row) => row.failures >= (row.account ? perAccount : perNetwork));
    if (full) throw tooMany(Math.max(1, windowMinutes * 60 + full.oldest));
  }

  private hmac = (text: string): Buffer =>
    createHmac('sha256', this.config.sessionSecret).update(text).digest().subarray(0, 16);
}

const tooMany = (seconds: number) =>
  new Problem(
    429,
    'too-many-failures',
    'Er werd te vaak een verkeerd wachtwoord of een verkeerde code ingevuld. Probeer het later opnieuw, of bel 1712.',
    {},
    { 'Retry-After': String(seconds) },
  );
