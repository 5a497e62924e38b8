import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { CliCommand, Refusal, type Command } from '../cli/commands.js';
import { Database } from '../database/database.js';
import { isUuid } from '../http/ids.js';
import { Keks } from './keks.js';
import { KEY_PROVIDER, type KeyProvider } from './key-provider.js';
import { VAULT_SOURCE } from './vault-source.js';

/** Takes back what the sweep did, as long as the key is there. */
@Injectable()
@CliCommand('admin vault enable-key', 'ID: a key that the sweep disabled opens its record again')
export class EnableKeyCommand implements Command {
  constructor(
    @Inject(VAULT_SOURCE) private readonly vault: DataSource,
    private readonly database: Database,
  ) {}

  async run([id, ...rest]: string[]): Promise<number> {
    if (!id || rest.length || !isUuid(id)) throw new Refusal('Say which one: npm run admin -- vault enable-key ID');
    await this.database.asSystem('command', async (tx) => {
      await tx.audit('vault.enable-key', { kind: 'data-key', id });
      const [rows] = await this.vault.query(
        'update data_keys set disabled_at = null where record_id = $1 and disabled_at is not null returning record_id',
        [id],
      );
      if (!rows.length) throw new Refusal(`There is no disabled key ${id}.`);
    });
    process.stdout.write(`Key ${id} is enabled.\n`);
    return 0;
  }
}

/** Without the KEK nothing can be read, by anyone, ever: until somebody says that it is kept elsewhere too, health is degraded. */
@Injectable()
@CliCommand('admin kek confirm-copy', 'a copy of KEK_FILE is kept where the databases are not')
export class ConfirmKekCopyCommand implements Command {
  constructor(
    @Inject(KEY_PROVIDER) private readonly keys: KeyProvider,
    private readonly keks: Keks,
    private readonly database: Database,
  ) {}

  async run(args: string[]): Promise<number> {
    if (args.length) throw new Refusal('It takes nothing: npm run admin -- kek confirm-copy');
    const id = await this.database.asSystem('command', async (tx) => {
      const current = await this.keys.current();
      await tx.audit('vault.confirm-copy', undefined, current);
      await this.keks.confirmCopy(current);
      return current;
    });
    process.stdout.write(`Noted: a copy of KEK ${id} is kept elsewhere. A new KEK wants a new copy.\n`);
    return 0;
  }
}

/** The sweep keeps off for thirty days: what looks like an orphan may be a record that the restore lost. */
@Injectable()
@CliCommand('admin vault restored', 'after a restore of either database: no key is swept for 30 days')
export class RestoredCommand implements Command {
  constructor(@Inject(VAULT_SOURCE) private readonly vault: DataSource, private readonly database: Database) {}

  async run(args: string[]): Promise<number> {
    if (args.length) throw new Refusal('It takes nothing: npm run admin -- vault restored');
    await this.database.asSystem('command', async (tx) => {
      await tx.audit('vault.restored');
      await this.vault.query('insert into restores default values');
    });
    process.stdout.write('Noted. No key is swept for 30 days.\n');
    return 0;
  }
}
