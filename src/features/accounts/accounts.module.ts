import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Account } from './account.entity.js';
import { Accounts } from './accounts.js';
import { Confirming } from './confirming.js';
import { FactorsController } from './factors.controller.js';
import { MySessionsController } from './my-sessions.controller.js';
import { PasskeySignIn } from './passkey-sign-in.js';
import { SessionController } from './session.controller.js';
import { SessionList } from './session-list.js';

@Module({
  imports: [TypeOrmModule.forFeature([Account])],
  controllers: [SessionController, FactorsController, MySessionsController],
  providers: [Accounts, Confirming, PasskeySignIn, SessionList],
  exports: [Accounts, Confirming, PasskeySignIn, SessionList],
})
export class AccountsModule {}
