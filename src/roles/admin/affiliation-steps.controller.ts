import { Body, Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AffiliationDto, AffiliationEndingDto, VerifierDto } from '../../features/organisations/organisation.dto.js';
import { Affiliations } from '../../features/organisations/affiliations.js';
import { OrganisationQueries } from '../../features/organisations/organisation-queries.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { checkedAs, submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { renderPage } from '../shared/page.js';

const LIST = '/beheer/organisaties';

interface Visit {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** To which federations a club belongs, and which of them verifies. */
@ApiExcludeController()
@UseGuards(onlyFor('admin'))
@Controller('beheer/organisaties/:id')
export class AffiliationStepsController {
  constructor(
    private readonly queries: OrganisationQueries,
    private readonly affiliations: Affiliations,
  ) {}

  @Get('aansluiten')
  @Does('organisation.affiliate')
  joins(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.joinPage({ me, id, request, reply }, {});
  }

  @Post('aansluiten')
  @Does('organisation.affiliate')
  join(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const typed = { federationId: textOf(form, 'federationId'), validFrom: textOf(form, 'validFrom').trim(), verifies: textOf(form, 'verifies') === 'ja' };
        await this.affiliations.affiliate(me, id, await checkedAs(AffiliationDto, typed));
        return doneAt(id);
      },
      (errors) => this.joinPage({ me, id, request, reply }, form, errors),
      { labels: { federationId: 'Federatie', validFrom: 'Vanaf' } },
    );
  }

  @Get('aansluiting/:federationId')
  @Does('organisation.affiliate')
  leaves(@Me() me: Person, @Param('id') id: string, @Param('federationId') federationId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.leavePage({ me, id, request, reply }, federationId, {});
  }

  @Post('aansluiting/:federationId')
  @Does('organisation.affiliate')
  leave(@Me() me: Person, @Param('id') id: string, @Param('federationId') federationId: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const { validTo } = await checkedAs(AffiliationEndingDto, { validTo: textOf(form, 'validTo').trim() });
        await this.affiliations.end(me, id, federationId, validTo);
        return doneAt(id);
      },
      (errors) => this.leavePage({ me, id, request, reply }, federationId, form, errors),
      { labels: { validTo: 'Laatste dag' } },
    );
  }

  @Post('nakijken')
  @Does('organisation.affiliate')
  async verify(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Res() reply: FastifyReply) {
    const { federationId } = await checkedAs(VerifierDto, { federationId: textOf(form, 'federationId') });
    await this.affiliations.verify(me, id, federationId);
    return reply.redirect(doneAt(id), 303);
  }

  private async joinPage({ me, id, request, reply }: Visit, values: Form, errors?: FormErrors) {
    const one = await this.queries.get(me, id);
    return renderPage(reply, request, 'admin/pages/affiliation-new.njk', {
      title: `${one.name} aansluiten bij een federatie`,
      address: `${LIST}/${id}`,
      federations: await this.queries.federations(me),
      back: { href: `${LIST}/${id}`, text: `Naar ${one.name}` },
      values,
      errors,
    });
  }

  private async leavePage({ me, id, request, reply }: Visit, federationId: string, values: Form, errors?: FormErrors) {
    const one = await this.queries.get(me, id);
    return renderPage(reply, request, 'admin/pages/affiliation-end.njk', {
      title: 'Een aansluiting beëindigen',
      one,
      federation: one.affiliations.find(({ federation }) => federation.id === federationId)?.federation,
      address: `${LIST}/${id}/aansluiting/${federationId}`,
      back: { href: `${LIST}/${id}`, text: `Naar ${one.name}` },
      values,
      errors,
    });
  }
}

const doneAt = (id: string): string => `${LIST}/${id}?gedaan=aansluiting`;
