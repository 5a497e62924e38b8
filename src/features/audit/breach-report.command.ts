import { Injectable } from '@nestjs/common';
import { CliCommand, Refusal, type Command } from '../../platform/cli/commands.js';
import { optionsOf } from '../../platform/cli/options.js';
import { BreachReports, type BreachReport } from './breach-report.js';
import { beginningOf } from './period.js';

@Injectable()
@CliCommand('admin breach-report', '--account EMAIL|ID --since ISO [--addresses] [--json]: what an account opened, and who must be told')
export class BreachReportCommand implements Command {
  constructor(private readonly reports: BreachReports) {}

  async run(args: string[]): Promise<number> {
    const { account, since, addresses, json } = optionsOf(args, { account: 'string', since: 'string', addresses: 'boolean', json: 'boolean' });
    if (!account) throw new Refusal('--account must be an e-mail address or an id');
    const report = await this.reports.of(account, momentOf(since), addresses ?? false);
    if (!report) throw new Refusal('--account: nobody has this address or id');
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : asText(report));
    return 0;
  }
}

function momentOf(since: string | undefined): Date {
  try {
    return beginningOf(since ?? '');
  } catch {
    throw new Refusal('--since must be a day, as 2026-10-13, or a moment, as 2026-10-13T10:00:00+02:00');
  }
}

function asText({ account, since, records, toTell }: BreachReport): string {
  const opened = records.map(({ kind, reference, id, first, last, times }) => `  ${kind} ${reference ?? '-'} ${id}  ${times} times, ${first} to ${last}`);
  const people = toTell.map((one) => `  account ${one.account}, organisation ${one.organisation}${one.email ? `, ${one.email}` : ''}`);
  return [`Account ${account} opened ${records.length} records since ${since}`, ...opened, `To be told: ${toTell.length}`, ...people, ''].join('\n');
}
