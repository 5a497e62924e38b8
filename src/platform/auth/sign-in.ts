import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { verifyPassword } from './passwords.js';
import { People } from './people.js';
import { SignInLimits } from './sign-in-limits.js';

export interface SignedIn {
  accountId: string;
}

/** E-mail and password. Failures count, and are on the audit record without the address that was tried. */
@Injectable()
export class SignIn {
  constructor(
    private readonly people: People,
    private readonly limits: SignInLimits,
    private readonly database: Database,
  ) {}

  async verify(email: string, password: string, ip: string): Promise<SignedIn | null> {
    await this.limits.check(email, ip);
    const account = await this.people.credentialsOf(email);
    const right = await verifyPassword(account?.passwordHash, password);
    if (!account || !right) await this.limits.failed(email, ip);
    await this.database.asSystem('sign-in', (tx) =>
      tx.audit('session.open', account ? { kind: 'account', id: account.id } : undefined, right ? 'ok' : 'refused'),
    );
    return account && right ? { accountId: account.id } : null;
  }
}
