import { Get, Injectable, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsultQueries } from '../../../features/consults/consult-queries.js';
import type { AskerNews } from '../../../features/consults/consult-views.js';
import { HandoverQueries } from '../../../features/handovers/handover-queries.js';
import { MandateQueries } from '../../../features/mandates/mandate-queries.js';
import { WithoutContact } from '../../../features/mandates/without-contact.js';
import { EscalationQueries } from '../../../features/escalations/escalation-queries.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { maybeTextOf, textOf, type Form } from '../form.js';
import { homeOf, renderPage } from '../page.js';
import { doneText } from './words.js';

const PAGE = 20;

/** What waits for her, and everything that she asked or may read. */
@Injectable()
export abstract class ContactHomePages {
  constructor(
    private readonly queries: ConsultQueries,
    private readonly escalations: EscalationQueries,
    private readonly mandates: MandateQueries,
    private readonly handovers: HandoverQueries,
    private readonly orphans: WithoutContact,
  ) {}

  @Get()
  @Does('consult.list')
  async home(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const base = homeOf(me.role);
    const page = (whose: 'mine' | 'shared', cursor?: string) => this.queries.list(me, { whose, limit: PAGE, cursor });
    const [waiting, mine, shared] = await Promise.all([
      this.queries.waiting(me),
      page('mine', maybeTextOf(query, 'na')),
      page('shared', maybeTextOf(query, 'gedeeld')),
    ]);
    const drafts = mine.items.filter(({ status }) => status === 'draft').map(({ id }) => id);
    const beginnings = await this.queries.beginnings(me, drafts);
    const next = (name: string, cursor: string | null) => cursor && `${base}?${name}=${encodeURIComponent(cursor)}`;
    return renderPage(reply, request, 'shared/contact/pages/home.njk', {
      title: 'Mijn vragen',
      base,
      done: doneText(textOf(query, 'klaar')),
      waiting: [...waitingFor(base, waiting, me.role === 'federation-contact' ? await this.escalations.waiting(me) : 0), ...(await this.ofMandates(me))],
      drafts: waiting.drafts,
      mine: mine.items.map((item) => ({ ...item, beginning: beginnings.get(item.id), unreadable: beginnings.get(item.id) === null })),
      shared: shared.items,
      nextMine: next('na', mine.nextCursor),
      nextShared: next('gedeeld', shared.nextCursor),
      first: textOf(query, 'na') || textOf(query, 'gedeeld') ? base : undefined,
    });
  }

  /** What her mandate asks of her: an answer, a yes or no; and, of a federation, clubs that nobody can turn to. */
  private async ofMandates(me: Person): Promise<{ text: string; href: string }[]> {
    if (me.standing === 'ended') return [];
    const home = homeOf(me.role);
    const { allowed } = await this.mandates.get(me, me.mandateId);
    const offered = (await this.handovers.offered(me)).length;
    const orphans = me.role === 'federation-contact' ? (await this.orphans.list(me)).length : 0;
    const sentences = [
      { count: allowed.includes('confirm') ? 1 : 0, text: 'Ben je nog aanspreekpunt? Antwoord met ja of nee.', href: `${home}/mandaat` },
      { count: offered, text: `Een andere contactpersoon biedt je ${questions(offered)} aan: neem over of niet.`, href: `${home}/mandaat` },
      { count: orphans, text: `${orphans === 1 ? '1 club heeft' : `${orphans} clubs hebben`} geen geldig aanspreekpunt.`, href: `${home}/mandaten/zonder-aanspreekpunt` },
    ];
    return sentences.filter(({ count }) => count > 0);
  }
}

const questions = (count: number): string => (count === 1 ? '1 vraag' : `${count} vragen`);

/** One sentence each, with where it leads: to the question, or to the list when there are more. None when nothing waits. */
function waitingFor(base: string, { asked, answered, other }: AskerNews, escalations: number): { text: string; href: string }[] {
  const sentence = (ids: string[], text: string) => ({ count: ids.length, text, href: ids.length === 1 ? `${base}/consulten/${ids[0]}` : '#wat-je-vroeg' });
  const sentences = [
    { count: escalations, text: `${escalations === 1 ? 'Een club vraagt' : 'Clubs vragen'} je mee te kijken: zeg ja of nee.`, href: `${base}/meekijken` },
    sentence(asked, `Het team wacht op jouw antwoord bij ${questions(asked.length)}.`),
    sentence(answered, `Er is een antwoord op ${questions(answered.length)}.`),
    sentence(other, `Het team schreef je bij ${questions(other.length)}.`),
  ];
  return sentences.filter(({ count }) => count > 0);
}
