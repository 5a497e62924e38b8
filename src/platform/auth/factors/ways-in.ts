import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.module.js';
import { Database, type Tx } from '../../database/database.js';
import { rule } from '../../http/problem.js';
import { hashPassword, verifyPassword } from '../passwords.js';
import { checkNewPassword } from '../password-rules.js';
import { Authenticators } from './authenticators.js';

/** The ways in of one account, and no secret of any of them. */
export interface WaysInView {
  passkeys: { id: string; device: string; createdAt: Date; lastUsedAt: Date | null }[];
  /** Since when codes of an app count. */
  authenticator: { confirmedAt: Date } | null;
  password: boolean;
  recoveryCodes: { left: number };
  /** Single sign-on: since when the provider that is configured now knows the account. */
  digitalKey: { linkedAt: Date } | null;
  enrolledAt: Date | null;
}

/** What an account comes in by; when that is enough; and its end, all of it at once. */
@Injectable()
export class WaysIn {
  constructor(
    private readonly database: Database,
    private readonly authenticators: Authenticators,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  read(accountId: string): Promise<WaysInView> {
    return this.database.asSystem('sign-in', (tx) => this.waysInOf(tx, accountId));
  }

  /** A new password, by its rules: who came in with the old one is out, but for the session that asks. @throws Problem 400 */
  async choosePassword(accountId: string, password: string, sid: string | undefined): Promise<void> {
    const about = await this.database.asSystem('sign-in', async (tx) => (await tx.query('select name, email from accounts where id = $1', [accountId]))[0]);
    await checkNewPassword(password, about as { name: string; email: string });
    const hash = await hashPassword(password);
    await this.database.asSystem('sign-in', async (tx) => {
      await tx.query('update accounts set password_hash = $2 where id = $1', [accountId, hash]);
      await tx.query('delete from sessions where account_id = $1 and id <> $2', [accountId, sid ?? accountId]);
      await tx.audit('password.choose', { kind: 'account', id: accountId });
    });
  }

  async isPassword(accountId: string, password: string): Promise<boolean> {
    const hash = await this.database.asSystem('sign-in', async (tx) => (await tx.query('select password_hash from accounts where id = $1', [accountId]))[0]?.password_hash);
    return verifyPassword(hash, password);
  }

  /** From now on the account is in. Again changes nothing. @throws Problem 422 while there is not enough */
  enrol(accountId: string): Promise<WaysInView> {
    return this.database.asSystem('sign-in', async (tx) => {
      const ways = await this.waysInOf(tx, accountId, 'for update');
      if (ways.enrolledAt) return ways;
      if (!this.areEnough(ways)) throw notEnough();
      // A password alone is no way in: without codes of an app beside it it goes.
      const password = this.config.secondFactor && !ways.authenticator ? 'null' : 'password_hash';
      await tx.query(`update accounts set enrolled_at = now(), password_hash = ${password} where id = $1`, [accountId]);
      await tx.audit('account.enrol', { kind: 'account', id: accountId });
      return this.waysInOf(tx, accountId);
    });
  }

  /** Codes of an app no longer, nor the password that they stood beside. @throws Problem 422 for the last way in */
  removeAuthenticator(accountId: string): Promise<void> {
    return this.database.asSystem('sign-in', async (tx) => {
      const ways = await this.waysInOf(tx, accountId, 'for update');
      if (!ways.authenticator) return;
      if (ways.enrolledAt && !this.areEnough({ ...ways, authenticator: null })) throw lastWay();
      await this.authenticators.remove(tx, accountId);
      if (this.config.secondFactor) await tx.query('update accounts set password_hash = null where id = $1', [accountId]);
    });
  }

  /** @throws Problem 422 for the last way in */
  removePasskey(accountId: string, id: string): Promise<boolean> {
    return this.database.asSystem('sign-in', async (tx) => {
      const ways = await this.waysInOf(tx, accountId, 'for update');
      const passkeys = ways.passkeys.filter((one) => one.id !== id);
      if (passkeys.length === ways.passkeys.length) return false;
      if (ways.enrolledAt && !this.areEnough({ ...ways, passkeys })) throw lastWay();
      await tx.query('delete from passkeys where account_id = $1 and id = $2', [accountId, id]);
      await tx.audit('passkey.remove', { kind: 'account', id: accountId });
      return true;
    });
  }

  /** The provider's name for the account is forgotten. @throws Problem 422 for the last way in */
  removeDigitalKey(accountId: string): Promise<void> {
    return this.database.asSystem('sign-in', async (tx) => {
      const ways = await this.waysInOf(tx, accountId, 'for update');
      if (!ways.digitalKey) return;
      if (ways.enrolledAt && !this.areEnough({ ...ways, digitalKey: null })) throw lastWay();
      await tx.query('delete from account_identities where account_id = $1 and issuer = $2', [accountId, this.config.oidc?.issuer]);
      await tx.audit('account.unlink-identity', { kind: 'account', id: accountId });
    });
  }

  /** Whatever somebody came in by is gone, sessions too; what is printed stays. Then ways in are set anew. */
  async endAll(tx: Tx, accountId: string): Promise<void> {
    await this.authenticators.remove(tx, accountId);
    await tx.query('delete from passkeys where account_id = $1', [accountId]);
    await tx.query('delete from account_identities where account_id = $1', [accountId]);
    await tx.query('delete from sessions where account_id = $1', [accountId]);
    await tx.query('update accounts set password_hash = null, enrolled_at = null where id = $1', [accountId]);
  }

  /** Printed codes and something that is at hand each day. Where no second factor is asked, a password does. */
  private areEnough({ passkeys, authenticator, password, recoveryCodes, digitalKey }: WaysInView): boolean {
    const ways = passkeys.length + (authenticator && password ? 1 : 0) + (digitalKey ? 1 : 0);
    if (!this.config.secondFactor) return ways > 0 || password;
    return ways > 0 && recoveryCodes.left > 0;
  }

  private async waysInOf(tx: Tx, accountId: string, lock = ''): Promise<WaysInView> {
    const [account] = await tx.query(`select password_hash is not null as password, enrolled_at from accounts where id = $1 ${lock}`, [accountId]);
    const passkeys = await tx.query('select id, device, created_at, last_used_at from passkeys where account_id = $1 order by created_at', [accountId]);
    const [authenticator] = await tx.query('select confirmed_at from authenticators where account_id = $1 and confirmed_at is not null', [accountId]);
    const [{ left }] = await tx.query(
      'select count(*)::int as left from recovery_codes where account_id = $1 and confirmed_at is not null and used_at is null',
      [accountId],
    );
    const issuer = this.config.oidc?.issuer ?? null;
    const [key] = await tx.query('select linked_at from account_identities where account_id = $1 and issuer = $2', [accountId, issuer]);
    return {
      passkeys: passkeys.map((row) => ({ id: row.id, device: row.device, createdAt: row.created_at, lastUsedAt: row.last_used_at })),
      authenticator: authenticator ? { confirmedAt: authenticator.confirmed_at } : null,
      password: account?.password ?? false,
      recoveryCodes: { left },
      digitalKey: key ? { linkedAt: key.linked_at } : null,
      enrolledAt: account?.enrolled_at ?? null,
    };
  }
}

const notEnough = () =>
  rule('ways-in-missing', 'Stel eerst een passkey in, of een wachtwoord met een app voor codes; en druk je herstelcodes af.');
const lastWay = () => rule('last-way-in', 'Zo kan je niet meer aanmelden. Stel eerst een andere manier in.');
