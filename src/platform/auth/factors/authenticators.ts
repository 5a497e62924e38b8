import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Database, type Tx } from '../../database/database.js';
import { Problem } from '../../http/problem.js';
import { errorCode, logger } from '../../log.js';
import { Vault } from '../../vault/vault.js';
import { newSecret, secretUri, stepOfCode } from '../totp.js';

interface Row {
  id: string;
  secret_ct: Buffer;
  /** bigint, as Postgres gives it. */
  last_step: string | null;
}

const place = (rowId: string) => ({ table: 'authenticators', column: 'secret_ct', rowId });

/** @throws Problem 503 */
function vaultIsAway(error: unknown): never {
  logger.error({ code: errorCode(error) }, 'no code of an app can be checked: the vault does not open');
  throw new Problem(503, 'unavailable', 'De code kan nu niet nagekeken worden. Meld je aan met een passkey, of probeer het zo dadelijk opnieuw. Dringend? Bel 1712.', {}, { 'Retry-After': '30' });
}

/** An app that counts codes. Its secret is sealed by the vault: without the vault no code is checked, and a passkey still is. */
@Injectable()
export class Authenticators {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** A new one beside what there is; it counts once a code of it was typed. What was begun before and not finished goes. */
  begin(accountId: string): Promise<{ secret: string; uri: string }> {
    return this.database.asSystem('sign-in', async (tx) => {
      const [{ email }] = await tx.query('select email from accounts where id = $1', [accountId]);
      await this.forget(tx, accountId, 'confirmed_at is null');
      const id = uuid();
      const key = await this.vault.createKey(tx, { kind: 'authenticator', id });
      const secret = newSecret();
      await tx.query('insert into authenticators (id, account_id, secret_ct) values ($1, $2, $3)', [id, accountId, key.seal(place(id), secret)]);
      return { secret, uri: secretUri(secret, email) };
    });
  }

  /** The code shows that the app has the secret; an older app counts no more. @returns whether it is right */
  confirm(accountId: string, code: string): Promise<boolean> {
    return this.database.asSystem('sign-in', async (tx) => {
      const id = await this.use(tx, accountId, 'confirmed_at is null', code);
      if (!id) return false;
      await this.forget(tx, accountId, `id <> '${id}'`);
      await tx.query('update authenticators set confirmed_at = now() where id = $1', [id]);
      await tx.audit('authenticator.add', { kind: 'account', id: accountId });
      return true;
    });
  }

  /** Uses the code up. @returns whether it is right. @throws when the vault is away */
  check(accountId: string, code: string): Promise<boolean> {
    return this.database.asSystem('sign-in', async (tx) => (await this.use(tx, accountId, 'confirmed_at is not null', code)) !== null);
  }

  async remove(tx: Tx, accountId: string): Promise<void> {
    if (await this.forget(tx, accountId, 'true')) await tx.audit('authenticator.remove', { kind: 'account', id: accountId });
  }

  /** The row is held: of two who type the same code, one comes in. @returns its id when the code is right */
  private async use(tx: Tx, accountId: string, which: string, code: string): Promise<string | null> {
    const [row]: Row[] = await tx.query(`select id, secret_ct, last_step from authenticators where account_id = $1 and ${which} for update`, [accountId]);
    if (!row) return null;
    const key = await this.vault.open(tx, row.id).catch(vaultIsAway);
    const secret = key.unseal(place(row.id), row.secret_ct);
    const step = await stepOfCode(secret, code, row.last_step === null ? null : Number(row.last_step));
    if (step === null) return null;
    await tx.query('update authenticators set last_step = $2 where id = $1', [row.id, step]);
    return row.id;
  }

  private async forget(tx: Tx, accountId: string, which: string): Promise<boolean> {
    const rows = await tx.query(`with gone as (delete from authenticators where account_id = $1 and ${which} returning id) select id from gone`, [accountId]);
    if (rows.length) await this.vault.destroyKeys(rows.map(({ id }) => id));
    return rows.length > 0;
  }
}
