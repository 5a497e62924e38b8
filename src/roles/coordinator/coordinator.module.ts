import { Module } from '@nestjs/common';
import { MandatesModule } from '../../features/mandates/mandates.module.js';
import { TeamPagesModule } from '../shared/team/team-pages.module.js';
import { CoordinatorController } from './coordinator.controller.js';
import { CoordinatorMandatesController } from './mandates.controller.js';
import { CoordinatorReferenceDataController } from './reference-data.controller.js';
import { CoordinatorRegistrationsController, CoordinatorRegistrationsListController } from './registrations.controllers.js';
import { RegistrationPagesModule } from '../shared/registrations/registration-pages.module.js';

/** The 1712 coordination: load and deadlines of every 1712 point, and never a word of content. */
@Module({
  imports: [MandatesModule, RegistrationPagesModule, TeamPagesModule],
  controllers: [
    CoordinatorController,
    CoordinatorMandatesController,
    CoordinatorReferenceDataController,
    CoordinatorRegistrationsListController,
    CoordinatorRegistrationsController,
  ],
})
export class CoordinatorModule {}
