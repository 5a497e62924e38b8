import { Module } from '@nestjs/common';
import { AccountRecoveryModule } from '../../features/account-recovery/account-recovery.module.js';
import { SingleSignOnModule } from '../../features/single-sign-on/single-sign-on.module.js';
import { TeamsModule } from '../../features/teams/teams.module.js';
import { Credentials } from './credentials.js';
import { EntranceController } from './entrance.controller.js';
import { KeptFormController } from './kept-form.controller.js';
import { LinkedKeyController } from './linked-key.controller.js';
import { MandatesController } from './mandates.controller.js';
import { QuickExitController } from './quick-exit.controller.js';
import { RecoveryPagesController } from './recovery.controller.js';
import { SecurityTxtController } from './security-txt.controller.js';
import { SingleSignOnController } from './single-sign-on.controller.js';

/** What everybody meets: coming in, choosing a mandate, leaving. */
@Module({
  imports: [AccountRecoveryModule, SingleSignOnModule, TeamsModule],
  controllers: [
    EntranceController,
    KeptFormController,
    LinkedKeyController,
    MandatesController,
    QuickExitController,
    RecoveryPagesController,
    SecurityTxtController,
    SingleSignOnController,
  ],
  providers: [Credentials],
})
export class PublicModule {}
