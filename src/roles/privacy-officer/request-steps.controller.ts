import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isClosed } from '../../domain/data-subject-requests.js';
import { AddresseeDto, ExtensionDto, NoteDto, RequestClosureDto } from '../../features/data-subject-requests/data-subject-request.dto.js';
import { DataSubjectRequests } from '../../features/data-subject-requests/data-subject-requests.js';
import { RequestQueries } from '../../features/data-subject-requests/request-queries.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { invalid } from '../../platform/http/problem.js';
import { checkedAs, maybeTextOf, submitForm, textOf, type Form, type FormErrors, type FormNames } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { goTo, renderPage } from '../shared/page.js';
import { noteErrors } from './found-words.js';
import { REQUESTS } from './requests.controller.js';

/** Each step on one request: what its page is called, how the request says that it is done, what its fields are called. */
const STEPS = {
  note: { title: 'Nota', done: 'nota', names: { labels: { note: 'Nota' } } },
  put: { title: 'Doorgeven', done: 'doorgegeven', names: { labels: { organisationId: 'Aan wie' } } },
  extend: { title: 'Twee maanden meer', done: 'verlengd', names: { labels: { reason: 'Waarom', toldOn: 'Wanneer zei je het' } } },
  close: { title: 'Afsluiten', done: 'afgesloten', names: { labels: { outcome: 'Hoe liep het af', reason: 'Waarom geweigerd' } } },
} satisfies Record<string, { title: string; done: string; names: FormNames }>;
type Step = keyof typeof STEPS;

interface Visit {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What is done with one request, a page a step. */
@ApiExcludeController()
@UseGuards(onlyFor('privacy-officer'))
@Controller('privacy/verzoeken/:id')
export class RequestStepsController {
  constructor(
    private readonly requests: DataSubjectRequests,
    private readonly queries: RequestQueries,
  ) {}

  @Get('nota')
  @Does('data-subject-requests.manage')
  noting(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show({ me, id, request, reply }, 'note');
  }

  @Post('nota')
  @Does('data-subject-requests.manage')
  note(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, id, request, reply }, 'note', form, async (version) => {
      const { note } = await checkedAs(NoteDto, { note: textOf(form, 'note') });
      await this.requests.note(me, id, note, version);
    });
  }

  /** With a part of a name (`naam`) the page offers who it could be put to. */
  @Get('doorgeven')
  @Does('data-subject-requests.manage')
  putting(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show({ me, id, request, reply }, 'put', { naam: textOf(query, 'naam') });
  }

  @Post('doorgeven')
  @Does('data-subject-requests.manage')
  put(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, id, request, reply }, 'put', form, async (version) => {
      const chosen = maybeTextOf(form, 'organisationId');
      if (!chosen) throw invalid([{ field: 'organisationId', code: 'required', message: 'Kies aan wie je het doorgeeft.' }]);
      const { organisationId } = await checkedAs(AddresseeDto, { organisationId: chosen });
      await this.requests.put(me, id, organisationId, version);
    });
  }

  @Get('verlengen')
  @Does('data-subject-requests.manage')
  extending(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show({ me, id, request, reply }, 'extend');
  }

  @Post('verlengen')
  @Does('data-subject-requests.manage')
  extend(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, id, request, reply }, 'extend', form, async (version) => {
      const extension = await checkedAs(ExtensionDto, { reason: textOf(form, 'reason'), toldOn: textOf(form, 'toldOn').trim() });
      await this.requests.extend(me, id, extension, version);
    });
  }

  @Get('afsluiten')
  @Does('data-subject-requests.manage')
  closing(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show({ me, id, request, reply }, 'close');
  }

  @Post('afsluiten')
  @Does('data-subject-requests.manage')
  close(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, id, request, reply }, 'close', form, async (version) => {
      const closure = await checkedAs(RequestClosureDto, { outcome: textOf(form, 'outcome'), reason: maybeTextOf(form, 'reason') });
      await this.requests.close(me, id, closure, version);
    });
  }

  private submit(visit: Visit, step: Step, form: Form, act: (version: string | undefined) => Promise<void>): Promise<FastifyReply> {
    const { done, names } = STEPS[step];
    return submitForm(
      visit.reply,
      async () => {
        await act(maybeTextOf(form, 'version'));
        return `${REQUESTS}/${visit.id}?gedaan=${done}`;
      },
      (errors) => this.show(visit, step, form, noteErrors(errors)),
      names,
    );
  }

  /** A step on a request that waits; what is closed leads back to it. */
  private async show({ me, id, request, reply }: Visit, step: Step, values: Form = {}, errors?: FormErrors): Promise<FastifyReply> {
    const asked = await this.queries.item(me, id);
    const address = `${REQUESTS}/${asked.id}`;
    if (isClosed(asked.state)) return goTo(reply, address);
    const name = textOf(values, 'naam').trim();
    return renderPage(reply, request, `privacy-officer/pages/request-${step}.njk`, {
      title: STEPS[step].title,
      asked,
      address,
      searched: Boolean(name),
      addressees: name ? await this.queries.addressees(me, name) : [],
      back: { href: address, text: `Naar verzoek ${asked.number}` },
      values: { ...(step === 'note' && asked.hasNote ? { note: (await this.queries.get(me, id)).note } : {}), ...values },
      errors,
    });
  }
}
