import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsultQueries } from '../../../features/consults/consult-queries.js';
import { NotificationPreferencesDto } from '../../../features/notifications/notification-preferences.controller.js';
import { NotificationPreferences } from '../../../features/notifications/notification-preferences.js';
import { Notifications, type NoticeView } from '../../../features/notifications/notifications.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { checkedAs, maybeTextOf, textOf, type Form } from '../form.js';
import { goTo, homeOf, renderPage } from '../page.js';

const PAGE = 25;

/** What happened, for the mandate somebody wears now. */
@ApiExcludeController()
@Controller('meldingen')
export class NoticesController {
  constructor(
    private readonly notifications: Notifications,
    private readonly preferences: NotificationPreferences,
    private readonly consults: ConsultQueries,
  ) {}

  @Get()
  @Does('notifications.read')
  async page(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { items, nextCursor } = await this.notifications.list(me, PAGE, maybeTextOf(query, 'cursor'));
    const unsent = items.filter(({ event }) => event === 'reminder.draft-not-sent').flatMap(({ consultId }) => consultId ?? []);
    const beginnings = await this.consults.beginnings(me, unsent);
    const notices = items.map((notice) => ({
      ...notice,
      href: hrefOf(me, notice),
      beginning: notice.consultId && beginnings.get(notice.consultId),
    }));
    return renderPage(reply, request, 'shared/notices/pages/notices.njk', {
      title: 'Nieuws voor jou',
      notices,
      next: nextCursor && `/meldingen?cursor=${encodeURIComponent(nextCursor)}`,
      back: { href: homeOf(me.role) },
      values: await this.preferences.get(me),
      done: query.klaar === 'mail' ? 'We mailen je voortaan zoals je koos.' : undefined,
    });
  }

  @Post('mail')
  @Does('notifications.read')
  async mail(@Me() me: Person, @Body() form: Form, @Res() reply: FastifyReply) {
    await this.preferences.choose(me, await checkedAs(NotificationPreferencesDto, { mails: textOf(form, 'mails') }));
    return goTo(reply, '/meldingen?klaar=mail');
  }

  @Post(':id/gelezen')
  @Does('notifications.read')
  async read(@Me() me: Person, @Param('id') id: string, @Res() reply: FastifyReply) {
    await this.notifications.markRead(me, id);
    return goTo(reply, '/meldingen');
  }
}

/** Of no record that the notice names: where the officer finds what waits. */
const PAGES: Partial<Record<string, string>> = {
  'reminder.legal-hold-ends': '/privacy',
  'reminder.data-subject-request-due': '/privacy',
  'brake.stopped': '/privacy/logboek',
};

/** A federation's contact is led to what she is asked; who may lose something to where she keeps it; everybody else to the consult. */
function hrefOf(me: Person, { consultId, escalationId, event }: NoticeView): string | null {
  if (event === 'reminder.destruction') return `${homeOf(me.role)}/consulten/${consultId}/bewaren`;
  if (consultId) return `${homeOf(me.role)}/consulten/${consultId}`;
  if (event === 'registration.accepted' || event === 'invitation.bounced') return `${homeOf(me.role)}/registraties`;
  return escalationId ? `${homeOf(me.role)}/meekijken/${escalationId}` : (PAGES[event] ?? null);
}
