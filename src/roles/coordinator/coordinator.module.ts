import { Module } from '@nestjs/common';
import { MandatesModule } from '../../features/mandates/mandates.module.js';
import { TeamPagesModule } from '../shared/team/team-pages.module.js';
import { CoordinatorController } from './coordinator.controller.js';
import { CoordinatorMandatesController } from './mandates.controller.js';
import { CoordinatorReferenceDataController } from './reference-data.controller.js';

/** The 1712 coordination: load and deadlines of every 1712 point, and never a word of content. */
@Module({ imports: [MandatesModule, TeamPagesModule], controllers: [CoordinatorController, CoordinatorMandatesController, CoordinatorReferenceDataController] })
export class CoordinatorModule {}
