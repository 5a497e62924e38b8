import { Injectable } from '@nestjs/common';
import { OpenEpoch } from '../../platform/audit/open-epoch.js';
import { CliCommand, Refusal, type Command } from '../../platform/cli/commands.js';
import { optionsOf } from '../../platform/cli/options.js';

/** Codes, so that nothing typed comes on record. */
const REASONS = ['restore'];

@Injectable()
@CliCommand('admin audit new-epoch', '--reason restore: seals what was put back as it stands, and begins to count anew')
export class NewEpochCommand implements Command {
  constructor(private readonly epochs: OpenEpoch) {}

  async run(args: string[]): Promise<number> {
    const { reason } = optionsOf(args, { reason: 'string' });
    if (!reason || !REASONS.includes(reason)) throw new Refusal(`--reason must be one of: ${REASONS.join(', ')}`);
    const { epoch, sealed } = await this.epochs.open(reason);
    process.stdout.write(`Sealed ${sealed} rows as they stood. Epoch ${epoch} begins.\n`);
    return 0;
  }
}
