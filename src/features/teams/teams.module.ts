import { Module } from '@nestjs/common';
import { TeamMembers } from './team-members.js';
import { TeamOverview } from './team-overview.js';
import { TeamsController } from './teams.controller.js';

@Module({ controllers: [TeamsController], providers: [TeamOverview, TeamMembers], exports: [TeamOverview, TeamMembers] })
export class TeamsModule {}
