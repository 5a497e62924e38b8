import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HelplineHours } from '../../features/teams/helpline-hours.js';
import { accountIdOf, ANYONE, Does, SIGNED_IN, WhileEnrolling } from '../../platform/auth/access.js';
import { People } from '../../platform/auth/people.js';
import { SecondFactorRequired } from '../../platform/auth/sign-in.js';
import { submitForm, textOf, type Form } from '../shared/form.js';
import { goTo, landingOf, renderPage, SIGN_IN, type PageData } from '../shared/page.js';
import { Credentials } from './credentials.js';

const CODE = `${SIGN_IN}/code`;

/** Coming in and leaving. */
@ApiExcludeController()
@Controller()
export class EntranceController {
  constructor(
    private readonly people: People,
    private readonly credentials: Credentials,
    private readonly hours: HelplineHours,
  ) {}

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
    return this.show(request, reply, 'sign-in', { title: 'Aanmelden', done: textOf(query, 'klaar') === 'afgemeld' ? 'Je bent afgemeld.' : undefined });
  }

  @Post('aanmelden')
  @Does(ANYONE)
  signIn(@Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        try {
          return await this.landing(request, await this.credentials.signIn(form, request, reply));
        } catch (error) {
          if (error instanceof SecondFactorRequired) return CODE;
          throw error;
        }
      },
      (errors) => this.show(request, reply, 'sign-in', { title: 'Aanmelden', values: { email: textOf(form, 'email'), gedeeld: textOf(form, 'gedeeld') }, errors }),
    );
  }

  @Get('aanmelden/code')
  @Does(ANYONE)
  codePage(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (!this.credentials.isWaitingForCode(request)) return goTo(reply, SIGN_IN);
    return this.show(request, reply, 'sign-in-code', { title: 'Nog één stap' });
  }

  @Post('aanmelden/code')
  @Does(ANYONE)
  withCode(@Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => this.landing(request, await this.credentials.signIn({ code: textOf(form, 'code') }, request, reply)),
      (errors) => this.show(request, reply, 'sign-in-code', { title: 'Nog één stap', errors }),
    );
  }

  @Get('aanmelden/herstelcode')
  @Does(ANYONE)
  recoveryPage(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show(request, reply, 'sign-in-recovery', { title: 'Aanmelden met een herstelcode' });
  }

  @Post('aanmelden/herstelcode')
  @Does(ANYONE)
  withRecoveryCode(@Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => this.landing(request, await this.credentials.withRecoveryCode(form, request)),
      (errors) => this.show(request, reply, 'sign-in-recovery', { title: 'Aanmelden met een herstelcode', values: { email: textOf(form, 'email') }, errors }),
    );
  }

  /** The browser forgets the pages it kept, so that "back" shows nothing. */
  @Post('afmelden')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await request.session.destroy();
    return goTo(reply.header('clear-site-data', '"cache"'), `${SIGN_IN}?klaar=afgemeld`);
  }

  private async landing(request: FastifyRequest, accountId: string | undefined): Promise<string> {
    return accountId ? landingOf(request, await this.people.mandatesOf(accountId)) : SIGN_IN;
  }

  private async show(request: FastifyRequest, reply: FastifyReply, page: string, data: PageData) {
    return renderPage(reply, request, `public/pages/${page}.njk`, { ...data, hours: await this.hours.inWords() });
  }
}
