import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { detachableFrom, mayDetachBefore } from '../../domain/audit-retention.js';
import { DetachMonths } from '../../platform/audit/detach-months.js';
import { CliCommand, Refusal, type Command } from '../../platform/cli/commands.js';
import { optionsOf } from '../../platform/cli/options.js';
import { Database } from '../../platform/database/database.js';
import { ReferenceData } from '../reference-data/reference-data.js';

@Injectable()
@CliCommand('admin audit detach', '--before YYYY-MM: months that are past their years (reference data) leave the audit record')
export class DetachMonthsCommand implements Command {
  constructor(
    private readonly months: DetachMonths,
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  async run(args: string[]): Promise<number> {
    const { before } = optionsOf(args, { before: 'string' });
    if (!before || !/^\d{4}-(0[1-9]|1[0-2])$/.test(before)) throw new Refusal('--before must be a month, as 2016-03');
    const month = Temporal.PlainYearMonth.from(before);
    const { auditYears } = await this.database.asSystem('command', async (tx) => (await this.reference.on(tx, tx.now)).retention);
    if (!mayDetachBefore(month, Temporal.Now.plainDateISO('UTC'), auditYears)) {
      throw new Refusal(`The audit record is kept for ${auditYears} years: months before ${before} may go from ${detachableFrom(month, auditYears)} on.`);
    }
    const detached = await this.months.before(before);
    const lines = detached.map(({ table, count }) => `${table}: ${count} rows, detached. Keep a copy elsewhere or drop the table.`);
    process.stdout.write([...lines, `${detached.length} months were detached.`, ''].join('\n'));
    return 0;
  }
}
