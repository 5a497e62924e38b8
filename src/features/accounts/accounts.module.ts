import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Account } from './account.entity.js';
import { Accounts } from './accounts.js';
import { SessionController } from './session.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([Account])],
  controllers: [SessionController], providers: [Accounts], exports: [Accounts] })
export class AccountsModule {}
