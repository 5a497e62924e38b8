import { Controller, Get, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsultDesk } from '../../features/consults/consult-desk.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { textOf, type Form } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { goTo, renderPage } from '../shared/page.js';
import { deskList, wishIn, type ShelfNames } from '../shared/team/desk-list.js';
import { consultAddress, DESK, DeskConsult } from './desk-consult.js';

const SHELVES: ShelfNames = { new: 'Nieuw', mine: 'Van mij', open: 'Alle open', ended: 'Afgesloten' };

/** What waits, and one consult. */
@ApiExcludeController()
@UseGuards(onlyFor('counsellor', 'team-lead'))
@Controller('desk')
export class DeskController {
  constructor(
    private readonly desk: ConsultDesk,
    private readonly consult: DeskConsult,
  ) {}

  @Get()
  @Does('consult.list')
  async list(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const wish = wishIn(query, SHELVES);
    const list = deskList(DESK, SHELVES, wish, await this.desk.list(me, wish), me);
    return renderPage(reply, request, 'counsellor/pages/desk.njk', { title: 'Consulten', list, shelf: wish.shelf });
  }

  @Get('consulten/:id')
  @Does('consult.see')
  page(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.consult.show({ me, id, request, reply }, { done: textOf(query, 'gedaan') });
  }

  /** Where a form was shown again with a mistake: loading that address anew shows the consult. */
  @Get('consulten/:id/:step')
  @Does('consult.see')
  again(@Param('id') id: string, @Res() reply: FastifyReply) {
    return goTo(reply, consultAddress(id));
  }
}
