import { Module } from '@nestjs/common';
import { ConsultsModule } from '../consults/consults.module.js';
import { DataSubjectRequestsModule } from '../data-subject-requests/data-subject-requests.module.js';
import { FollowUpsModule } from '../follow-ups/follow-ups.module.js';
import { LegalHoldsModule } from '../legal-holds/legal-holds.module.js';
import { MandatesModule } from '../mandates/mandates.module.js';
import { DeadLetters } from './dead-letters.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { NotificationPreferences } from './notification-preferences.js';
import { NotificationPreferencesController } from './notification-preferences.controller.js';
import { Notifications } from './notifications.js';
import { NotificationsController } from './notifications.controller.js';
import { NotifyHandler } from './notify.handler.js';
import { Recipients } from './recipients.js';
import { SendMailHandler } from './send-mail.handler.js';

/** What web and worker both need: reading notices, seeing dead letters. */
@Module({
  imports: [ConsultsModule],
  controllers: [NotificationsController, NotificationPreferencesController, DeadLettersController],
  providers: [Notifications, NotificationPreferences, DeadLetters],
  exports: [Notifications, NotificationPreferences, DeadLetters],
})
export class NotificationsModule {}

/** The worker's: from events to mails. */
@Module({
  imports: [ConsultsModule, FollowUpsModule, LegalHoldsModule, DataSubjectRequestsModule, MandatesModule],
  providers: [NotifyHandler, SendMailHandler, Recipients],
})
export class NotificationHandlersModule {}
