import { Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TEAM_KINDS } from '../../domain/vocabulary.js';
import { UnownedConsults } from '../../features/handovers/unowned-consults.js';
import { WithoutContact } from '../../features/mandates/without-contact.js';
import { DeadLetters } from '../../features/notifications/dead-letters.js';
import { TeamOverview } from '../../features/teams/team-overview.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { textOf, type Form } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { goTo, renderPage } from '../shared/page.js';
import { nearbyAt } from '../shared/team/due.js';
import { Today } from '../shared/team/today.js';

const LETTERS = '/beheer/niet-vertrokken';

/** Keeping Klankbord going. */
@ApiExcludeController()
@UseGuards(onlyFor('admin'))
@Controller('beheer')
export class AdminController {
  constructor(
    private readonly deadLetters: DeadLetters,
    private readonly teams: TeamOverview,
    private readonly today: Today,
    private readonly orphans: WithoutContact,
    private readonly unowned: UnownedConsults,
  ) {}

  @Get()
  @Does('reference-data.read')
  async home(@Me() me: Person, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { tables } = await this.today.of(me);
    const letters = await this.deadLetters.list(me);
    return page(request, reply, 'home', {
      title: 'Beheer',
      letters: letters.length,
      orphans: (await this.orphans.list(me)).length,
      unowned: (await this.unowned.list(me)).length,
      kinds: tables.inForce.length,
      teams: tables.teams.size,
      unconfirmed: tables.unconfirmed,
    });
  }

  @Get('niet-vertrokken')
  @Does('dead-letters.manage')
  async letters(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const letters = await this.deadLetters.list(me);
    return page(request, reply, 'dead-letters', { title: 'Niet vertrokken', letters, again: textOf(query, 'gedaan') === 'opnieuw' });
  }

  @Post('niet-vertrokken/:id/opnieuw')
  @Does('dead-letters.manage')
  async resend(@Me() me: Person, @Param('id') id: string, @Res() reply: FastifyReply) {
    await this.deadLetters.resend(me, id);
    return goTo(reply, `${LETTERS}?gedaan=opnieuw`);
  }

  @Get('teams')
  @Does('reference-data.read')
  async teamList(@Me() me: Person, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { tables, now } = await this.today.of(me);
    const teams = (await this.teams.asItStands(me)).map((team) => ({ ...team, opens: team.nextOpening && nearbyAt(team.nextOpening, now) }));
    const kinds = TEAM_KINDS.map((kind) => ({ kind, teams: teams.filter((team) => team.kind === kind) })).filter((one) => one.teams.length);
    return page(request, reply, 'teams', { title: 'Teams', kinds, unconfirmed: tables.unconfirmed });
  }
}

const page = (request: FastifyRequest, reply: FastifyReply, name: string, data: { title: string; [name: string]: unknown }) =>
  renderPage(reply, request, `admin/pages/${name}.njk`, data);
