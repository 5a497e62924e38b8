import { Module } from '@nestjs/common';
import { SealingModule } from '../../platform/audit/sealing.module.js';
import { AuditVerifyCommand } from './audit-verify.command.js';
import { BreachReportCommand } from './breach-report.command.js';
import { BreachReports } from './breach-report.js';
import { DetachMonthsCommand } from './detach-months.command.js';
import { NewEpochCommand } from './new-epoch.command.js';

/** What a person with access to the server does with the audit record. */
@Module({ imports: [SealingModule], providers: [AuditVerifyCommand, NewEpochCommand, DetachMonthsCommand, BreachReports, BreachReportCommand] })
export class AuditCommandsModule {}
