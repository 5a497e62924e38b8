import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { mayEver } from '../../../domain/permissions.js';
import { SessionList } from '../../../features/accounts/session-list.js';
import { NotificationPreferencesDto } from '../../../features/notifications/notification-preferences.controller.js';
import { NotificationPreferences } from '../../../features/notifications/notification-preferences.js';
import { accountIdOf, Does, Me, SIGNED_IN, type SignedInRequest } from '../../../platform/auth/access.js';
import { WaysIn } from '../../../platform/auth/factors/ways-in.js';
import { sessionOf } from '../../../platform/auth/session-data.js';
import type { Person } from '../../../platform/database/actor.js';
import { checkedAs, textOf, type Form } from '../form.js';
import { ownPagesOf } from '../frame/menus.js';
import { goTo, renderPage } from '../page.js';
import { rightsOf } from './rights.js';

const DONE: Record<string, string> = {
  gestopt: 'Die sessie is beëindigd.',
  mail: 'We mailen je voortaan zoals je koos.',
  ingesteld: 'Klaar: zo meld je je voortaan aan.',
};

/** What is one's own: ways in, where one is signed in, mail, mandates and what one may do. */
@ApiExcludeController()
@Controller('account')
export class AccountController {
  constructor(
    private readonly waysIn: WaysIn,
    private readonly sessions: SessionList,
    private readonly preferences: NotificationPreferences,
  ) {}

  @Get()
  @Does('notifications.read')
  async page(@Me() me: Person, @Query() query: Form, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return renderPage(reply, request, 'shared/account/pages/account.njk', {
      title: 'Mijn account',
      ways: await this.waysIn.read(me.accountId),
      sessions: await this.sessions.of(me.accountId, sessionOf(request).sid),
      mandates: request.mandates ?? [],
      ownPages: ownPagesOf(me.role, me.standing),
      rights: rightsOf(me.role, me.standing),
      role: me.role,
      vouches: mayEver('recovery.manage', me.role, me.standing),
      values: await this.preferences.get(me),
      done: DONE[textOf(query, 'klaar')],
    });
  }

  @Post('mail')
  @Does('notifications.read')
  async mail(@Me() me: Person, @Body() form: Form, @Res() reply: FastifyReply) {
    await this.preferences.choose(me, await checkedAs(NotificationPreferencesDto, { mails: textOf(form, 'mails') }));
    return goTo(reply, '/account?klaar=mail');
  }

  @Post('sessie-stoppen')
  @Does(SIGNED_IN)
  async end(@Body() form: Form, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    await this.sessions.end(accountIdOf(request)!, textOf(form, 'id'));
    return goTo(reply, '/account?klaar=gestopt');
  }

  @Post('andere-stoppen')
  @Does(SIGNED_IN)
  async endOthers(@Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    await this.sessions.endOthers(accountIdOf(request)!, sessionOf(request).sid);
    return goTo(reply, '/account?klaar=gestopt');
  }
}
