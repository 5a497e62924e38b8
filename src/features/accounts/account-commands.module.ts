import { Module } from '@nestjs/common';
import { SuspendAccountCommand } from './suspend-account.command.js';

@Module({ providers: [SuspendAccountCommand] })
export class AccountCommandsModule {}
