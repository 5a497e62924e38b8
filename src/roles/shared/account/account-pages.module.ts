import { Module } from '@nestjs/common';
import { AccountRecoveryModule } from '../../../features/account-recovery/account-recovery.module.js';
import { AccountsModule } from '../../../features/accounts/accounts.module.js';
import { NotificationsModule } from '../../../features/notifications/notifications.module.js';
import { AccountController } from './account.controller.js';
import { ConfirmController } from './confirm.controller.js';
import { RecoveryController } from './recovery.controller.js';
import { WaysInController } from './ways-in.controller.js';

/** What everybody has of their own, whatever the role. */
@Module({
  imports: [AccountRecoveryModule, AccountsModule, NotificationsModule],
  controllers: [ConfirmController, WaysInController, RecoveryController, AccountController],
 })
export class AccountPagesModule {}
