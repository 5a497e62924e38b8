import { Module } from '@nestjs/common';
import { SealingModule } from '../../platform/audit/sealing.module.js';
import { ReplayModule } from '../retention/retention.module.js';
import { BackupCommand } from './backup.command.js';
import { RestoreCommand } from './restore.command.js';
import { RestoreGaps } from './restore-gaps.js';

/** What the pages know of a restore. */
@Module({ providers: [RestoreGaps], exports: [RestoreGaps] })
export class RestoreGapsModule {}

/** Backing up and putting back, by a person with access to the server. */
@Module({
  imports: [SealingModule, RestoreGapsModule, ReplayModule],
  providers: [BackupCommand, RestoreCommand],
})
export class BackupCommandsModule {}
