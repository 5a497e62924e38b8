import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { SIGN_IN_SOURCE, type RoleSource } from '../database/role-source.js';
import { Problem } from '../http/problem.js';
import { householdOf } from './networks.js';

/** What somebody may do without signing in, and how often in a window of time from one network. */
const LIMITS = {
  /** Links that do not work. */
  invitation: { most: 100, minutes: 15 },
  /** Going off to sign in elsewhere: each leaves a session that nobody is in yet. */
  'sign-on': { most: 100, minutes: 15 },
  /** Asking what a passkey is to sign: the same. */
  'passkey-asked': { most: 200, minutes: 15 },
  /** Registrations that somebody asks for herself. */
  'registration-request': { most: 20, minutes: 60 },
  /** Of those, for one address: a mailbox is not filled by who knows it. */
  'registration-mail': { most: 3, minutes: 60 },
} as const;
export type Limited = keyof typeof LIMITS;

/** Counts under an HMAC, beside the failures of signing in: the table names no network and no address. */
@Injectable()
export class PublicLimits {
  constructor(
    @Inject(SIGN_IN_SOURCE) private readonly source: RoleSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws Problem 429 */
  async check(what: Limited, whose: string): Promise<void> {
    const left = await this.secondsLeft(what, whose);
    if (left === null) return;
    throw new Problem(429, 'too-many', 'Dat is te vaak na elkaar. Probeer het later opnieuw, of bel 1712.', {}, { 'Retry-After': String(left) });
  }

  async isFull(what: Limited, whose: string): Promise<boolean> {
    return (await this.secondsLeft(what, whose)) !== null;
  }

  async count(what: Limited, whose: string): Promise<void> {
    await this.source.query('insert into sign_in_failures (subject) values ($1)', [this.subject(what, whose)]);
  }

  private async secondsLeft(what: Limited, whose: string): Promise<number | null> {
    const { most, minutes } = LIMITS[what];
    const [{ count, oldest }] = await this.source.query(
      `select count(*)::int as count, extract(epoch from min(at) - now())::int as oldest from sign_in_failures
       where subject = $1 and at > now() - make_interval(mins => $2)`,
      [this.subject(what, whose), minutes],
    );
    return count < most ? null : Math.max(1, minutes * 60 + (oldest ?? 0));
  }

  private subject(what: Limited, whose: string): Buffer {
    const one = whose.includes('@') ? whose.trim().toLowerCase() : householdOf(whose);
    return createHmac('sha256', this.config.sessionSecret).update(`${what} ${one}`).digest().subarray(0, 16);
  }
}
