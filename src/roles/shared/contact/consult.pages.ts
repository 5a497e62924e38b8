import { randomUUID } from 'node:crypto';
import { Body, Get, Injectable, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsultQueries } from '../../../features/consults/consult-queries.js';
import type { ConsultView } from '../../../features/consults/consult-views.js';
import { DangerDto, MessageDto } from '../../../features/consults/consult.dto.js';
import { WriteMessage } from '../../../features/consults/write-message.js';
import { FollowUps } from '../../../features/follow-ups/follow-ups.js';
import { Notifications } from '../../../features/notifications/notifications.js';
import { ContactGuide, type TeamNow } from '../../../features/routing/contact-guide.js';
import type { Level } from '../../../domain/vocabulary.js';
import { Does, Me } from '../../../platform/auth/access.js';
import { People } from '../../../platform/auth/people.js';
import type { Person } from '../../../platform/database/actor.js';
import { Problem } from '../../../platform/http/problem.js';
import { checkedAs, textOf, type Form, type FormErrors } from '../form.js';
import { goTo, homeOf, renderPage } from '../page.js';
import { factRows } from './asking.js';
import { submitTexts, TOLD, typedIn, type TypedText } from './findings.js';
import { consultPath, pathOf } from './paths.js';
import { isPast, proposalsOf } from './waiting.js';
import { capital, conflictEffects, doneText, eventWord, receiptWords } from './words.js';

const TEXTS: TypedText[] = [{ field: 'text', label: 'Je bericht' }];

const dangerIn = (form: Form): string | undefined => {
  const danger = textOf(form, 'gevaar');
  return danger && danger !== 'nee' ? danger : undefined;
};

const told = (form: Form): string => textOf(form, TOLD);

/** One question after it was sent: the conversation, what now, and what is on record. */
@Injectable()
export abstract class ConsultPages {
  constructor(
    private readonly queries: ConsultQueries,
    private readonly writing: WriteMessage,
    private readonly followUps: FollowUps,
    private readonly notifications: Notifications,
    private readonly guide: ContactGuide,
    private readonly people: People,
  ) {}

  /** Reading marks what the team wrote, and the notices of it, as read. */
  @Get('consulten/:id')
  @Does('consult.see')
  async page(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const view = await this.queries.get(me, id);
    if (view.status === 'draft') return goTo(reply, pathOf(me, id, ''));
    return this.consultPage(me, view, request, reply, {}, textOf(query, 'klaar'));
  }

  /** A reply, or one more message; the hidden key makes a double tap one message. */
  @Post('consulten/:id/berichten')
  @Does('consult.write')
  reply(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitTexts(reply, request, {
      form,
      texts: TEXTS,
      action: `${consultPath(me, id)}/berichten`,
      back: consultPath(me, id),
      names: { labels: { text: 'Je bericht' } },
      act: (acknowledgedFindings) => this.orTellDanger(me, id, form, async () => {
        const danger = dangerIn(form);
        const message = await checkedAs(MessageDto, { kind: 'message', text: typedIn(form, 'text'), danger, acknowledgedFindings });
        await this.writing.write(me, id, message, { key: textOf(form, 'sleutel') || undefined });
        return `${consultPath(me, id)}?klaar=${message.danger ? 'gevaar' : 'bericht'}`;
      }),
      again: async (errors) => {
        const values = { text: typedIn(form, 'text'), gevaar: textOf(form, 'gevaar') };
        return this.consultPage(me, await this.queries.get(me, id), request, reply, values, '', sentBefore(errors), told(form));
      },
    });
  }

  /** Danger does not wait for words: a message that cannot go yet tells the team at once, and says so on the page. */
  private async orTellDanger(me: Person, id: string, form: Form, act: () => Promise<string>): Promise<string> {
    try {
      return await act();
    } catch (error) {
      const danger = dangerIn(form);
      if (danger && error instanceof Problem && ['invalid', 'identifiers-found'].includes(error.code)) {
        // Tapped twice, the team is told once.
        const key = textOf(form, 'sleutel') || undefined;
        await this.writing.raiseDanger(me, id, (await checkedAs(DangerDto, { danger })).danger, { key });
        Object.assign(form, { gevaar: 'nee', [TOLD]: danger });
      }
      throw error;
    }
  }

