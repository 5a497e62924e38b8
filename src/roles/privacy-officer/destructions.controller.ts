import { Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfirmDestruction } from '../../features/retention/confirm-destruction.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { textOf, type Form } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { goTo, renderPage } from '../shared/page.js';

const HOME = '/privacy/vernietigen';

/** What should be destroyed while its owner has no access any more: looked at, and confirmed on a page of its own. */
@ApiExcludeController()
@UseGuards(onlyFor('privacy-officer'))
@Controller('privacy/vernietigen')
export class DestructionPagesController {
  constructor(private readonly confirming: ConfirmDestruction) {}

  @Get()
  @Does('retention.confirm')
  async list(@Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return renderPage(reply, request, 'privacy-officer/pages/destructions.njk', {
      title: 'Wacht op bevestiging',
      waiting: await this.confirming.waiting(),
      base: HOME,
      done: textOf(query, 'klaar') === 'vernietigd' ? 'Het is vernietigd. Niemand kan het nog lezen.' : undefined,
    });
  }

  @Get(':id')
  @Does('retention.confirm')
  async page(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return renderPage(reply, request, 'privacy-officer/pages/destruction.njk', {
      title: 'Vernietigen bevestigen',
      record: await this.confirming.one(id),
      action: `${HOME}/${id}`,
      back: { href: HOME, text: 'Naar alles wat wacht' },
    });
  }

  @Post(':id')
  @Does('retention.confirm')
  async confirm(@Me() me: Person, @Param('id') id: string, @Res() reply: FastifyReply) {
    await this.confirming.confirm(me, id);
    return goTo(reply, `${HOME}?klaar=vernietigd`);
  }
}
