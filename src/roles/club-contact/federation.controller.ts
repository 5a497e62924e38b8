import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isStanding } from '../../domain/escalation.js';
import { ConsultQueries } from '../../features/consults/consult-queries.js';
import { EscalationDto } from '../../features/escalations/escalation.dto.js';
import { EscalationQueries } from '../../features/escalations/escalation-queries.js';
import { Escalations } from '../../features/escalations/escalations.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { notFound, Problem } from '../../platform/http/problem.js';
import { checkedAs, submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { ESCALATION_CROSSES, ESCALATION_STAYS, NO_LONGER, TO_THE_CLUB } from '../shared/contact/escalation-words.js';
import { submitTexts, typedIn } from '../shared/contact/findings.js';
import { consultPath } from '../shared/contact/paths.js';
import { onlyFor } from '../shared/only-for.js';
import { renderPage } from '../shared/page.js';

interface Call {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

const DONE: Record<string, string> = {
  gevraagd: 'Je federatie krijgt bericht. Je hoort het als ze antwoordt.',
  ingetrokken: 'Ingetrokken. Je federatie leest je tekst niet meer.',
};

/** "Je federatie erbij halen": what it means, the extract, what came of it. */
@ApiExcludeController()
@UseGuards(onlyFor('club-contact'))
@Controller('club/consulten/:id/federatie')
export class ClubFederationController {
  constructor(
    private readonly escalations: Escalations,
    private readonly queries: EscalationQueries,
    private readonly consults: ConsultQueries,
  ) {}

  @Get()
  @Does('consult.read-escalations')
  show(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page({ me, id, request, reply }, {}, DONE[textOf(query, 'klaar')]);
  }

  @Post()
  @Does('consult.escalate')
  ask(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const path = pathOf(me, id);
    return submitTexts(reply, request, {
      form,
      texts: [{ field: 'extract', label: 'Wat je federatie leest' }],
      action: path,
      back: path,
      names: { labels: { extract: 'Wat je federatie leest' } },
      act: async (acknowledgedFindings) => {
        const escalation = await checkedAs(EscalationDto, { extract: typedIn(form, 'extract'), acknowledgedFindings });
        await this.escalations.ask(me, id, escalation, { key: textOf(form, 'sleutel') || undefined });
        return `${path}?klaar=gevraagd`;
      },
      again: (errors) => this.page({ me, id, request, reply }, { extract: typedIn(form, 'extract') }, undefined, errors),
    });
  }

  @Post(':escalationId/intrekken')
  @Does('escalation.withdraw')
  withdraw(
    @Me() me: Person,
    @Param('id') id: string,
    @Param('escalationId') escalationId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return submitForm(
      reply,
      async () => {
        const mine = await this.queries.ofConsult(me, id);
        if (!mine.some((one) => one.id === escalationId)) throw notFound();
        await this.escalations.withdraw(me, escalationId);
        return `${pathOf(me, id)}?klaar=ingetrokken`;
      },
      (errors) => this.page({ me, id, request, reply }, {}, undefined, errors),
    );
  }

  private async page({ me, id, request, reply }: Call, values: object, done?: string, errors?: FormErrors) {
    const escalations = await this.queries.ofConsult(me, id);
    const { federation, why } = await this.addressee(me, id);
    const { facts } = await this.consults.get(me, id);
    const hidden = facts?.conflictOfInterest?.includes('federation');
    return renderPage(reply, request, 'club-contact/pages/federation.njk', {
      title: 'Je federatie erbij halen',
      done,
      here: pathOf(me, id),
      escalations: escalations.map((one) => ({ ...one, stateWord: hidden && isStanding(one.state) ? NO_LONGER : TO_THE_CLUB[one.state] })).reverse(),
      federation,
      why: escalations.length && !hidden ? undefined : why,
      crosses: ESCALATION_CROSSES,
      stays: ESCALATION_STAYS,
      key: randomUUID(),
      back: { href: consultPath(me, id) },
      values,
      errors,
    });
  }

  /** To whom it would go; or why it cannot go now. */
  private async addressee(me: Person, id: string): Promise<{ federation?: string; why?: string }> {
    try {
      return { federation: (await this.escalations.addressee(me, id)).name };
    } catch (error) {
      if (error instanceof Problem && [409, 422].includes(error.getStatus())) return { why: error.detail };
      throw error;
    }
  }
}

const pathOf = (me: Person, id: string): string => `${consultPath(me, id)}/federatie`;
