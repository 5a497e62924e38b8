import { randomUUID } from 'node:crypto';
import { Body, Get, Injectable, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AskBeside } from '../../../features/consults/ask-beside.js';
import { BesideDto } from '../../../features/consults/co-consults.controller.js';
import { ConsultQueries } from '../../../features/consults/consult-queries.js';
import { ContactGuide } from '../../../features/routing/contact-guide.js';
import type { Facts } from '../../../domain/vocabulary.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { checkedAs, textOf, type Form, type FormErrors } from '../form.js';
import { goTo, renderPage } from '../page.js';
import { submitTexts, typedIn } from './findings.js';
import { consultPath, pathOf } from './paths.js';
import { receiptWords } from './words.js';

interface Call {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** A second question to a team that the first one's route proposed: the same facts, her own words. */
@Injectable()
export abstract class BesidePages {
  constructor(
    private readonly asking: AskBeside,
    private readonly queries: ConsultQueries,
    private readonly guide: ContactGuide,
  ) {}

  @Get('consulten/:id/tweede-vraag/:team')
  @Does('consult.ask-beside')
  show(@Me() me: Person, @Param('id') id: string, @Param('team') team: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page({ me, id, request, reply }, team, {});
  }

  @Post('consulten/:id/tweede-vraag/:team')
  @Does('consult.ask-beside')
  ask(
    @Me() me: Person,
    @Param('id') id: string,
    @Param('team') team: string,
    @Body() form: Form,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const path = `${consultPath(me, id)}/tweede-vraag/${team}`;
    return submitTexts(reply, request, {
      form,
      texts: [{ field: 'question', label: 'Je tweede vraag' }],
      action: path,
      back: path,
      names: { labels: { question: 'Je tweede vraag' } },
      act: async (acknowledgedFindings) => {
        const { facts } = await this.queries.get(me, id);
        const beside = await checkedAs(BesideDto, { toTeam: team, facts, question: typedIn(form, 'question'), acknowledgedFindings });
        const besideId = await this.asking.ask(me, id, beside, { key: textOf(form, 'sleutel') || undefined });
        return pathOf(me, besideId, 'verstuurd');
      },
      again: (errors) => this.page({ me, id, request, reply }, team, form, errors),
    });
  }

  private async page({ me, id, request, reply }: Call, team: string, form: Form, errors?: FormErrors) {
    const { allowed, routing, facts } = await this.queries.get(me, id);
    const proposed = routing?.also.find((one) => one.team === team);
    if (!allowed.includes('co-consult') || !proposed) return goTo(reply, consultPath(me, id));
    const preview = await this.guide.previewBeside(me, team, facts as Facts);
    return renderPage(reply, request, 'shared/contact/pages/beside.njk', {
      title: 'Een tweede vraag',
      back: { href: consultPath(me, id), text: 'Terug naar de vraag' },
      action: `${consultPath(me, id)}/tweede-vraag/${team}`,
      ...(await this.guide.waiting(me, preview.team.code, [])),
      preview,
      why: proposed.why,
      crosses: receiptWords(['facts', 'question', 'role-and-region']),
      stays: receiptWords(['name-and-organisation', 'first-question']),
      key: textOf(form, 'sleutel') || randomUUID(),
      values: form,
      errors,
    });
  }
}
