import { Module } from '@nestjs/common';
import { ConfirmKekCopyCommand, EnableKeyCommand, RestoredCommand } from './key.commands.js';
import { RotateCommand } from './rotate.command.js';

@Module({ providers: [RotateCommand, EnableKeyCommand, RestoredCommand, ConfirmKekCopyCommand] })
export class VaultCommandsModule {}
