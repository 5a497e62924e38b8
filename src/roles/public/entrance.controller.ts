import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accountIdOf, ANYONE, Does, SIGNED_IN } from '../../platform/auth/access.js';
import { authenticate } from '../../platform/auth/passport.js';
import { People } from '../../platform/auth/people.js';
import { WRONG_CREDENTIALS } from '../../platform/auth/sign-in.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import { submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { goTo, landingOf, renderPage, SIGN_IN } from '../shared/page.js';

const wrongCredentials = () => new Problem(401, WRONG_CREDENTIALS, 'Dit e-mailadres en wachtwoord horen niet bij elkaar.');

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
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const accountId = accountIdOf(request);
    return accountId ? goTo(reply, await this.landing(request, accountId)) : signInPage(request, reply);
  }

  @Post('aanmelden')
  @Does(ANYONE)
  signIn(@Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        refuseBlank(form);
        const account = await authenticate(request, reply);
        if (!account) throw wrongCredentials();
        return this.landing(request, account.accountId);
      },
      (errors) => signInPage(request, reply, { email: textOf(form, 'email') }, errors),
    );
  }

  /** The browser forgets the pages it kept, so that "back" shows nothing. */
  @Post('afmelden')
  @Does(SIGNED_IN)
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await request.session.destroy();
    return goTo(reply.header('clear-site-data', '"cache"'), SIGN_IN);
  }

  private async landing(request: FastifyRequest, accountId: string | undefined): Promise<string> {
    return accountId ? landingOf(request, await this.people.mandatesOf(accountId)) : SIGN_IN;
  }
}

const signInPage = (request: FastifyRequest, reply: FastifyReply, values = {}, errors?: FormErrors) =>
  renderPage(reply, request, 'public/pages/sign-in.njk', { title: 'Aanmelden', values, errors });

/** Anything but two filled texts would look like a wrong password, or worse, reach the strategy as a list. */
function refuseBlank(form: Form): void {
  const filled = (field: string) => typeof form?.[field] === 'string' && form[field].trim() !== '';
  const errors = [
    { field: 'email', code: 'required', message: 'Vul je e-mailadres in.' },
    { field: 'password', code: 'required', message: 'Vul je wachtwoord in.' },
  ].filter(({ field }) => !filled(field));
  if (errors.length) throw invalid(errors);
}
