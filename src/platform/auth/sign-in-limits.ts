import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { SIGN_IN_SOURCE, type RoleSource } from '../database/role-source.js';
import { Problem } from '../http/problem.js';

const WINDOW_MINUTES = 15;
const PER_ACCOUNT = 20;
const PER_NETWORK = 200;

/** Counts failures only, per address and per network, under an HMAC: the table names neither. */
@Injectable()
export class SignInLimits {
  constructor(
    @Inject(SIGN_IN_SOURCE) private readonly source: RoleSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async check(email: string, ip: string): Promise<void> {
    const rows: { account: boolean; failures: number; oldest: number }[] = await this.source.query(
      `select subject = $1 as account, count(*)::int as failures, extract(epoch from min(at) - now())::int as oldest
       from sign_in_failures where subject in ($1, $2) and at > now() - make_interval(mins => $3) group by subject`,
      [this.account(email), this.network(ip), WINDOW_MINUTES],
    );
    const full = rows.find((row) => row.failures >= (row.account ? PER_ACCOUNT : PER_NETWORK));
    if (!full) return;
    const seconds = Math.max(1, WINDOW_MINUTES * 60 + full.oldest);
    throw new Problem(
      429,
      'too-many-failures',
      'Er werd te vaak een verkeerd wachtwoord ingevuld. Probeer het later opnieuw, of bel 1712.',
      {},
      { 'Retry-After': String(seconds) },
    );
  }

  async failed(email: string, ip: string): Promise<void> {
    await this.source.query('insert into sign_in_failures (subject) values ($1), ($2)', [
      this.account(email),
      this.network(ip),
    ]);
  }

  private account = (email: string): Buffer => this.hmac(`account ${email.trim().toLowerCase()}`);

  /** IPv4 as it is, IPv6 by its /64: one household, one network. */
  private network = (ip: string): Buffer =>
    this.hmac(`network ${ip.includes(':') && !ip.includes('.') ? ip.split(':').slice(0, 4).join(':') : ip}`);

  private hmac = (text: string): Buffer =>
    createHmac('sha256', this.config.sessionSecret).update(text).digest().subarray(0, 16);
}
