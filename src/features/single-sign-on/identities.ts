import { Injectable } from '@nestjs/common';
import { WaysIn } from '../../platform/auth/factors/ways-in.js';
import { keepNetwork } from '../../platform/auth/networks.js';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdentityProvider } from './identity-provider.js';
import { hasAnother, suspended, taken, unknownPerson } from './refusals.js';

/** Whose account the provider's names belong to. Never found by an e-mail address: only who was signed in here linked one. */
@Injectable()
export class Identities {
  constructor(
    private readonly database: Database,
    private readonly provider: IdentityProvider,
    private readonly waysIn: WaysIn,
  ) {}

  /**
   * The account of who was found to have one of these names, the best first; on record, as every sign-in and every refusal.
   * @throws Problem 403 of somebody unknown, or whose account is suspended
   */
  async signIn(subjects: readonly string[], ip: string): Promise<string> {
    const account = await this.database.asSystem('sign-in', async (tx) => {
      const found = await this.find(tx, subjects);
      await open(tx, ip, found?.id, found ? (found.suspended ? suspended().code : 'ok') : unknownPerson().code);
      return found;
    });
    if (!account) throw unknownPerson();
    if (account.suspended) throw suspended();
    return account.id;
  }

  /** A sign-in that came to nothing, nobody knows whose. */
  refused(code: string, ip: string): Promise<void> {
    return this.database.asSystem('sign-in', (tx) => open(tx, ip, undefined, code));
  }

  /** When the account was linked; null when it is not. */
  linkedAt(accountId: string): Promise<string | null> {
    return this.database.asSystem('sign-in', async (tx) => {
      const [row] = await tx.query('select linked_at from account_identities where account_id = $1 and issuer = $2', [accountId, this.issuer]);
      return maybeLocalIso(row?.linked_at ?? null);
    });
  }

  async belongTo(accountId: string, subjects: readonly string[]): Promise<boolean> {
    const found = await this.database.asSystem('sign-in', (tx) => this.find(tx, subjects));
    return found?.id === accountId;
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
      if (made) await tx.audit('account.link-identity', { kind: 'account', id: accountId });
    });
  }

  /** @throws Problem 422 when it is the last way in */
  unlink(accountId: string): Promise<void> {
    return this.waysIn.removeIdentity(accountId, this.issuer);
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

async function open(tx: Tx, ip: string, accountId: string | undefined, result: string): Promise<void> {
  const event = await tx.audit('session.open', accountId ? { kind: 'account', id: accountId } : undefined, result);
  await keepNetwork(tx, event, ip);
}
