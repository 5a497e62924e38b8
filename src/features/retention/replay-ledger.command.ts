import { Injectable } from '@nestjs/common';
import { CliCommand, type Command } from '../../platform/cli/commands.js';
import { optionsOf } from '../../platform/cli/options.js';
import { ReplayLedger } from './replay-ledger.js';

@Injectable()
@CliCommand('admin retention replay', '[--dry-run]: after a restore, destroys again what was destroyed, and names the consults that are lost')
export class ReplayLedgerCommand implements Command {
  constructor(private readonly replay: ReplayLedger) {}

  async run(args: string[]): Promise<number> {
    const { 'dry-run': dryRun } = optionsOf(args, { 'dry-run': 'boolean' });
    const { tombstones, destroyed, buried, lost } = await this.replay.run({ dryRun });
    const would = dryRun ? 'would be ' : 'were ';
    const lines = [
      `${tombstones} tombstones in the ledger: ${destroyed} records ${would}destroyed again, ${buried} tombstones ${would}put back.`,
      ...lost.map(({ at, reference, consultId, accountId }) => `lost: ${reference}, sent ${at}, consult ${consultId}, account ${accountId}`),
      `${lost.length} consults were sent and are not in the database.`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
    return 0;
  }
}
