import { Injectable } from '@nestjs/common';
import { CliCommand, Refusal, type Command } from '../../platform/cli/commands.js';
import { optionsOf } from '../../platform/cli/options.js';
import { Database } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';

/**
 * Somebody's account fell into wrong hands: from the next request on it sees nothing, whoever is signed in with it. Again
 * changes nothing, but puts it on record.
 */
@Injectable()
@CliCommand('admin account suspend', '--account EMAIL|ID [--lift]: at once it sees nothing and cannot sign in; --lift ends that')
export class SuspendAccountCommand implements Command {
  constructor(private readonly database: Database) {}

  async run(args: string[]): Promise<number> {
    const { account, lift = false } = optionsOf(args, { account: 'string', lift: 'boolean' });
    if (!account) throw new Refusal('--account must be an e-mail address or an id');
    const id = await this.suspend(account, lift);
    process.stdout.write(lift ? `Account ${id} works again.\n` : `Account ${id} sees nothing from now on, and cannot sign in.\n`);
    return 0;
  }

  private suspend(account: string, lift: boolean): Promise<string> {
    return this.database.asSystem('suspension', async (tx) => {
      const [known] = await tx.query(`select id from accounts where ${isUuid(account) ? 'id = $1' : 'lower(email) = lower($1)'}`, [account]);
      if (!known) throw new Refusal('--account: nobody has this address or id');
      await tx.query(`update accounts set suspended_at = ${lift ? 'null' : 'coalesce(suspended_at, now())'} where id = $1`, [known.id]);
      if (!lift) await tx.query('delete from sessions where account_id = $1', [known.id]);
      await tx.audit(lift ? 'account.restore' : 'account.suspend', { kind: 'account', id: known.id });
      return known.id;
    });
  }
}
