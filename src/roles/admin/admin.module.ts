import { Module } from '@nestjs/common';
import { TeamsModule } from '../../features/teams/teams.module.js';
import { TeamPagesModule } from '../shared/team/team-pages.module.js';
import { AdminController } from './admin.controller.js';
import { AdminReferenceDataController } from './reference-data.controller.js';

/** Sport Vlaanderen's administrator: what did not leave, reference data, teams. No consult, no case file. */
@Module({ imports: [TeamPagesModule, TeamsModule], controllers: [AdminController, AdminReferenceDataController] })
export class AdminModule {}
