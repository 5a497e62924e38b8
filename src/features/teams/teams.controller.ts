import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { PageDto, slice, type Page } from '../../platform/http/cursor.js';
import { notFound } from '../../platform/http/problem.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { OpeningHoursSet } from '../../domain/opening-hours.js';
import { TeamOverview, type TeamStatus } from './team-overview.js';

@ApiTags('teams')
@Controller('api/v1/teams')
export class TeamsController {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
    private readonly overview: TeamOverview,
  ) {}

  @Get()
  @Does('teams.read')
  async list(@Me() me: Person, @Query() page: PageDto): Promise<Page<TeamStatus>> {
    return slice(await this.overview.published(me), (team) => team.code, page);
  }

  /** Published sets to everyone; a pilot that is not published to who works with it. */
  @Get(':code/opening-hours')
  @Does('teams.read')
  openingHours(@Me() me: Person, @Param('code') code: string): Promise<{ items: OpeningHoursSet[]; nextCursor: null }> {
    return this.database.withActor(me, async (tx) => {
      const tables = await this.reference.confirmedOn(tx, tx.now);
      if (!tables.teams.has(code)) throw notFound();
      const all = me.team?.code === code || me.role === 'coordinator' || me.role === 'admin';
      return { items: tables.calendarOf(code).sets.filter((set) => all || set.published), nextCursor: null };
    });
  }
}
