import { Module } from '@nestjs/common';
import { HandoversModule } from '../../features/handovers/handovers.module.js';
import { MandatesModule } from '../../features/mandates/mandates.module.js';
import { OrganisationsModule } from '../../features/organisations/organisations.module.js';
import { TeamsModule } from '../../features/teams/teams.module.js';
import { TeamPagesModule } from '../shared/team/team-pages.module.js';
import { AdminController } from './admin.controller.js';
import { AffiliationStepsController } from './affiliation-steps.controller.js';
import { OrganisationStepsController } from './organisation-steps.controller.js';
import { AdminImportController, AdminOrganisationsController } from './organisations.controllers.js';
import { AdminMandatesController } from './mandates.controller.js';
import { AdminReferenceDataController } from './reference-data.controller.js';
import { AdminRegistrationsController, AdminRegistrationsListController } from './registrations.controllers.js';
import { UnownedConsultsController } from './unowned.controller.js';
import { RegistrationPagesModule } from '../shared/registrations/registration-pages.module.js';

/** Sport Vlaanderen's administrator: organisations, what did not leave, reference data, teams. No consult, no case file. */
@Module({
  imports: [HandoversModule, MandatesModule, OrganisationsModule, RegistrationPagesModule, TeamPagesModule, TeamsModule],
  controllers: [
    AdminController,
    AdminReferenceDataController,
    // "zonder-contactpersoon" is no id.
    UnownedConsultsController,
    AdminMandatesController,
    // "inlezen" and "nieuw" are no ids: before what takes any.
    AdminImportController,
    OrganisationStepsController,
    AffiliationStepsController,
    AdminOrganisationsController,
    // "nieuw" and "samen" are no ids.
    AdminRegistrationsListController,
    AdminRegistrationsController,
  ],
})
export class AdminModule {}
