import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { Database, type Tx } from '../database/database.js';
import { Problem } from '../http/problem.js';
import { Authenticators } from './factors/authenticators.js';
import { normaliseRecoveryCode, RecoveryCodes } from './factors/recovery-codes.js';
import { WaysIn } from './factors/ways-in.js';
import { announce } from '../outbox/outbox.js';
import { isKnownNetwork, keepNetwork } from './networks.js';
import { verifyPassword } from './passwords.js';
import { People } from './people.js';
import type { SessionStart } from './session-start.js';
import { SignInLimits } from './sign-in-limits.js';

/** What a refused sign-in is called, in the answer and on the audit record. */
export const WRONG_CREDENTIALS = 'wrong-credentials';
const WRONG_CODE = 'wrong-code';

/** The password was right, and is not enough. */
export class SecondFactorRequired extends Problem {
  constructor(readonly accountId: string) {
    super(401, 'second-factor-required', 'Vul de code uit je app in, of meld je aan met een passkey.');
  }
}

/** A mail and a notice under one of her mandates; who has none is told nothing. */
export async function tellOwner(tx: Tx, event: 'account.new-network' | 'account.recovery-code-used' | 'account.key-linked', accountId: string): Promise<void> {
  const [mandate] = await tx.query('select id from mandates where account_id = $1 and suspended_at is null order by created_at, id limit 1', [accountId]);
  if (mandate) await announce(tx, event, { mandateId: mandate.id });
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * E-mail and password, with a code where there is a second factor; or a printed code. Failures count, and are on the audit
 * record without the address that was tried. The network is kept beside the record, so that it can be forgotten sooner.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly people: People,
    private readonly limits: SignInLimits,
    private readonly database: Database,
    private readonly authenticators: Authenticators,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly waysIn: WaysIn,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns null when address and password are not of one another. @throws Problem 401 about the code, 429, 503 */
  async withPassword(email: string, password: string, code: string | undefined, ip: string): Promise<SessionStart | null> {
    const attempt = await this.reserved(email, ip);
    const account = await this.people.credentialsOf(email);
    const right = await this.orTakenBack(attempt, verifyPassword(account?.passwordHash, password));
    if (!account || !right) {
      await this.record(account?.id ?? null, WRONG_CREDENTIALS, ip);
      return null;
    }
    if (account.secondFactor || (account.digitalKey && this.config.secondFactor)) {
      if (code?.trim()) return this.withCodeOf(attempt, account.id, code, ip);
      await this.limits.takeBack(attempt);
      await this.record(account.id, 'second-factor-required', ip);
      throw new SecondFactorRequired(account.id);
    }
    await this.limits.takeBack(attempt);
    await this.record(account.id, 'ok', ip);
    return this.begunWithPasswordAlone(account.id);
  }

  /** The second step, for whose password was right a moment ago. @throws Problem 401, 429, 503 */
  async withCode(accountId: string, code: string, ip: string): Promise<SessionStart> {
    const attempt = await this.reserved((await this.people.emailOf(accountId)) ?? '', ip);
    return this.withCodeOf(attempt, accountId, code, ip);
  }

  /**
   * A printed code in the place of everything else. It ends what there was of other ways in: whoever has none left sets them
   * anew, and whoever found the paper is seen. @returns null when address and code are not of one another. @throws Problem 429
   */
  async withRecoveryCode(email: string, code: string, ip: string): Promise<SessionStart | null> {
    const attempt = await this.reserved(email, ip);
    const account = await this.people.credentialsOf(email);
    const used = await this.orTakenBack(attempt, this.useRecoveryCode(account?.id ?? NOBODY, code));
    await this.record(account?.id ?? null, used ? 'ok' : WRONG_CODE, ip);
    if (!account || !used) return null;
    await this.limits.takeBack(attempt);
    return { accountId: account.id, methods: ['recovery'] };
  }

  /** A passkey, or what a provider says: nothing was guessed, and it is on record. */
  async cameIn(accountId: string, ip: string): Promise<void> {
    await this.record(accountId, 'ok', ip);
  }

  private async withCodeOf(attempt: string, accountId: string, code: string, ip: string): Promise<SessionStart> {
    const printed = normaliseRecoveryCode(code) !== null;
    const checked = printed ? this.useRecoveryCode(accountId, code) : this.authenticators.check(accountId, code);
    if (!(await this.orTakenBack(attempt, checked))) {
      await this.record(accountId, WRONG_CODE, ip);
      throw new Problem(401, WRONG_CODE, 'Deze code klopt niet, of is al gebruikt. Wacht op een nieuwe en probeer opnieuw.');
    }
    await this.limits.takeBack(attempt);
    await this.record(accountId, 'ok', ip);
    return printed ? { accountId, methods: ['recovery'] } : { accountId, methods: ['password', 'totp'], secondFactorAt: new Date() };
  }

  private useRecoveryCode(accountId: string, code: string): Promise<boolean> {
    return this.database.asSystem('sign-in', async (tx) => {
      if (!(await this.recoveryCodes.use(tx, accountId, code))) return false;
      await this.waysIn.endAll(tx, accountId);
      await tx.audit('recovery-code.use', { kind: 'account', id: accountId });
      await tellOwner(tx, 'account.recovery-code-used', accountId);
      return true;
    });
  }

  /** Enough where no second factor is asked, and then as fresh as one. Else she sets her ways in. */
  private async begunWithPasswordAlone(accountId: string): Promise<SessionStart> {
    if (!this.config.secondFactor) return { accountId, methods: ['password'], secondFactorAt: new Date() };
    await this.database.asSystem('sign-in', (tx) => tx.query('update accounts set enrolled_at = null where id = $1', [accountId]));
    return { accountId, methods: ['password'] };
  }

  private async reserved(email: string, ip: string): Promise<string> {
    try {
      return await this.limits.reserve('account', email, ip);
    } catch (refusal) {
      if (refusal instanceof Problem) await this.record(null, refusal.code, ip);
      throw refusal;
    }
  }

  /** What could not be looked at was no failure. */
  private async orTakenBack<T>(attempt: string, looking: Promise<T>): Promise<T> {
    try {
      return await looking;
    } catch (error) {
      await this.limits.takeBack(attempt);
      throw error;
    }
  }

  /** That somebody came in, or did not: whatever way it was. Of an account its id only. */
  record(accountId: string | null, result: string, ip: string): Promise<void> {
    return this.database.asSystem('sign-in', async (tx: Tx) => {
      const known = accountId && result === 'ok' ? await isKnownNetwork(tx, accountId, ip) : true;
      const event = await tx.audit('session.open', accountId ? { kind: 'account', id: accountId } : undefined, result);
      await keepNetwork(tx, event, ip);
      if (accountId && !known) await tellOwner(tx, 'account.new-network', accountId);
    });
  }
}
