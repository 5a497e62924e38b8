import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isClosed } from '../../domain/data-subject-requests.js';
import { RequestDto, RequestListDto } from '../../features/data-subject-requests/data-subject-request.dto.js';
import { DataSubjectRequests } from '../../features/data-subject-requests/data-subject-requests.js';
import { RequestQueries } from '../../features/data-subject-requests/request-queries.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { checkedAs, maybeTextOf, submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { renderPage } from '../shared/page.js';
import { noteErrors } from './found-words.js';

export const REQUESTS = '/privacy/verzoeken';
const DONE: Record<string, string> = {
  ingeschreven: 'Het verzoek is ingeschreven. Zet het nummer op je brief.',
  nota: 'Je nota is bewaard.',
  doorgegeven: 'Het verzoek is doorgegeven. Wie ervoor instaat, krijgt een mail.',
  verlengd: 'Er is twee maanden meer tijd.',
  afgesloten: 'Het verzoek is afgesloten.',
};

/** The register of what people ask about their own data. */
@ApiExcludeController()
@UseGuards(onlyFor('privacy-officer'))
@Controller('privacy/verzoeken')
export class RequestsController {
  constructor(
    private readonly requests: DataSubjectRequests,
    private readonly queries: RequestQueries,
  ) {}

  @Get()
  @Does('data-subject-requests.manage')
  async list(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const filter = await checkedAs(RequestListDto, { cursor: maybeTextOf(query, 'cursor') });
    const { items, nextCursor } = await this.queries.list(me, filter);
    return renderPage(reply, request, 'privacy-officer/pages/requests.njk', {
      title: 'Verzoeken van betrokkenen',
      requests: items,
      next: nextCursor && `${REQUESTS}?cursor=${encodeURIComponent(nextCursor)}`,
      first: filter.cursor && REQUESTS,
    });
  }

  @Get('nieuw')
  @Does('data-subject-requests.manage')
  registering(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return newPage(request, reply, {});
  }

  @Post('nieuw')
  @Does('data-subject-requests.manage')
  register(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const input = await checkedAs(RequestDto, {
          kind: textOf(form, 'kind'),
          receivedOn: textOf(form, 'receivedOn').trim(),
          note: maybeTextOf(form, 'note'),
        });
        return `${REQUESTS}/${await this.requests.register(me, input, maybeTextOf(form, 'key'))}?gedaan=ingeschreven`;
      },
      (errors) => newPage(request, reply, form, noteErrors(errors)),
      { labels: { kind: 'Wat vraagt de persoon', receivedOn: 'Wanneer kwam het binnen', note: 'Nota' } },
    );
  }

  @Get(':id')
  @Does('data-subject-requests.manage')
  async page(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const asked = await this.queries.get(me, id);
    return renderPage(reply, request, 'privacy-officer/pages/request.njk', {
      title: `Verzoek ${asked.number}`,
      asked,
      waits: !isClosed(asked.state),
      address: `${REQUESTS}/${asked.id}`,
      back: { href: REQUESTS, text: 'Naar de verzoeken' },
      done: DONE[textOf(query, 'gedaan')],
    });
  }
}

const newPage = (request: FastifyRequest, reply: FastifyReply, values: Form, errors?: FormErrors) =>
  renderPage(reply, request, 'privacy-officer/pages/request-new.njk', {
    title: 'Verzoek inschrijven',
    back: { href: REQUESTS, text: 'Naar de verzoeken' },
    key: randomUUID(),
    values,
    errors,
  });
