import { Module } from '@nestjs/common';
import { ConsultsModule } from '../../features/consults/consults.module.js';
import { FollowUpsModule } from '../../features/follow-ups/follow-ups.module.js';
import { NotificationsModule } from '../../features/notifications/notifications.module.js';
import { RoutingModule } from '../../features/routing/routing.module.js';
import {
  FederationAskingController,
  FederationConsultController,
  FederationEndingController,
  FederationFollowUpController,
  FederationHomeController,
  FederationSendingController,
} from './federation-contact.controllers.js';

/** Everything that the contact of a federation sees and does, under /federatie. */
@Module({
  imports: [ConsultsModule, FollowUpsModule, NotificationsModule, RoutingModule],
  controllers: [
    FederationHomeController,
    // "nakijken" and "verstuurd" are no steps: before the pages that take any step.
    FederationSendingController,
    FederationAskingController,
    FederationConsultController,
    FederationEndingController,
    FederationFollowUpController,
  ],
})
export class FederationContactModule {}
