import { Module } from '@nestjs/common';
import { AccountRecoveryModule } from '../../features/account-recovery/account-recovery.module.js';
import { PublicContactsModule } from '../../features/public-contacts/public-contacts.module.js';
import { SingleSignOnModule } from '../../features/single-sign-on/single-sign-on.module.js';
import { TeamsModule } from '../../features/teams/teams.module.js';
import { ContactsController } from './contacts.controller.js';
import { Credentials } from './credentials.js';
import { EntranceController } from './entrance.controller.js';
import { RegistrationsModule } from '../../features/registrations/registrations.module.js';
import { InvitationDoneController, InvitationPageController } from './invitation.controller.js';
import { KeptFormController } from './kept-form.controller.js';
import { LinkedKeyController } from './linked-key.controller.js';
import { MakeVisibleController } from './make-visible.controller.js';
import { MandatesController } from './mandates.controller.js';
import { QuickExitController } from './quick-exit.controller.js';
import { RecoveryPagesController } from './recovery.controller.js';
import { RegisterController } from './register.controller.js';
import { SecurityTxtController } from './security-txt.controller.js';
import { SingleSignOnController } from './single-sign-on.controller.js';

/** What everybody meets: coming in, choosing a mandate, leaving; and who looks for a contact without coming in. */
@Module({
  imports: [AccountRecoveryModule, PublicContactsModule, RegistrationsModule, SingleSignOnModule, TeamsModule],
  controllers: [
    EntranceController,
    InvitationDoneController,
    InvitationPageController,
    KeptFormController,
    LinkedKeyController,
    MandatesController,
    ContactsController,
    MakeVisibleController,
    QuickExitController,
    RecoveryPagesController,
    RegisterController,
    SecurityTxtController,
    SingleSignOnController,
  ],
  providers: [Credentials],
})
export class PublicModule {}
