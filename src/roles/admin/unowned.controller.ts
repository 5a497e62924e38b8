import { Body, Controller, Get, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UnownedConsults, type Unowned } from '../../features/handovers/unowned-consults.js';
import { Does, FreshFactor, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { invalid } from '../../platform/http/problem.js';
import { submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { fullMoment } from '../shared/moments.js';
import { onlyFor } from '../shared/only-for.js';
import { renderPage } from '../shared/page.js';

const LIST = '/beheer/mandaten/zonder-contactpersoon';

interface Visit {
  me: Person;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Open questions whose asker has no access left: offered to another contact of her organisation. Number and days, nothing else. */
@ApiExcludeController()
@UseGuards(onlyFor('admin'))
@Controller('beheer/mandaten/zonder-contactpersoon')
export class UnownedConsultsController {
  constructor(private readonly unowned: UnownedConsults) {}

  @Get()
  @Does('handover.place')
  list(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page({ me, request, reply }, {}, textOf(query, 'klaar') === 'ja');
  }

  @Post()
  @FreshFactor()
  @Does('handover.place')
  offer(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const [reference, email] = [textOf(form, 'reference'), textOf(form, 'email').trim()];
        if (!reference) throw invalid([{ field: 'reference', code: 'required', message: 'Kies een vraag.' }]);
        if (!email) throw invalid([{ field: 'email', code: 'required', message: 'Vul dit in.' }]);
        await this.unowned.placeWith(me, reference, email);
        return `${LIST}?klaar=ja`;
      },
      (errors) => this.page({ me, request, reply }, form, false, errors),
      { labels: { reference: 'Welke vraag?', email: 'E-mailadres van wie ze krijgt' } },
    );
  }

  private async page({ me, request, reply }: Visit, values: Form, done: boolean, errors?: FormErrors) {
    return renderPage(reply, request, 'admin/pages/unowned.njk', {
      title: 'Vragen zonder contactpersoon',
      address: LIST,
      done,
      consults: (await this.unowned.list(me)).map(itemOf),
      back: { href: '/beheer/mandaten', text: 'Naar de mandaten' },
      values,
      errors,
    });
  }
}

function itemOf({ reference, submittedAt, answeredAt, offeredAt }: Unowned) {
  const days = [submittedAt && `Verstuurd op ${fullMoment(submittedAt)}.`, answeredAt && `Beantwoord op ${fullMoment(answeredAt)}.`, offeredAt && `Aangeboden op ${fullMoment(offeredAt)}, nog niet beslist.`];
  return { value: reference, text: `Vraag ${reference}`, hint: { text: days.filter(Boolean).join(' ') } };
}
