import { Module } from '@nestjs/common';
import { ConsultsModule } from '../../features/consults/consults.module.js';
import { EscalationsModule } from '../../features/escalations/escalations.module.js';
import { FollowUpsModule } from '../../features/follow-ups/follow-ups.module.js';
import { HandoversModule } from '../../features/handovers/handovers.module.js';
import { MandatesModule } from '../../features/mandates/mandates.module.js';
import { NotificationsModule } from '../../features/notifications/notifications.module.js';
import { PublicContactsModule } from '../../features/public-contacts/public-contacts.module.js';
import { RetentionModule } from '../../features/retention/retention.module.js';
import { RoutingModule } from '../../features/routing/routing.module.js';
import {
  ClubAskingController,
  ClubBesideController,
  ClubConsultController,
  ClubDraftController,
  ClubEndingController,
  ClubFindableController,
  ClubFollowUpController,
  ClubHomeController,
  ClubRetentionController,
  ClubSendingController,
} from './club-contact.controllers.js';
import { ClubFederationController } from './federation.controller.js';
import { ClubOwnMandateController } from './mandate.controller.js';
import { ClubRegistrationsController, ClubRegistrationsListController } from './registrations.controllers.js';
import { RegistrationPagesModule } from '../shared/registrations/registration-pages.module.js';

/** Everything that the contact of a club sees and does, under /club. */
@Module({
  imports: [
    ConsultsModule,
    EscalationsModule,
    FollowUpsModule,
    HandoversModule,
    MandatesModule,
    NotificationsModule,
    PublicContactsModule,
    RegistrationPagesModule,
    RetentionModule,
    RoutingModule,
  ],
  controllers: [
    ClubHomeController,
    // "nakijken", "verstuurd", "bellen" and "weggooien" are no steps: before the pages that take any step.
    ClubSendingController,
    ClubDraftController,
    ClubAskingController,
    ClubConsultController,
    ClubEndingController,
    ClubRetentionController,
    ClubFollowUpController,
    ClubBesideController,
    ClubFindableController,
    ClubFederationController,
    ClubOwnMandateController,
    // "nieuw" and "samen" are no ids.
    ClubRegistrationsListController,
    ClubRegistrationsController,
  ],
})
export class ClubContactModule {}
