import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Problem } from '../http/problem.js';
import { keepNetwork } from './networks.js';
import { verifyPassword } from './passwords.js';
import { People } from './people.js';
import { SignInLimits } from './sign-in-limits.js';

/** What a refused sign-in is called, in the answer and on the audit record. */
export const WRONG_CREDENTIALS = 'wrong-credentials';

export interface SignedIn {
  accountId: string;
}

/**
 * E-mail and password. Failures count, and are on the audit record without the address that was tried. The network is
 * kept beside the record, so that it can be forgotten sooner.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly people: People,
    private readonly limits: SignInLimits,
    private readonly database: Database,
  ) {}

  async verify(email: string, password: string, ip: string): Promise<SignedIn | null> {
    try {
      await this.limits.check(email, ip);
    } catch (refusal) {
      if (refusal instanceof Problem) await this.record(null, refusal.code, ip);
      throw refusal;
    }
    const account = await this.people.credentialsOf(email);
    const right = await verifyPassword(account?.passwordHash, password);
    if (!account || !right) await this.limits.failed(email, ip);
    await this.record(account?.id ?? null, account && right ? 'ok' : WRONG_CREDENTIALS, ip);
    return account && right ? { accountId: account.id } : null;
  }

  private record(accountId: string | null, result: string, ip: string): Promise<void> {
    return this.database.asSystem('sign-in', async (tx) => {
      const event = await tx.audit('session.open', accountId ? { kind: 'account', id: accountId } : undefined, result);
      await keepNetwork(tx, event, ip);
    });
  }
}
