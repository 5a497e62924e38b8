import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AssignConsult } from '../../features/consults/assign-consult.js';
import { ConsultDesk } from '../../features/consults/consult-desk.js';
import { MessageDto } from '../../features/consults/consult.dto.js';
import { WriteMessage } from '../../features/consults/write-message.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { Problem, stateRefuses } from '../../platform/http/problem.js';
import { checkedAs, maybeTextOf, submitForm, textOf, type Form, type FormErrors, type FormNames } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { goTo, renderPage } from '../shared/page.js';
import { ConsultReading } from '../shared/team/consult-reading.js';
import { typedIn } from '../shared/typed-text.js';
import { deskList, wishIn, type ShelfNames } from '../shared/team/desk-list.js';

const HOME = '/vrijwilliger';
const SHELVES: ShelfNames = { new: 'Nieuw', mine: 'Van mij', open: 'Alle open' };

interface Visit {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

const DONE: Record<string, string> = {
  opgenomen: 'Dit consult is nu bij jou.',
  teruggegeven: 'Het consult ligt terug in de wachtrij.',
  nota: 'De interne nota is bewaard. Alleen je team leest ze.',
};

/** The list, and the consult that a volunteer has in hand. */
@ApiExcludeController()
@UseGuards(onlyFor('volunteer'))
@Controller('vrijwilliger')
export class VolunteerController {
  constructor(
    private readonly desk: ConsultDesk,
    private readonly reading: ConsultReading,
    private readonly assigning: AssignConsult,
    private readonly writing: WriteMessage,
  ) {}

  @Get()
  @Does('consult.list')
  async list(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const wish = wishIn(query, SHELVES);
    const list = deskList(HOME, SHELVES, wish, await this.desk.list(me, wish), me);
    return renderPage(reply, request, 'volunteer/pages/list.njk', {
      title: 'Consulten',
      list,
      done: doneText(query),
    });
  }

  @Get('consulten/:id')
  @Does('consult.see')
  page(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show({ me, id, request, reply }, { done: doneText(query) });
  }

  /** Where a form was shown again with a mistake: loading that address anew shows the consult. */
  @Get('consulten/:id/:step')
  @Does('consult.see')
  again(@Param('id') id: string, @Res() reply: FastifyReply) {
    return goTo(reply, addressOf(id));
  }

  @Post('consulten/:id/opnemen')
  @Does('consult.claim')
  claim(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, id, request, reply }, form, async () => {
      await this.assigning.claim(me, id);
      return `${addressOf(id)}?gedaan=opgenomen`;
    });
  }

  @Post('consulten/:id/teruggeven')
  @Does('consult.release')
  release(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, id, request, reply }, form, async () => {
      await this.assigning.release(me, id, maybeTextOf(form, 'version'));
      return `${HOME}?gedaan=teruggegeven`;
    });
  }

  @Post('consulten/:id/nota')
  @Does('consult.write')
  note(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const act = async () => {
      const note = await checkedAs(MessageDto, { kind: 'internal-note', text: textOf(form, 'note') });
      await this.writing.write(me, id, note, { key: maybeTextOf(form, 'key') }).catch(takenOver);
      return `${addressOf(id)}?gedaan=nota`;
    };
    return this.submit({ me, id, request, reply }, form, act, { fields: { text: 'note' }, labels: { note: 'Interne nota' } });
  }

  private submit(visit: Visit, form: Form, act: () => Promise<string>, names?: FormNames) {
    return submitForm(visit.reply, act, (errors) => this.show(visit, { errors, values: form }), names);
  }

  private async show({ me, id, request, reply }: Visit, shown: { done?: string; errors?: FormErrors; values?: Form } = {}) {
    const read = await this.reading.of(me, id);
    const { assignee, allowed, reference } = read.consult;
    const may: Record<string, boolean> = Object.fromEntries(allowed.map((action) => [action, true]));
    return renderPage(reply, request, 'volunteer/pages/consult.njk', {
      ...read,
      ...shown,
      title: `Vraag ${reference}`,
      back: { href: HOME, text: 'Naar de lijst' },
      address: addressOf(id),
      may,
      typed: may['internal-note'] ? [] : typedIn(shown.values),
      holder: assignee && (assignee.accountId === me.accountId ? 'jij' : assignee.name),
      key: randomUUID(),
    });
  }
}

const addressOf = (id: string): string => `${HOME}/consulten/${encodeURIComponent(id)}`;

/** Who may write no more had it in hand when her page was made: a colleague has it now, and her note comes back. */
function takenOver(error: unknown): never {
  throw error instanceof Problem && error.code === 'role' ? stateRefuses([], 'Dit consult is niet meer bij jou. Je nota is niet bewaard.') : error;
}

const doneText = (query: Form): string | undefined => {
  const word = textOf(query, 'gedaan');
  return Object.hasOwn(DONE, word) ? DONE[word] : undefined;
};
