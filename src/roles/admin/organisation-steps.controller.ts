import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EndingDto, MergerDto, OrganisationDto, OrganisationListDto } from '../../features/organisations/organisation.dto.js';
import { EndOrganisation } from '../../features/organisations/end-organisation.js';
import { KeepOrganisation } from '../../features/organisations/keep-organisation.js';
import { OrganisationQueries } from '../../features/organisations/organisation-queries.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { checkedAs, maybeTextOf, submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { fieldsIn, LABELS } from '../shared/organisations/organisation.pages.js';
import { renderPage } from '../shared/page.js';

const LIST = '/beheer/organisaties';
const MOST_FOUND = 20;

interface Visit {
  me: Person;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Registering one, ending it, letting it go into another. */
@ApiExcludeController()
@UseGuards(onlyFor('admin'))
@Controller('beheer/organisaties')
export class OrganisationStepsController {
  constructor(
    private readonly queries: OrganisationQueries,
    private readonly keeping: KeepOrganisation,
    private readonly ending: EndOrganisation,
  ) {}

  @Get('nieuw')
  @Does('organisation.create')
  registering(@Me() me: Person, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.newPage({ me, request, reply }, {});
  }

  @Post('nieuw')
  @Does('organisation.create')
  register(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const input = await checkedAs(OrganisationDto, { kind: textOf(form, 'kind'), ...fieldsIn(form) });
        return `${LIST}/${await this.keeping.create(me, input, maybeTextOf(form, 'key'))}?gedaan=nieuw`;
      },
      (errors) => this.newPage({ me, request, reply }, form, errors),
      { labels: LABELS },
    );
  }

  @Get(':id/beeindigen')
  @Does('organisation.end')
  ends(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.stepPage({ me, request, reply }, id, 'organisation-end', {});
  }

  @Post(':id/beeindigen')
  @Does('organisation.end')
  end(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const { endedOn } = await checkedAs(EndingDto, { endedOn: textOf(form, 'endedOn').trim() });
        await this.ending.end(me, id, endedOn, maybeTextOf(form, 'version'));
        return `${LIST}/${id}?gedaan=beeindigd`;
      },
      (errors) => this.stepPage({ me, request, reply }, id, 'organisation-end', form, errors),
      { labels: { endedOn: 'Laatste dag' } },
    );
  }

  @Post(':id/heropenen')
  @Does('organisation.end')
  async reopen(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Res() reply: FastifyReply) {
    await this.ending.reopen(me, id, maybeTextOf(form, 'version'));
    return reply.redirect(`${LIST}/${id}?gedaan=heropend`, 303);
  }

  /** First which one, by its name; then that one. */
  @Get(':id/opgaan')
  @Does('organisation.merge')
  merges(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.stepPage({ me, request, reply }, id, 'organisation-merge', query);
  }

  @Post(':id/opgaan')
  @Does('organisation.merge')
  merge(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const { into } = await checkedAs(MergerDto, { into: textOf(form, 'into') });
        await this.ending.merge(me, id, into, maybeTextOf(form, 'version'));
        return `${LIST}/${id}?gedaan=opgegaan`;
      },
      (errors) => this.stepPage({ me, request, reply }, id, 'organisation-merge', form, errors),
      { labels: { into: 'In welke organisatie' } },
    );
  }

  private newPage({ request, reply }: Visit, values: Form, errors?: FormErrors) {
    return renderPage(reply, request, 'admin/pages/organisation-new.njk', {
      title: 'Nieuwe organisatie',
      address: `${LIST}/nieuw`,
      back: { href: LIST, text: 'Naar de organisaties' },
      key: randomUUID(),
      values,
      errors,
    });
  }

  private async stepPage({ me, request, reply }: Visit, id: string, page: string, values: Form, errors?: FormErrors) {
    const one = await this.queries.get(me, id);
    const search = textOf(values, 'search').trim();
    const filter = await checkedAs(OrganisationListDto, { search: search.slice(0, 200), kind: one.kind, state: 'active', limit: MOST_FOUND });
    const found = page === 'organisation-merge' && search ? (await this.queries.list(me, filter)).items : [];
    return renderPage(reply, request, `admin/pages/${page}.njk`, {
      title: page === 'organisation-end' ? `${one.name} beëindigen` : `${one.name} laten opgaan in een andere`,
      one,
      address: `${LIST}/${id}`,
      found: found.filter((other) => other.id !== id),
      searched: Boolean(search),
      back: { href: `${LIST}/${id}`, text: `Naar ${one.name}` },
      values,
      errors,
    });
  }
}
