import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AssignConsult } from '../../features/consults/assign-consult.js';
import { ConsultDesk } from '../../features/consults/consult-desk.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { maybeTextOf, submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { goTo, renderPage } from '../shared/page.js';
import { ConsultReading } from '../shared/team/consult-reading.js';
import { deskList, wishIn, type DeskListRow, type ShelfNames } from '../shared/team/desk-list.js';
import { Today } from '../shared/team/today.js';

const HOME = '/coordinatie';
const SHELVES: ShelfNames = { open: 'Alle open', new: 'Wacht', ended: 'Afgesloten' };

interface Visit {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What waits where, and giving back what stays too long with somebody. */
@ApiExcludeController()
@UseGuards(onlyFor('coordinator'))
@Controller('coordinatie')
export class CoordinatorController {
  constructor(
    private readonly desk: ConsultDesk,
    private readonly reading: ConsultReading,
    private readonly assigning: AssignConsult,
    private readonly today: Today,
  ) {}

  @Get()
  @Does('consult.list')
  async list(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const wish = wishIn(query, SHELVES);
    const list = deskList(HOME, SHELVES, wish, await this.desk.list(me, wish), me);
    const { tables } = await this.today.of(me);
    const rows = list.rows.map((row) => ({ ...row, phone: waitsTooLong(row) ? tables.teams.get(row.team?.code ?? '')?.phone : undefined }));
    return renderPage(reply, request, 'coordinator/pages/list.njk', {
      title: 'Consulten van 1712',
      list: { ...list, rows },
      unconfirmed: tables.unconfirmed,
    });
  }

  @Get('consulten/:id')
  @Does('consult.see')
  page(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show({ me, id, request, reply }, { released: textOf(query, 'gedaan') === 'teruggegeven' });
  }

  @Get('consulten/:id/:step')
  @Does('consult.see')
  again(@Param('id') id: string, @Res() reply: FastifyReply) {
    return goTo(reply, addressOf(id));
  }

  @Post('consulten/:id/teruggeven')
  @Does('consult.release')
  release(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        await this.assigning.release(me, id, maybeTextOf(form, 'version'));
        return `${addressOf(id)}?gedaan=teruggegeven`;
      },
      (errors) => this.show({ me, id, request, reply }, { errors }),
    );
  }

  private async show({ me, id, request, reply }: Visit, shown: { released?: boolean; errors?: FormErrors }) {
    const read = await this.reading.of(me, id);
    return renderPage(reply, request, 'coordinator/pages/consult.njk', {
      ...read,
      ...shown,
      title: `Vraag ${read.consult.reference}`,
      place: read.consult.team?.name,
      back: { href: HOME, text: 'Naar de lijst' },
      address: addressOf(id),
      mayRelease: read.consult.allowed.includes('release'),
    });
  }
}

const addressOf = (id: string): string => `${HOME}/consulten/${encodeURIComponent(id)}`;

/** The coordination reads no word of it: what it can do is call the team. */
const waitsTooLong = ({ status, urgency, due }: DeskListRow): boolean => status === 'submitted' && urgency === 'acute' && Boolean(due?.late);
