import { Module } from '@nestjs/common';
import { MandatesModule } from '../../features/mandates/mandates.module.js';
import { TeamsModule } from '../../features/teams/teams.module.js';
import { TeamPagesModule } from '../shared/team/team-pages.module.js';
import { DeskConsult } from './desk-consult.js';
import { DeskController } from './desk.controller.js';
import { FollowUpController } from './follow-up.controller.js';
import { HandlingController } from './handling.controller.js';
import { LeadMandatesController } from './mandates.controller.js';
import { WritingController } from './writing.controller.js';
import { TeamRegistrationsController, TeamRegistrationsListController } from './registrations.controllers.js';
import { RegistrationPagesModule } from '../shared/registrations/registration-pages.module.js';

/** Counsellors and team leads: the desk, and everything they do with one consult. */
@Module({
  imports: [MandatesModule, RegistrationPagesModule, TeamPagesModule, TeamsModule],
  controllers: [
    DeskController,
    LeadMandatesController,
    HandlingController,
    WritingController,
    FollowUpController,
    TeamRegistrationsListController,
    TeamRegistrationsController,
  ],
  providers: [DeskConsult],
})
export class CounsellorModule {}
