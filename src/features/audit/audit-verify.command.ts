import { Injectable } from '@nestjs/common';
import { Verifier } from '../../platform/audit/verifier.js';
import { CliCommand, type Command } from '../../platform/cli/commands.js';
import { optionsOf } from '../../platform/cli/options.js';

@Injectable()
@CliCommand('audit:verify', 'is the audit record still what was sealed? Says what is wrong, and ends with 1')
export class AuditVerifyCommand implements Command {
  constructor(private readonly verifier: Verifier) {}

  async run(args: string[]): Promise<number> {
    optionsOf(args, {});
    const { rows, seals, epochs, unsealed, findings } = await this.verifier.verify();
    const counts = `${rows} rows in ${seals} seals, ${epochs} epochs; ${unsealed} rows younger than a minute are not sealed yet`;
    const verdict = findings.count ? `The audit record was tampered with, or is not sealed: ${findings.count} findings.` : 'The audit record is as it was sealed.';
    process.stdout.write([...findings.lines(), counts, verdict, ''].join('\n'));
    return findings.count ? 1 : 0;
  }
}
