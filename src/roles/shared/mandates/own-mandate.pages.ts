import { Body, Get, Injectable, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DecideHandover } from '../../../features/handovers/decide-handover.js';
import { HandoverDecisionsDto, HandoverDto } from '../../../features/handovers/handover.dto.js';
import { HandoverQueries } from '../../../features/handovers/handover-queries.js';
import { OfferConsults } from '../../../features/handovers/offer-consults.js';
import { AskRenewal } from '../../../features/mandates/ask-renewal.js';
import { ConfirmMandate } from '../../../features/mandates/confirm-mandate.js';
import { EndMandate } from '../../../features/mandates/end-mandate.js';
import { MandateConfirmationDto, MandateEndingDto } from '../../../features/mandates/mandate.dto.js';
import { MandateQueries } from '../../../features/mandates/mandate-queries.js';
import { mayEver } from '../../../domain/permissions.js';
import { Does, FreshFactor, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { invalid, Problem, rule } from '../../../platform/http/problem.js';
import { checkedAs, listOf, submitForm, textOf, type Form, type FormErrors } from '../form.js';
import { fullMoment } from '../moments.js';
import { homeOf, renderPage } from '../page.js';
import { LABELS, ownMandateOf, reasonItems, standingWord } from './words.js';

const DONE: Record<string, string> = {
  einde: 'Je laatste dag is ingevuld. Draag over wat nog loopt.',
  behouden: 'Het einde is ingetrokken.',
  ja: 'Dank je. Je blijft aanspreekpunt.',
  nee: 'Dank je. Wie voor je instaat, hoort het. Vul hier je laatste dag in als die vastligt.',
  verlengen: 'Gevraagd. Twee mensen kijken het opnieuw na. Je mandaat loopt intussen verder tot zijn laatste dag.',
  aangeboden: 'Aangeboden. De andere contactpersoon beslist per vraag. Tot dan blijft alles bij jou.',
  nooit: 'Bewaard. Die vragen gaan nooit naar deze persoon.',
  ingetrokken: 'Het aanbod is ingetrokken.',
  overgenomen: 'Overgenomen. Je vindt ze bij je vragen.',
  geweigerd: 'Niet overgenomen. Jij ziet de vraag niet meer.',
};

interface Visit {
  me: Person;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** "Mijn mandaat": until when, still a contact or not, and what she hands over or is offered. */
@Injectable()
export abstract class OwnMandatePages {
  constructor(
    private readonly queries: MandateQueries,
    private readonly ending: EndMandate,
    private readonly confirming: ConfirmMandate,
    private readonly renewing: AskRenewal,
    private readonly handovers: HandoverQueries,
    private readonly offering: OfferConsults,
    private readonly deciding: DecideHandover,
  ) {}

  @Get()
  @Does('mandate.see')
  show(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.page({ me, request, reply }, {}, DONE[textOf(query, 'klaar')]);
  }

  @Post('antwoord')
  @Does('mandate.confirm')
  answer(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, request, reply }, form, async () => {
      const said = textOf(form, 'still');
      const { still } = await checkedAs(MandateConfirmationDto, { still: said === 'ja' ? true : said === 'nee' ? false : undefined });
      await this.confirming.answer(me, me.mandateId, still);
      return still ? 'ja' : 'nee';
    });
  }

  @Post('verlengen')
  @Does('mandate.renew')
  renew(@Me() me: Person, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, request, reply }, {}, async () => {
      await this.renewing.ask(me, me.mandateId);
      return 'verlengen';
    });
  }

  @Post('einde')
  @Does('mandate.end')
  end(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, request, reply }, form, async () => {
      await this.ending.end(me, me.mandateId, await checkedAs(MandateEndingDto, { endedOn: textOf(form, 'endedOn').trim(), reason: textOf(form, 'reason') }));
      return 'einde';
    });
  }

  @Post('behouden')
  @Does('mandate.end')
  keep(@Me() me: Person, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, request, reply }, {}, async () => {
      await this.ending.keep(me, me.mandateId);
      return 'behouden';
    });
  }

  /** Per question: offer it, or never to this person. */
  @Post('overdragen')
  @FreshFactor()
  @Does('mandate.hand-over')
  offer(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, request, reply }, form, async () => {
      const chosen = (what: string) => Object.keys(form).filter((name) => name.startsWith('vraag-') && textOf(form, name) === what).map((name) => name.slice('vraag-'.length));
      const [consultIds, neverIds] = [chosen('aanbieden'), chosen('nooit')];
      if (!consultIds.length && !neverIds.length) throw invalid([{ field: 'consult', code: 'required', message: 'Kies minstens één vraag.' }]);
      await this.offering.offer(me, me.mandateId, await checkedAs(HandoverDto, { to: textOf(form, 'to'), consultIds, neverIds }));
      return consultIds.length ? 'aangeboden' : 'nooit';
    });
  }

  @Post('intrekken')
  @Does('mandate.hand-over')
  withdraw(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, request, reply }, form, async () => {
      await this.offering.withdraw(me, textOf(form, 'handoverId'));
      return 'ingetrokken';
    });
  }

  /** One or several: the button says yes or no. */
  @Post('aanbod')
  @FreshFactor()
  @Does('handover.receive')
  decide(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.submit({ me, request, reply }, form, async () => {
      if (!listOf(form, 'ids').length) throw invalid([{ field: 'ids', code: 'required', message: 'Kies minstens één vraag.' }]);
      const { ids, accepted } = await checkedAs(HandoverDecisionsDto, { ids: listOf(form, 'ids'), accepted: textOf(form, 'antwoord') === 'ja' });
      await this.deciding.decide(me, ids, accepted).catch(sayGone);
      return accepted ? 'overgenomen' : 'geweigerd';
    });
  }

  private submit(visit: Visit, form: Form, act: () => Promise<string>) {
    return submitForm(visit.reply, async () => `${ownMandateOf(visit.me)}?klaar=${await act()}`, (errors) => this.page(visit, form, undefined, errors), { labels: LABELS });
  }

  private async page({ me, request, reply }: Visit, values: Form, done?: string, errors?: FormErrors) {
    const mandate = await this.queries.get(me, me.mandateId);
    const { consults, successors } = await this.handovers.of(me, me.mandateId);
    const offers = mayEver('handover.receive', me.role, me.standing) ? await this.handovers.offered(me) : [];
    return renderPage(reply, request, 'shared/mandates/pages/own.njk', {
      title: 'Mijn mandaat',
      base: ownMandateOf(me),
      questions: `${homeOf(me.role)}/consulten`,
      done,
      one: mandate,
      word: standingWord(mandate),
      can: Object.fromEntries(mandate.allowed.map((step) => [step, true])),
      reasons: reasonItems(false),
      consults: consults.map((one) => ({ ...one, neverNames: successors.filter(({ accountId }) => one.never.includes(accountId)).map(({ name }) => name) })),
      successors: successors.map(({ mandateId, name }) => ({ value: mandateId, text: name })),
      offers: offers.map((one) => ({ value: one.id, text: `Vraag ${one.reference}`, hint: { text: `Van ${one.from.name}${one.submittedAt ? `, verstuurd op ${fullMoment(one.submittedAt)}` : ''}` } })),
      back: { href: homeOf(me.role), text: 'Naar je vragen' },
      values,
      errors,
    });
  }
}

/** Taken back while she looked at the page: not a page that is not there. */
function sayGone(error: unknown): never {
  if (!(error instanceof Problem) || error.getStatus() !== 404) throw error;
  throw rule('gone', 'Een vraag die je koos, wordt je niet meer aangeboden. Er is niets overgenomen. Kijk wat er nog staat.');
}
