import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecoveryRequests } from '../../../features/account-recovery/recovery-requests.js';
import { Does, FreshFactor, Me } from '../../../platform/auth/access.js';
import { People } from '../../../platform/auth/people.js';
import type { Person } from '../../../platform/database/actor.js';
import { invalid } from '../../../platform/http/problem.js';
import { submitForm, textOf, type Form, type FormErrors } from '../form.js';
import { renderPage } from '../page.js';

const PAGE = '/account/nieuwe-toegang';
const DONE: Record<string, string> = {
  gevraagd: 'Het is gevraagd. Een tweede persoon moet het nog goedkeuren.',
  goedgekeurd: 'Goedgekeurd. Na een dag krijgt de persoon een mail met een link.',
  geweigerd: 'Het gaat niet door.',
};

/** A new way in for somebody one vouches for, by two people. */
@ApiExcludeController()
@Controller('account/nieuwe-toegang')
export class RecoveryController {
  constructor(
    private readonly requests: RecoveryRequests,
    private readonly people: People,
  ) {}

  @Get()
  @Does('recovery.manage')
  page(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show(me, request, reply, { done: DONE[textOf(query, 'klaar')] });
  }

  @Post()
  @Does('recovery.manage')
  @FreshFactor()
  ask(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const account = await this.people.credentialsOf(textOf(form, 'email'));
        // The same for nobody, and for somebody one does not vouch for.
        await this.requests.ask(me, account?.id ?? '').catch((problem) => {
          throw problem.code === 'not-found' ? invalid([{ field: 'email', code: 'unknown', message: 'Voor dit adres kan je dit niet vragen.' }]) : problem;
        });
        return `${PAGE}?klaar=gevraagd`;
      },
      (errors) => this.show(me, request, reply, { errors, values: { email: textOf(form, 'email') } }),
    );
  }

  @Post('goedkeuren')
  @Does('recovery.manage')
  @FreshFactor()
  approve(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.decide(me, request, reply, () => this.requests.approve(me, textOf(form, 'id')), 'goedgekeurd');
  }

  @Post('weigeren')
  @Does('recovery.manage')
  refuse(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.decide(me, request, reply, () => this.requests.refuse(me, textOf(form, 'id')), 'geweigerd');
  }

  private decide(me: Person, request: FastifyRequest, reply: FastifyReply, act: () => Promise<unknown>, done: string) {
    return submitForm(
      reply,
      async () => {
        await act();
        return `${PAGE}?klaar=${done}`;
      },
      (errors) => this.show(me, request, reply, { errors }),
    );
  }

  private async show(me: Person, request: FastifyRequest, reply: FastifyReply, data: { done?: string; errors?: FormErrors; values?: object }) {
    return renderPage(reply, request, 'shared/account/pages/recovery.njk', {
      title: 'Nieuwe toegang voor wie niet meer binnen kan',
      back: { href: '/account' },
      requests: await this.requests.list(me),
      ...data,
    });
  }
}
