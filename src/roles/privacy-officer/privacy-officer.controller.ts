import { Controller, Get, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditLog } from '../../features/audit/audit-log.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { maybeTextOf, type Form } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { renderPage } from '../shared/page.js';
import { logLines } from './log-lines.js';

const HOME = '/privacy';
const PAGE = 25;

@ApiExcludeController()
@UseGuards(onlyFor('privacy-officer'))
@Controller('privacy')
export class PrivacyOfficerController {
  constructor(
    private readonly log: AuditLog,
  ) {}

  @Get()
  @Does('audit.read')
  async home(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const cursor = maybeTextOf(query, 'cursor');
    const { items, nextCursor } = await this.log.list(me, PAGE, cursor);
    return renderPage(reply, request, 'privacy-officer/pages/home.njk', {
      title: 'Wie deed of las wat',
      lines: logLines(items),
      next: nextCursor && `${HOME}?cursor=${encodeURIComponent(nextCursor)}`,
      first: cursor && HOME,
    });
  }
}
