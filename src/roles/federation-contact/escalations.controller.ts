import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EscalationState } from '../../domain/escalation.js';
import { AskConsult } from '../../features/consults/ask-consult.js';
import { DecisionDto } from '../../features/escalations/escalation.dto.js';
import { EscalationQueries } from '../../features/escalations/escalation-queries.js';
import { Escalations } from '../../features/escalations/escalations.js';
import { Notifications } from '../../features/notifications/notifications.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { invalid } from '../../platform/http/problem.js';
import { TO_THE_FEDERATION } from '../shared/contact/escalation-words.js';
import { submitTexts, typedIn } from '../shared/contact/findings.js';
import { pathOf } from '../shared/contact/paths.js';
import { checkedAs, maybeTextOf, submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { homeOf, renderPage } from '../shared/page.js';

const DONE: Record<string, string> = { ja: 'De club weet dat je meekijkt.', nee: 'De club weet dat je niet meekijkt.' };

const TITLE: Record<EscalationState, string> = {
  asked: 'Een club vraagt je mee te kijken',
  accepted: 'Je kijkt mee met een club',
  declined: 'Je kijkt niet mee met deze club',
  withdrawn: 'Een club vroeg je mee te kijken, en trok dat in',
};

interface Call {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What clubs ask their federation to look at: the extract, yes or no, and from there a consult of her own. */
@ApiExcludeController()
@UseGuards(onlyFor('federation-contact'))
@Controller('federatie/meekijken')
export class FederationEscalationsController {
  constructor(
    private readonly escalations: Escalations,
    private readonly queries: EscalationQueries,
    private readonly asking: AskConsult,
    private readonly notifications: Notifications,
  ) {}

  @Get()
  @Does('escalation.list')
  async list(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { items, nextCursor } = await this.queries.list(me, { cursor: maybeTextOf(query, 'na') });
    return renderPage(reply, request, 'federation-contact/pages/escalations.njk', {
      title: 'Meekijken met een club',
      here: listPath(me),
      escalations: items.map((one) => ({ ...one, stateWord: TO_THE_FEDERATION[one.state] })),
      next: nextCursor && `${listPath(me)}?na=${encodeURIComponent(nextCursor)}`,
      back: { href: homeOf(me.role) },
    });
  }

  @Get(':id')
  @Does('escalation.see')
  show(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page({ me, id, request, reply }, {}, DONE[textOf(query, 'klaar')]);
  }

  @Post(':id')
  @Does('escalation.decide')
  decide(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const path = `${listPath(me)}/${id}`;
    return submitTexts(reply, request, {
      form,
      texts: [{ field: 'reason', label: 'Wat je erbij zegt' }],
      action: path,
      back: path,
      names: { labels: { reason: 'Wat je erbij zegt' } },
      act: async (acknowledgedFindings) => {
        const says = textOf(form, 'besluit');
        if (says !== 'ja' && says !== 'nee') throw invalid([{ field: 'reason', code: 'required', message: 'Kies of je meekijkt.' }]);
        const reason = maybeTextOf(form, 'reason') && typedIn(form, 'reason');
        await this.escalations.decide(me, id, await checkedAs(DecisionDto, { accepted: says === 'ja', reason, acknowledgedFindings }));
        return `${path}?klaar=${says}`;
      },
      again: (errors) => this.page({ me, id, request, reply }, { reason: typedIn(form, 'reason') }, undefined, errors),
    });
  }

  /** The ordinary steps, on a draft that knows where it came from; the same tap twice makes one. */
  @Post(':id/consult')
  @Does('escalation.open-consult')
  open(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => pathOf(me, await this.asking.saveDraft(me, { escalationId: id }, textOf(form, 'sleutel') || undefined), ''),
      (errors) => this.page({ me, id, request, reply }, {}, undefined, errors),
    );
  }

  private async page({ me, id, request, reply }: Call, values: object, done?: string, errors?: FormErrors) {
    const escalation = await this.queries.get(me, id);
    await this.notifications.markReadOfEscalation(me, id);
    return renderPage(reply, request, 'federation-contact/pages/escalation.njk', {
      title: TITLE[escalation.state],
      done,
      here: `${listPath(me)}/${id}`,
      base: homeOf(me.role),
      escalation,
      stateWord: TO_THE_FEDERATION[escalation.state],
      can: Object.fromEntries(escalation.allowed.map((step) => [step.replace(/-/g, '_'), true])),
      key: randomUUID(),
      back: { href: listPath(me) },
      values,
      errors,
    });
  }
}

const listPath = (me: Person): string => `${homeOf(me.role)}/meekijken`;
