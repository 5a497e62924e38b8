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

/** Counsellors and team leads: the desk, and everything they do with one consult. */
@Module({
  imports: [MandatesModule, TeamPagesModule, TeamsModule],
  controllers: [DeskController, LeadMandatesController, HandlingController, WritingController, FollowUpController],
  providers: [DeskConsult],
})
export class CounsellorModule {}
