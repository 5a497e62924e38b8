import { Module } from '@nestjs/common';
import { AccountRecoveryModule } from '../../features/account-recovery/account-recovery.module.js';
import { TeamsModule } from '../../features/teams/teams.module.js';
import { Credentials } from './credentials.js';
import { EntranceController } from './entrance.controller.js';
import { RegistrationsModule } from '../../features/registrations/registrations.module.js';
import { InvitationDoneController, InvitationPageController } from './invitation.controller.js';
import { KeptFormController } from './kept-form.controller.js';
import { MandatesController } from './mandates.controller.js';
import { QuickExitController } from './quick-exit.controller.js';
import { RecoveryPagesController } from './recovery.controller.js';
import { RegisterController } from './register.controller.js';
import { SecurityTxtController } from './security-txt.controller.js';

/** What everybody meets: coming in, choosing a mandate, leaving. */
@Module({
  imports: [AccountRecoveryModule, RegistrationsModule, TeamsModule],
  controllers: [
    EntranceController,
    InvitationDoneController,
    InvitationPageController,
    KeptFormController,
    MandatesController,
    QuickExitController,
    RecoveryPagesController,
    RegisterController,
    SecurityTxtController,
  ],
  providers: [Credentials],
})
export class PublicModule {}
