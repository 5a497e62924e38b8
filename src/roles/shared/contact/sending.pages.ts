import { Body, Get, Injectable, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AskConsult } from '../../../features/consults/ask-consult.js';
import { ConsultQueries } from '../../../features/consults/consult-queries.js';
import type { ConsultView } from '../../../features/consults/consult-views.js';
import { EscalationQueries } from '../../../features/escalations/escalation-queries.js';
import { ContactGuide } from '../../../features/routing/contact-guide.js';
import { sentFacts } from '../../../domain/sent-facts.js';
import type { Facts } from '../../../domain/vocabulary.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { formErrors, submitForm, textOf, type Form, type FormErrors } from '../form.js';
import { goTo, homeOf, renderPage } from '../page.js';
import { Problem } from '../../../platform/http/problem.js';
import { answerRows, askingOf } from './asking.js';
import { consultPath, pathOf } from './paths.js';
import { firstMissing, stepsFor } from './step-order.js';
import { isPast, proposalsOf } from './waiting.js';
import { conflictEffects, receiptWords, URGENCY } from './words.js';

/** Check the answers, see where it goes and what stays, send once, and know what happens now. */
@Injectable()
export abstract class SendingPages {
  constructor(
    private readonly asking: AskConsult,
    private readonly queries: ConsultQueries,
    private readonly escalations: EscalationQueries,
    private readonly guide: ContactGuide,
  ) {}

  @Get('vraag/:id/nakijken')
  @Does('consult.see')
  async check(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const view = await this.queries.get(me, id);
    if (view.status !== 'draft') return goTo(reply, consultPath(me, id));
    return this.checkPage(me, view, request, reply);
  }

  /** Tapped twice, or sent from a page that is open twice: one consult, and the confirmation of it. */
  @Post('vraag/:id/versturen')
  @Does('consult.submit')
  send(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const confirmation = pathOf(me, id, 'verstuurd');
    return submitForm(
      reply,
      async () => {
        const asking = askingOf(await this.queries.get(me, id));
        const missing = firstMissing(asking);
        if (missing) return pathOf(me, id, `${missing.path}?terug=nakijken`);
        await this.asking.submit(me, id, undefined, textOf(form, 'versie') || undefined);
        return confirmation;
      },
      async (errors) => {
        const view = await this.queries.get(me, id);
        return view.status === 'draft' ? this.checkPage(me, view, request, reply, errors) : goTo(reply, confirmation);
      },
    );
  }

  @Get('vraag/:id/verstuurd')
  @Does('consult.see')
  async sent(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const view = await this.queries.get(me, id);
    if (view.status === 'draft') return goTo(reply, pathOf(me, id, ''));
    const { before = [], signposts = [] } = view.routing ?? {};
    const waiting = await this.guide.waiting(me, view.team?.code ?? null, [...before, ...signposts]);
    return renderPage(reply, request, 'shared/contact/pages/sent.njk', {
      title: `Vraag ${view.reference} verstuurd`,
      consult: view,
      proposed: await proposalsOf(this.guide, me, view),
      late: isPast(view.answerDue, waiting.now),
      base: homeOf(me.role),
      sexual: view.facts?.behaviours?.includes('sexual'),
      ...waiting,
    });
  }

  private async checkPage(me: Person, view: ConsultView, request: FastifyRequest, reply: FastifyReply, errors?: FormErrors) {
    const draft = askingOf(view);
    const missing = firstMissing(draft);
    if (missing) return goTo(reply, pathOf(me, view.id, missing.path));
    const asking = { ...draft, facts: sentFacts(draft.facts) };
    const { preview, refusal } = await this.preview(me, asking.facts as Facts);
    const waiting = preview && (await this.guide.waiting(me, preview.team.code, preview.before));
    const steps = stepsFor(asking);
    const crosses = [
      'facts',
      'question',
      ...(asking.narrative ? ['narrative'] : []),
      ...(asking.contact.contactBy === 'phone' ? ['phone'] : []),
      asking.showMe ? 'name-and-organisation' : 'role-and-region',
    ];
    return renderPage(reply, request, 'shared/contact/pages/check.njk', {
      title: `Kijk je antwoorden na – stap ${steps.length + 1} van ${steps.length + 1}`,
      number: steps.length + 1,
      basis: await this.escalations.extractFor(me, asking.escalationId),
      base: homeOf(me.role),
      here: pathOf(me, view.id, ''),
      steps: steps.map((step) => step.path),
      rows: answerRows(asking),
      preview,
      urgency: preview && URGENCY[preview.urgency],
      proposed: preview?.also.map(({ team, why }) => ({ name: team.name, why })),
      team: waiting?.team,
      guidance: waiting?.guidance,
      effects: conflictEffects(preview?.hiddenFrom ?? [], asking.level),
      crosses: receiptWords(crosses),
      stays: receiptWords(asking.showMe ? ['postal-codes'] : ['name-and-organisation', 'postal-codes']),
      acute: asking.facts.danger === 'acute',
      version: view.version,
      back: { href: pathOf(me, view.id, steps.at(-1)!.path) },
      errors: errors ?? refusal,
    });
  }

  /** Where nothing can be sent now (reference data unconfirmed) the page says so, and loses nothing. */
  private async preview(me: Person, facts: Facts) {
    try {
      return { preview: await this.guide.preview(me, facts) };
    } catch (error) {
      if (!(error instanceof Problem) || error.getStatus() !== 503) throw error;
      return { refusal: formErrors(error) };
    }
  }
}
