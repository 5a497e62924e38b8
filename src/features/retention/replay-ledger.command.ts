import { Injectable } from '@nestjs/common';
import { CliCommand, type Command } from '../../platform/cli/commands.js';
import { optionsOf } from '../../platform/cli/options.js';
import { linesOf, ReplayLedger } from './replay-ledger.js';

@Injectable()
@CliCommand('admin retention replay', '[--dry-run]: after a restore, destroys again what was destroyed, and names the consults that are lost')
export class ReplayLedgerCommand implements Command {
  constructor(private readonly replay: ReplayLedger) {}

  async run(args: string[]): Promise<number> {
    const { 'dry-run': dryRun } = optionsOf(args, { 'dry-run': 'boolean' });
    const replayed = await this.replay.run({ dryRun });
    process.stdout.write(`${linesOf(replayed, dryRun).join('\n')}\n`);
    return replayed.unknown ? 1 : 0;
  }
}
