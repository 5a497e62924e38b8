import { Controller, Get, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditFilterDto } from '../../features/audit/audit-filter.dto.js';
import { AuditLog } from '../../features/audit/audit-log.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { Problem } from '../../platform/http/problem.js';
import { checkedAs, formErrors, maybeTextOf, type Form, type FormErrors } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { renderPage } from '../shared/page.js';
import { logLines } from './log-lines.js';

const LOG = '/privacy/logboek';
const PAGE = 25;
const FIELDS = ['account', 'record', 'action', 'from', 'to'] as const;
const LABELS = { account: 'Account', record: 'Waarvan', action: 'Wat', from: 'Van', to: 'Tot en met' };

@ApiExcludeController()
@UseGuards(onlyFor('privacy-officer'))
@Controller('privacy/logboek')
export class LogController {
  constructor(
    private readonly log: AuditLog,
  ) {}

  @Get()
  @Does('audit.read')
  async page(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const asked = askedIn(query);
    const cursor = maybeTextOf(query, 'cursor');
    const { filter, errors } = await checkedFilter(asked);
    const { items, nextCursor } = errors ? { items: [], nextCursor: null } : await this.log.list(me, filter, PAGE, cursor);
    return renderPage(reply, request, 'privacy-officer/pages/log.njk', {
      title: 'Wie deed of las wat',
      lines: logLines(items),
      values: asked,
      errors,
      filtered: Object.keys(asked).length > 0,
      next: nextCursor && addressOf({ ...asked, cursor: nextCursor }),
      first: cursor && addressOf(asked),
    });
  }
}

/** What was filled in: an empty field asks for nothing. */
const askedIn = (query: Form): Record<string, string> =>
  Object.fromEntries(FIELDS.flatMap((field) => (maybeTextOf(query, field) ? [[field, maybeTextOf(query, field)!.trim()]] : [])));

async function checkedFilter(asked: Record<string, string>): Promise<{ filter: AuditFilterDto; errors?: FormErrors }> {
  try {
    return { filter: await checkedAs(AuditFilterDto, asked) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { filter: {}, errors: formErrors(error, { labels: LABELS }) };
  }
}

const addressOf = (asked: Record<string, string>): string => {
  const query = new URLSearchParams(asked).toString();
  return query ? `${LOG}?${query}` : LOG;
};
