import { Module } from '@nestjs/common';
import { SealingModule } from '../../platform/audit/sealing.module.js';
import { AFTER_RESTORE } from './after-restore.js';
import { BackupCommand } from './backup.command.js';
import { RestoreCommand } from './restore.command.js';
import { RestoreGaps } from './restore-gaps.js';

/** What the pages know of a restore. */
@Module({ providers: [RestoreGaps], exports: [RestoreGaps] })
export class RestoreGapsModule {}

/** Backing up and putting back, by a person with access to the server. */
@Module({
  imports: [SealingModule, RestoreGapsModule],
  providers: [BackupCommand, RestoreCommand, { provide: AFTER_RESTORE, useValue: [] }],
})
export class BackupCommandsModule {}
