import { Module } from '@nestjs/common';
import { EnableKeyCommand, RestoredCommand } from './key.commands.js';
import { RotateCommand } from './rotate.command.js';

@Module({ providers: [RotateCommand, EnableKeyCommand, RestoredCommand] })
export class VaultCommandsModule {}
