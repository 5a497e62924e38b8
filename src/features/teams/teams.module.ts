import { Module } from '@nestjs/common';
import { HelplineHours } from './helpline-hours.js';
import { TeamMembers } from './team-members.js';
import { TeamOverview } from './team-overview.js';
import { TeamsController } from './teams.controller.js';

@Module({
  controllers: [TeamsController],
  providers: [TeamOverview, TeamMembers, HelplineHours],
  exports: [TeamOverview, TeamMembers, HelplineHours],
})
export class TeamsModule {}
