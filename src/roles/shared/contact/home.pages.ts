import { Get, Injectable, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsultQueries } from '../../../features/consults/consult-queries.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { maybeTextOf, textOf, type Form } from '../form.js';
import { homeOf, renderPage } from '../page.js';
import { doneText } from './words.js';

const PAGE = 20;

/** What waits for her, and everything that she asked or may read. */
@Injectable()
export abstract class ContactHomePages {
  constructor(private readonly queries: ConsultQueries) {}

  @Get()
  @Does('consult.list')
  async home(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const base = homeOf(me.role);
    const page = (whose: 'mine' | 'shared', cursor?: string) => this.queries.list(me, { whose, limit: PAGE, cursor });
    const [news, mine, shared] = await Promise.all([
      this.queries.news(me),
      page('mine', maybeTextOf(query, 'na')),
      page('shared', maybeTextOf(query, 'gedeeld')),
    ]);
    const next = (name: string, cursor: string | null) => cursor && `${base}?${name}=${encodeURIComponent(cursor)}`;
    return renderPage(reply, request, 'shared/contact/pages/home.njk', {
      title: 'Mijn vragen',
      base,
      done: doneText(textOf(query, 'klaar')),
      waiting: waitingFor(news),
      drafts: news.drafts,
      mine: mine.items,
      shared: shared.items,
      nextMine: next('na', mine.nextCursor),
      nextShared: next('gedeeld', shared.nextCursor),
      first: textOf(query, 'na') || textOf(query, 'gedeeld') ? base : undefined,
    });
  }
}

const questions = (count: number): string => (count === 1 ? '1 vraag' : `${count} vragen`);

/** One sentence each; none when nothing waits. */
function waitingFor({ asked, answered, other }: { asked: number; answered: number; other: number }): string[] {
  return [
    asked && `Het team wacht op jouw antwoord bij ${questions(asked)}.`,
    answered && `Er is een antwoord op ${questions(answered)}.`,
    other && `Het team schreef je bij ${questions(other)}.`,
  ].filter((sentence) => typeof sentence === 'string');
}
