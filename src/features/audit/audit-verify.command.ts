import { Injectable } from '@nestjs/common';
import { verdictText } from '../../platform/audit/verdict-text.js';
import { Verifier } from '../../platform/audit/verifier.js';
import { CliCommand, type Command } from '../../platform/cli/commands.js';
import { optionsOf } from '../../platform/cli/options.js';

@Injectable()
@CliCommand('audit:verify', 'is the audit record still what was sealed? Says what is wrong, and ends with 1')
export class AuditVerifyCommand implements Command {
  constructor(private readonly verifier: Verifier) {}

  async run(args: string[]): Promise<number> {
    optionsOf(args, {});
    const verdict = await this.verifier.verify();
    process.stdout.write(verdictText(verdict));
    return verdict.findings.count ? 1 : 0;
  }
}
