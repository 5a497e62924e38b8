import { randomUUID } from 'node:crypto';
import { Body, Get, Injectable, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { ConsultQueries } from '../../../features/consults/consult-queries.js';
import { FollowUps } from '../../../features/follow-ups/follow-ups.js';
import { CompletionDto, FollowUpDto } from '../../../features/follow-ups/follow-up.dto.js';
import { ContactGuide } from '../../../features/routing/contact-guide.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { invalid, notFound } from '../../../platform/http/problem.js';
import { checkedAs, textOf, type Form, type FormErrors } from '../form.js';
import { goTo, renderPage } from '../page.js';
import { submitTexts, typedIn } from './findings.js';
import { consultPath } from './paths.js';

/** In how many days; 'dag' = she names the day. */
const WAITS = ['7', '14', '30', 'dag'];

interface Call {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** A day to look again, and how it went: two taps. */
@Injectable()
export abstract class FollowUpPages {
  constructor(
    private readonly followUps: FollowUps,
    private readonly queries: ConsultQueries,
    private readonly guide: ContactGuide,
  ) {}

  @Get('consulten/:id/opvolging')
  @Does('consult.follow-up')
  async planning(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { allowed } = await this.queries.get(me, id);
    if (!allowed.includes('follow-up')) return goTo(reply, consultPath(me, id));
    return this.planPage({ me, id, request, reply }, {});
  }

  @Post('consulten/:id/opvolging')
  @Does('consult.follow-up')
  plan(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const call = { me, id, request, reply };
    return submitTexts(reply, request, {
      form,
      texts: [{ field: 'text', label: 'Wat je wil nakijken' }],
      action: `${consultPath(me, id)}/opvolging`,
      back: `${consultPath(me, id)}/opvolging`,
      names: { fields: { dueOn: 'dag' }, labels: { dag: 'Welke dag', wanneer: 'Wanneer', text: 'Wat je wil nakijken' } },
      act: async (acknowledgedFindings) => {
        const dueOn = await this.dayIn(me, form);
        const followUp = await checkedAs(FollowUpDto, { dueOn, text: typedIn(form, 'text'), owner: 'contact', acknowledgedFindings });
        await this.followUps.add(me, id, followUp, { key: textOf(form, 'sleutel') || undefined });
        return `${consultPath(me, id)}?klaar=opvolging`;
      },
      again: (errors) => this.planPage(call, form, errors),
    });
  }

  @Get('consulten/:id/opvolging/:followUpId')
  @Does('consult.follow-up')
  completing(
    @Me() me: Person,
    @Param('id') id: string,
    @Param('followUpId') followUpId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.completePage({ me, id, request, reply }, followUpId, {});
  }

  /** One of the buttons is enough; her own words may go along. */
  @Post('consulten/:id/opvolging/:followUpId')
  @Does('consult.follow-up')
  complete(
    @Me() me: Person,
    @Param('id') id: string,
    @Param('followUpId') followUpId: string,
    @Body() form: Form,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const path = `${consultPath(me, id)}/opvolging/${followUpId}`;
    return submitTexts(reply, request, {
      form,
      texts: [{ field: 'own', label: 'Hoe het ging' }],
      action: path,
      back: path,
      names: { fields: { outcome: 'own' }, labels: { own: 'Hoe het ging' } },
      act: async (acknowledgedFindings) => {
        await this.seeFollowUp(me, id, followUpId);
        const outcome = [textOf(form, 'hoe'), typedIn(form, 'own')].filter((text) => text.trim()).join('\n');
        const completion = await checkedAs(CompletionDto, { outcome, acknowledgedFindings });
        await this.followUps.complete(me, followUpId, completion);
        return `${consultPath(me, id)}?klaar=afgerond`;
      },
      again: async (errors) => {
        const followUp = await this.seeFollowUp(me, id, followUpId);
        if (followUp.completedAt) return goTo(reply, `${consultPath(me, id)}?klaar=afgerond`);
        return this.completePage({ me, id, request, reply }, followUpId, form, errors);
      },
    });
  }

  /** 'YYYY-MM-DD', counted from today by the domain's clock. */
  private async dayIn(me: Person, form: Form): Promise<string> {
    const wait = textOf(form, 'wanneer');
    if (!WAITS.includes(wait)) throw invalid([{ field: 'wanneer', code: 'required', message: 'Kies wanneer je wil terugkijken.' }]);
    if (wait === 'dag') return textOf(form, 'dag').trim();
    const { today } = await this.guide.waiting(me, null, []);
    return Temporal.PlainDate.from(today).add({ days: Number(wait) }).toString();
  }

  private async seeFollowUp(me: Person, id: string, followUpId: string) {
    const followUp = (await this.followUps.list(me, id)).find((one) => one.id === followUpId);
    if (!followUp) throw notFound();
    return followUp;
  }

  private planPage({ me, id, request, reply }: Call, values: object, errors?: FormErrors) {
    return renderPage(reply, request, 'shared/contact/pages/follow-up.njk', {
      title: 'Opvolging',
      action: `${consultPath(me, id)}/opvolging`,
      key: randomUUID(),
      back: { href: consultPath(me, id) },
      values: { text: 'Kijken hoe het nu gaat.', ...values },
      errors,
    });
  }

  private async completePage({ me, id, request, reply }: Call, followUpId: string, values: object, errors?: FormErrors) {
    const followUp = await this.seeFollowUp(me, id, followUpId);
    if (followUp.completedAt || followUp.owner !== 'contact') return goTo(reply, consultPath(me, id));
    return renderPage(reply, request, 'shared/contact/pages/follow-up-done.njk', {
      title: 'Hoe ging het?',
      followUp,
      action: `${consultPath(me, id)}/opvolging/${followUpId}`,
      back: { href: consultPath(me, id) },
      values,
      errors,
    });
  }
}
