import { Inject, Injectable } from '@nestjs/common';
import { makeBackup } from '../../platform/backup/make-backup.js';
import { CliCommand, type Command } from '../../platform/cli/commands.js';
import { optionsOf } from '../../platform/cli/options.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { migrationUrls } from '../../platform/database/migrations.js';
import { ReferenceData } from '../reference-data/reference-data.js';

/** `--verify` and `--new-key` need no database: offline.ts answers them before there is an application. */
@Injectable()
@CliCommand('backup', '[--to FOLDER]: both databases, apart, encrypted; --verify FILE reads one to its end; --new-key FILE makes a key')
export class BackupCommand implements Command {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  async run(args: string[]): Promise<number> {
    const { to: folder = this.config.backup.folder } = optionsOf(args, { to: 'string' });
    const { vaultBackupDays } = await this.database.asSystem('command', async (tx) => (await this.reference.on(tx, tx.now)).retention);
    const say = (line: string) => process.stdout.write(`${line}\n`);
    await makeBackup({ ...this.config.backup, folder }, vaultBackupDays, migrationUrls(process.env), say);
    await this.database.asSystem('command', (tx) => tx.audit('backup.make'));
    return 0;
  }
}
