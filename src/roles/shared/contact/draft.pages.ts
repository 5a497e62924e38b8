import { Get, Injectable, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AskConsult } from '../../../features/consults/ask-consult.js';
import { ConsultQueries } from '../../../features/consults/consult-queries.js';
import { DestroyEarly } from '../../../features/retention/destroy-early.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { textOf, type Form } from '../form.js';
import { goTo, homeOf, renderPage } from '../page.js';
import { askingOf } from './asking.js';
import { afterChange, CHECK, consultPath, pathOf } from './paths.js';
import { resumeAt } from './step-order.js';

/** A draft as a whole: go on where she stopped, call first, throw it away. */
@Injectable()
export abstract class DraftPages {
  constructor(
    private readonly asking: AskConsult,
    private readonly queries: ConsultQueries,
    private readonly destroying: DestroyEarly,
  ) {}

  @Get('vraag/:id')
  @Does('consult.see')
  async resume(@Me() me: Person, @Param('id') id: string, @Res() reply: FastifyReply) {
    const view = await this.queries.get(me, id);
    if (view.status !== 'draft') return goTo(reply, consultPath(me, id));
    return goTo(reply, pathOf(me, id, resumeAt(askingOf(view))?.path ?? CHECK));
  }

  /** Danger now: call first, in one tap. She goes on when she has called, or while. */
  @Get('vraag/:id/bellen')
  @Does('consult.see')
  async call(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const view = await this.queries.get(me, id);
    if (view.status !== 'draft') return goTo(reply, consultPath(me, id));
    const changing = textOf(query, 'terug') === CHECK;
    return renderPage(reply, request, 'shared/contact/pages/call.njk', {
      title: 'Bel nu',
      onward: changing ? afterChange(me, askingOf(view)) : pathOf(me, id, 'soort'),
      back: { href: pathOf(me, id, 'gevaar') },
    });
  }

  @Get('vraag/:id/weggooien')
  @Does('consult.see')
  async discarding(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if ((await this.queries.status(me, id)) !== 'draft') return goTo(reply, consultPath(me, id));
    return renderPage(reply, request, 'shared/contact/pages/discard.njk', {
      title: 'Vraag weggooien',
      goneForGoodOn: await this.destroying.goneForGoodOn(me),
      action: pathOf(me, id, 'weggooien'),
      stay: pathOf(me, id, ''),
      back: { href: pathOf(me, id, '') },
    });
  }

  @Post('vraag/:id/weggooien')
  @Does('consult.edit-draft')
  async discard(@Me() me: Person, @Param('id') id: string, @Res() reply: FastifyReply) {
    if ((await this.queries.status(me, id)) !== 'draft') return goTo(reply, consultPath(me, id));
    await this.asking.discard(me, id);
    return goTo(reply, `${homeOf(me.role)}?klaar=weg`);
  }
}
