import { Module } from '@nestjs/common';
import { ConsultsModule } from '../../features/consults/consults.module.js';
import { EscalationsModule } from '../../features/escalations/escalations.module.js';
import { FollowUpsModule } from '../../features/follow-ups/follow-ups.module.js';
import { HandoversModule } from '../../features/handovers/handovers.module.js';
import { MandatesModule } from '../../features/mandates/mandates.module.js';
import { NotificationsModule } from '../../features/notifications/notifications.module.js';
import { OrganisationsModule } from '../../features/organisations/organisations.module.js';
import { PublicContactsModule } from '../../features/public-contacts/public-contacts.module.js';
import { RetentionModule } from '../../features/retention/retention.module.js';
import { RoutingModule } from '../../features/routing/routing.module.js';
import {
  FederationAskingController,
  FederationBesideController,
  FederationConsultController,
  FederationDraftController,
  FederationEndingController,
  FederationFindableController,
  FederationFollowUpController,
  FederationHomeController,
  FederationRetentionController,
  FederationSendingController,
} from './federation-contact.controllers.js';
import { FederationClubsController, FederationImportController } from './clubs.controllers.js';
import { FederationEscalationsController } from './escalations.controller.js';
import { FederationMandatesController, FederationOwnMandateController } from './mandates.controllers.js';
import { FederationRegistrationsController, FederationRegistrationsListController } from './registrations.controllers.js';
import { RegistrationPagesModule } from '../shared/registrations/registration-pages.module.js';

/** Everything that the contact of a federation sees and does, under /federatie. */
@Module({
  imports: [
    ConsultsModule,
    EscalationsModule,
    FollowUpsModule,
    HandoversModule,
    MandatesModule,
    NotificationsModule,
    OrganisationsModule,
    PublicContactsModule,
    RegistrationPagesModule,
    RetentionModule,
    RoutingModule,
  ],
  controllers: [
    FederationHomeController,
    // "nakijken", "verstuurd", "bellen" and "weggooien" are no steps: before the pages that take any step.
    FederationSendingController,
    FederationDraftController,
    FederationAskingController,
    FederationConsultController,
    FederationEndingController,
    FederationRetentionController,
    FederationFollowUpController,
    FederationBesideController,
    FederationFindableController,
    FederationEscalationsController,
    FederationMandatesController,
    FederationOwnMandateController,
    FederationImportController,
    FederationClubsController,
    // "nieuw" and "samen" are no ids.
    FederationRegistrationsListController,
    FederationRegistrationsController,
  ],
})
export class FederationContactModule {}
