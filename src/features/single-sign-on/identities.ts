import { Injectable } from '@nestjs/common';
import { SignIn, tellOwner } from '../../platform/auth/sign-in.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdentityProvider } from './identity-provider.js';
import { hasAnother, suspended, taken, unknownPerson } from './refusals.js';

/** Whose account the provider's names belong to. Never found by an e-mail address: only who was signed in here linked one. */
@Injectable()
export class Identities {
  constructor(
    private readonly database: Database,
    private readonly provider: IdentityProvider,
    private readonly signIns: SignIn,
  ) {}

  /**
   * The account of who was found to have one of these names, the best first; on record, as every sign-in and every refusal.
   * @throws Problem 403 of somebody unknown, or whose account is suspended
   */
  async signIn(subjects: readonly string[], ip: string): Promise<string> {
    const account = await this.of(subjects);
    const refusal = account ? suspended() : unknownPerson();
    const result = account && !account.suspended ? 'ok' : refusal.code;
    await this.signIns.record(account?.id ?? null, result, ip);
    if (!account || account.suspended) throw refusal;
    return account.id;
  }

  /** A sign-in that came to nothing, nobody knows whose. */
  refused(code: string, ip: string): Promise<void> {
    return this.signIns.record(null, code, ip);
  }

  async belongTo(accountId: string, subjects: readonly string[]): Promise<boolean> {
    return (await this.of(subjects))?.id === accountId;
  }

  /** Twice is once. @throws Problem 409 when it is somebody else's, or the account has another */
  link(accountId: string, subject: string): Promise<void> {
    return this.database.asSystem('sign-in', async (tx) => {
      const [made] = await tx.query(
        `insert into account_identities (issuer, subject, account_id, linked_at) values ($1, $2, $3, $4)
         on conflict do nothing returning account_id`,
        [this.issuer, subject, accountId, tx.now.toString()],
      );
      const owner = made ? accountId : (await this.find(tx, [subject]))?.id;
      if (owner !== accountId) throw owner ? taken() : hasAnother();
      if (!made) return;
      await tx.audit('account.link-identity', { kind: 'account', id: accountId });
      await tellOwner(tx, 'account.key-linked', accountId);
    });
  }

  private of(subjects: readonly string[]) {
    return this.database.asSystem('sign-in', (tx) => this.find(tx, subjects));
  }

  private get issuer(): string {
    return this.provider.settings.issuer;
  }

  private async find(tx: Tx, subjects: readonly string[]): Promise<{ id: string; suspended: boolean } | undefined> {
    const [row] = await tx.query(
      `select a.id, a.suspended_at is not null as suspended from account_identities i join accounts a on a.id = i.account_id
       where i.issuer = $1 and i.subject = any ($2) order by array_position($2::text[], i.subject) limit 1`,
      [this.issuer, subjects],
    );
    return row;
  }
}
