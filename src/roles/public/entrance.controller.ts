import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accountIdOf, ANYONE, Does, SIGNED_IN, WhileEnrolling } from '../../platform/auth/access.js';
import { People } from '../../platform/auth/people.js';
import { sessionOf } from '../../platform/auth/session-data.js';
import { submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { goTo, landingOf, renderPage, SIGN_IN } from '../shared/page.js';
import { signInWith } from './credentials.js';

/** Coming in and leaving. */
@ApiExcludeController()
@Controller()
export class EntranceController {
  constructor(private readonly people: People) {}

  @Get()
  @Does(ANYONE)
  async start(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return goTo(reply, await this.landing(request, accountIdOf(request)));
  }

  @Get('aanmelden')
  @Does(ANYONE)
  async page(@Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const accountId = accountIdOf(request);
    if (accountId) return goTo(reply, await this.landing(request, accountId));
    return signInPage(request, reply, {
      done: textOf(query, 'klaar') === 'afgemeld' ? 'Je bent afgemeld.' : undefined,
      leftWithKey: textOf(query, 'sleutel') === 'nog',
    });
  }

  @Post('aanmelden')
  @Does(ANYONE)
  signIn(@Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => this.landing(request, await signInWith(form, request, reply)),
      (errors) => signInPage(request, reply, { values: { email: textOf(form, 'email') }, errors }),
    );
  }

  /** The browser forgets the pages it kept, so that "back" shows nothing. */
  @Post('afmelden')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const withKey = sessionOf(request).begun?.methods.includes('sso');
    await request.session.destroy();
    return goTo(reply.header('clear-site-data', '"cache"'), `${SIGN_IN}?klaar=afgemeld${withKey ? '&sleutel=nog' : ''}`);
  }

  private async landing(request: FastifyRequest, accountId: string | undefined): Promise<string> {
    return accountId ? landingOf(request, await this.people.mandatesOf(accountId)) : SIGN_IN;
  }
}

const signInPage = (request: FastifyRequest, reply: FastifyReply, data: { done?: string; leftWithKey?: boolean; values?: object; errors?: FormErrors }) =>
  renderPage(reply, request, 'public/pages/sign-in.njk', { title: 'Aanmelden', ...data });
