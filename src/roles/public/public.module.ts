import { Module } from '@nestjs/common';
import { PublicContactsModule } from '../../features/public-contacts/public-contacts.module.js';
import { SingleSignOnModule } from '../../features/single-sign-on/single-sign-on.module.js';
import { ContactsController } from './contacts.controller.js';
import { EntranceController } from './entrance.controller.js';
import { KeptFormController } from './kept-form.controller.js';
import { MakeVisibleController } from './make-visible.controller.js';
import { MandatesController } from './mandates.controller.js';
import { QuickExitController } from './quick-exit.controller.js';
import { SecurityTxtController } from './security-txt.controller.js';
import { SingleSignOnController } from './single-sign-on.controller.js';

/** What everybody meets: coming in, choosing a mandate, leaving; and who looks for a contact without coming in. */
@Module({
  imports: [PublicContactsModule, SingleSignOnModule],
  controllers: [
    EntranceController,
    KeptFormController,
    MandatesController,
    ContactsController,
    MakeVisibleController,
    QuickExitController,
    SecurityTxtController,
    SingleSignOnController,
  ],
})
export class PublicModule {}