  @Get('consulten/:id/verloop')
  @Does('consult.timeline')
  async timeline(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const events = await this.queries.timeline(me, id);
    return renderPage(reply, request, 'shared/contact/pages/timeline.njk', {
      title: 'Wat er gebeurde',
      events: events.map((event) => ({ ...event, what: eventWord(event.kind), by: capital(event.by) })),
      back: { href: consultPath(me, id) },
    });
  }

  /** The boundary receipt: what went to the team, what stayed with her. */
  @Get('consulten/:id/wat-ging-mee')
  @Does('consult.see')
  async receipt(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const view = await this.queries.get(me, id);
    if (view.status === 'draft') return goTo(reply, pathOf(me, id, ''));
    const { receipt } = view;
    return renderPage(reply, request, 'shared/contact/pages/receipt.njk', {
      title: `Wat ging mee – vraag ${view.reference}`,
      consult: view,
      rows: factRows(view.facts ?? {}),
      crosses: receiptWords(receipt?.crosses ?? []),
      stays: receiptWords(receipt?.stays ?? []),
      back: { href: consultPath(me, id) },
    });
  }

  @Get('consulten/:id/bewijs')
  @Does('consult.proof')
  async proof(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const proof = await this.queries.proof(me, id);
    return renderPage(reply, request, 'shared/contact/pages/proof.njk', {
      title: `Bewijs van adviesvraag – vraag ${proof.reference}`,
      proof,
      printedAt: (await this.guide.waiting(me, null, [])).now,
      back: { href: consultPath(me, id) },
    });
  }

  private async consultPage(
    me: Person,
    view: ConsultView,
    request: FastifyRequest,
    reply: FastifyReply,
    values: object,
    done: string,
    errors?: FormErrors,
    alreadyTold = '',
  ) {
    const base = homeOf(me.role);
    const [messages, followUps, waiting] = [
      await this.queries.messages(me, view.id),
      await this.followUps.list(me, view.id),
      await this.guide.waiting(me, view.team?.code ?? null, view.routing?.signposts ?? []),
    ];
    await this.notifications.markReadOf(me, view.id);
    return renderPage(reply, request, 'shared/contact/pages/consult.njk', {
      title: `Vraag ${view.reference}`,
      base,
      here: consultPath(me, view.id),
      consult: view,
      mine: view.asker.you,
      can: Object.fromEntries(view.allowed.map((action) => [action.replace(/-/g, '_'), true])),
      messages: messages.map((message) => ({ ...message, by: { ...message.by, name: capital(message.by.name) } })),
      // Of a question that she took back nothing is agreed any more.
      openFollowUps: view.status === 'withdrawn' ? [] : followUps.filter((one) => !one.completedAt),
      doneFollowUps: followUps.filter((one) => one.completedAt),
      proposed: await proposalsOf(this.guide, me, view),
      late: isPast(view.answerDue, waiting.now),
      callNow: await this.callNow(view, waiting.team),
      waits: view.status === 'submitted' || view.status === 'in-progress',
      effects: conflictEffects(view.facts?.conflictOfInterest ?? [], view.level as Level),
      sexual: view.facts?.behaviours?.includes('sexual'),
      danger: done === 'gevaar' || view.facts?.danger === 'acute',
      done: doneText(done),
      reopened: done === 'heropend',
      told: alreadyTold,
      key: randomUUID(),
      back: { href: base, text: 'Naar mijn vragen' },
      values,
      errors,
      ...waiting,
    });
  }

  /** Pressing, the team's phone is open and nobody of the team is at a screen: calling is faster (domain 6). */
  private async callNow(view: ConsultView, team: TeamNow | null): Promise<boolean> {
    const pressing = view.urgency === 'acute' || view.urgency === 'high';
    if (view.status !== 'submitted' || !pressing || !team?.isOpen || !team.phone) return false;
    return !(await this.people.someoneSignedIn(view.team!.code));
  }
}

/** The form was sent before with other words: she decides what to do, knowing that. */
function sentBefore(errors: FormErrors): FormErrors {
  if (errors.problem.type !== 'idempotency-key-reused') return errors;
  const text = 'Je stuurde dit formulier al eens. Kijk in het gesprek of je bericht er staat. Zo niet, verstuur het nu.';
  return { ...errors, summary: [{ text, href: '#text' }] };
}
