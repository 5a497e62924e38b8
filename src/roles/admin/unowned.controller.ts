import { Body, Controller, Get, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UnownedConsults } from '../../features/handovers/unowned-consults.js';
import { MandateListDto } from '../../features/mandates/mandate.dto.js';
import { MandateQueries } from '../../features/mandates/mandate-queries.js';
import { OrganisationQueries } from '../../features/organisations/organisation-queries.js';
import { Does, FreshFactor, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { invalid } from '../../platform/http/problem.js';
import { isUuid } from '../../platform/http/ids.js';
import { checkedAs, submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { renderPage } from '../shared/page.js';

const BASE = '/beheer/vragen-zonder-aanspreekpunt';
const MOST = 10;
const LABELS = { reference: 'Welke vraag?', to: 'Aan wie?' };

/** Open questions of who has no access left: reference and dates, offered to a contact of the same organisation (domain 10). */
@ApiExcludeController()
@UseGuards(onlyFor('admin'))
@Controller('beheer/vragen-zonder-aanspreekpunt')
export class UnownedController {
  constructor(
    private readonly unowned: UnownedConsults,
    private readonly organisations: OrganisationQueries,
    private readonly mandates: MandateQueries,
  ) {}

  @Get()
  @Does('handover.place')
  page(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show(me, request, reply, query);
  }

  @Post()
  @FreshFactor()
  @Does('handover.place')
  place(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        await this.unowned.place(me, required(form, 'reference'), required(form, 'to'));
        return `${BASE}?gedaan=aangeboden`;
      },
      (errors) => this.show(me, request, reply, form, errors),
      { labels: LABELS },
    );
  }

  /** Of whose organisation a question is, is not said: she chooses one, and then somebody there. */
  private async show(me: Person, request: FastifyRequest, reply: FastifyReply, values: Form, errors?: FormErrors) {
    const [search, chosen] = [textOf(values, 'zoek').trim(), textOf(values, 'organisatie')];
    const questions = await this.unowned.list(me);
    return renderPage(reply, request, 'admin/pages/unowned.njk', {
      title: 'Vragen zonder aanspreekpunt',
      base: BASE,
      questions,
      organisations: search ? (await this.organisations.list(me, { search, state: 'active', limit: MOST })).items : [],
      organisation: isUuid(chosen) ? chosen : null,
      contacts: isUuid(chosen) ? await this.contactsOf(me, chosen) : [],
      done: textOf(values, 'gedaan') === 'aangeboden',
      values,
      errors,
    });
  }

  private async contactsOf(me: Person, organisation: string) {
    const { items } = await this.mandates.list(me, await checkedAs(MandateListDto, { organisation, standing: 'active', limit: 100 }));
    return items.map(({ id, account }) => ({ value: id, text: account.name }));
  }
}

function required(form: Form, field: keyof typeof LABELS): string {
  const value = textOf(form, field);
  if (!value) throw invalid([{ field, code: 'required', message: field === 'to' ? 'Kies aan wie je de vraag aanbiedt.' : 'Kies een vraag.' }]);
  return value;
}
