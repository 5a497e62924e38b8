import { Module } from '@nestjs/common';
import { ConsultsModule } from '../../features/consults/consults.module.js';
import { FollowUpsModule } from '../../features/follow-ups/follow-ups.module.js';
import { NotificationsModule } from '../../features/notifications/notifications.module.js';
import { RoutingModule } from '../../features/routing/routing.module.js';
import {
  ClubAskingController,
  ClubConsultController,
  ClubEndingController,
  ClubFollowUpController,
  ClubHomeController,
  ClubSendingController,
} from './club-contact.controllers.js';

/** Everything that the contact of a club sees and does, under /club. */
@Module({
  imports: [ConsultsModule, FollowUpsModule, NotificationsModule, RoutingModule],
  controllers: [
    ClubHomeController,
    // "nakijken" and "verstuurd" are no steps: before the pages that take any step.
    ClubSendingController,
    ClubAskingController,
    ClubConsultController,
    ClubEndingController,
    ClubFollowUpController,
  ],
})
export class ClubContactModule {}
