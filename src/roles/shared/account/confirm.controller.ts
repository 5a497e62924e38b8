import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Confirming } from '../../../features/accounts/confirming.js';
import { accountIdOf, Does, SIGNED_IN, WhileEnrolling } from '../../../platform/auth/access.js';
import type { Config } from '../../../platform/config/config.js';
import { CONFIG } from '../../../platform/config/config.module.js';
import { SealedForms, typedTexts } from '../../../platform/http/kept-form.js';
import { Problem } from '../../../platform/http/problem.js';
import { formErrors, maybeTextOf, textOf, type Form, type FormErrors } from '../form.js';
import { goTo, renderPage } from '../page.js';

const HOME = '/';

/** Once more: it is you. Then on to where one was going, with what one typed. */
@ApiExcludeController()
@Controller('account/bevestigen')
export class ConfirmController {
  private readonly forms: SealedForms;

  constructor(
    private readonly confirming: Confirming,
    @Inject(CONFIG) config: Config,
  ) {
    this.forms = new SealedForms(config.sessionSecret);
  }

  @Get()
  @Does(SIGNED_IN)
  @WhileEnrolling()
  page(@Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.ask(request, reply, { naar: pathOf(textOf(query, 'naar')) });
  }

  /** With a form that waits for it. */
  @Post('eerst')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  first(@Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.ask(request, reply, { bewijs: textOf(form, 'bewijs') });
  }

  @Post()
  @Does(SIGNED_IN)
  @WhileEnrolling()
  async confirm(@Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const values = { naar: pathOf(textOf(form, 'naar')), bewijs: textOf(form, 'bewijs') };
    try {
      // A script confirmed with a passkey, and only goes on here.
      if (textOf(form, 'gedaan') !== 'passkey') await this.confirming.confirm(request, { code: maybeTextOf(form, 'code'), password: maybeTextOf(form, 'password') });
    } catch (error) {
      if (!(error instanceof Problem) || error.getStatus() >= 500) throw error;
      reply.headers(error.headers);
      return this.ask(request, reply, values, formErrors(error));
    }
    const kept = this.forms.open(values.bewijs, accountIdOf(request)!);
    if (!kept) return goTo(reply, values.naar);
    return renderPage(reply, request, 'shared/pages/kept-form.njk', {
      title: 'Ga verder met wat je typte',
      to: kept.path,
      fields: kept.fields,
      texts: typedTexts(kept.fields),
      signedIn: true,
    });
  }

  private async ask(request: FastifyRequest, reply: FastifyReply, values: Form, errors?: FormErrors) {
    return renderPage(reply, request, 'shared/account/pages/confirm.njk', {
      title: 'Bevestig dat jij het bent',
      asks: await this.confirming.asks(accountIdOf(request)!),
      values,
      errors,
    });
  }
}

/** A path of ours and nothing else: no other site is led to by a link to this page. */
const pathOf = (text: string): string => (/^\/(?![/\\])[\w\-/?=&%.+]*$/.test(text) ? text : HOME);
