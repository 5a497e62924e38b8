import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { renderSVG } from 'uqr';
import { freshen } from '../../../features/accounts/confirming.js';
import { accountIdOf, Does, FreshFactor, SIGNED_IN, WhileEnrolling, type SignedInRequest } from '../../../platform/auth/access.js';
import { Authenticators } from '../../../platform/auth/factors/authenticators.js';
import { RecoveryCodes } from '../../../platform/auth/factors/recovery-codes.js';
import { WaysIn } from '../../../platform/auth/factors/ways-in.js';
import { sessionOf } from '../../../platform/auth/session-data.js';
import { invalid } from '../../../platform/http/problem.js';
import { submitForm, textOf, type Form, type FormErrors } from '../form.js';
import { goTo, renderPage } from '../page.js';

const PAGE = '/account/instellen';
const DONE: Record<string, string> = {
  wachtwoord: 'Je wachtwoord is bewaard.',
  app: 'Je app werkt. Voortaan vragen we een code.',
  passkey: 'Je passkey is bewaard.',
  codes: 'Je herstelcodes werken vanaf nu. Bewaar het papier op een veilige plek.',
  weg: 'Die manier is weg.',
};
const wrongCode = (message: string) => invalid([{ field: 'code', code: 'wrong', message }]);

/** Setting how one comes in: the first time before anything else, later whenever one likes. */
@ApiExcludeController()
@Controller('account/instellen')
export class WaysInController {
  constructor(
    private readonly waysIn: WaysIn,
    private readonly authenticators: Authenticators,
    private readonly recoveryCodes: RecoveryCodes,
  ) {}

  @Get()
  @Does(SIGNED_IN)
  @WhileEnrolling()
  page(@Query() query: Form, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.show(request, reply, { done: DONE[textOf(query, 'klaar')] });
  }

  @Post('wachtwoord')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  choosePassword(@Body() form: Form, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        await this.waysIn.choosePassword(accountIdOf(request)!, textOf(form, 'password'), sessionOf(request).sid);
        return `${PAGE}?klaar=wachtwoord`;
      },
      (errors) => this.show(request, reply, { errors }),
    );
  }

  @Post('app')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  async beginApp(@Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    const { secret, uri } = await this.authenticators.begin(accountIdOf(request)!);
    const picture = `data:image/svg+xml;base64,${Buffer.from(renderSVG(uri)).toString('base64')}`;
    return this.appPage(request, reply, { secret: secret.match(/.{1,4}/g)!.join(' '), picture });
  }

  @Post('app-code')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  confirmApp(@Body() form: Form, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        if (!(await this.authenticators.confirm(accountIdOf(request)!, textOf(form, 'code')))) throw wrongCode('Deze code klopt niet. Vul de code in die je app nu toont.');
        freshen(request);
        return `${PAGE}?klaar=app`;
      },
      (errors) => this.appPage(request, reply, { errors }),
    );
  }

  @Post('app-weg')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  removeApp(@Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.removing(request, reply, () => this.waysIn.removeAuthenticator(accountIdOf(request)!));
  }

  @Post('passkey-weg')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  removePasskey(@Body() form: Form, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.removing(request, reply, () => this.waysIn.removePasskey(accountIdOf(request)!, textOf(form, 'id')));
  }

  @Post('herstelcodes')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  async makeCodes(@Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.codesPage(request, reply, { codes: await this.recoveryCodes.make(accountIdOf(request)!) });
  }

  @Post('herstelcode')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  confirmCodes(@Body() form: Form, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        if (!(await this.recoveryCodes.confirm(accountIdOf(request)!, textOf(form, 'code')))) throw wrongCode('Deze code staat niet op het papier van daarnet.');
        return `${PAGE}?klaar=codes`;
      },
      (errors) => this.codesPage(request, reply, { errors }),
    );
  }

  @Post('klaar')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  enrol(@Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        await this.waysIn.enrol(accountIdOf(request)!);
        return '/';
      },
      (errors) => this.show(request, reply, { errors }),
    );
  }

  private removing(request: SignedInRequest, reply: FastifyReply, remove: () => Promise<unknown>) {
    return submitForm(
      reply,
      async () => {
        await remove();
        return `${PAGE}?klaar=weg`;
      },
      (errors) => this.show(request, reply, { errors }),
    );
  }

  private async show(request: SignedInRequest, reply: FastifyReply, data: { done?: string; errors?: FormErrors }) {
    const accountId = accountIdOf(request);
    if (!accountId) return goTo(reply, '/aanmelden');
    return renderPage(reply, request, 'shared/account/pages/ways-in.njk', {
      title: request.enrolling ? 'Stel in hoe je aanmeldt' : 'Hoe je aanmeldt',
      ...(request.enrolling ? {} : { back: { href: '/account' } }),
      ways: await this.waysIn.read(accountId),
      enrolling: request.enrolling,
      shared: sessionOf(request).begun?.shared,
      ...data,
    });
  }

  private appPage(request: SignedInRequest, reply: FastifyReply, data: { secret?: string; picture?: string; errors?: FormErrors }) {
    return renderPage(reply, request, 'shared/account/pages/app.njk', { title: 'Een app voor codes', back: { href: PAGE }, ...data });
  }

  private codesPage(request: SignedInRequest, reply: FastifyReply, data: { codes?: string[]; errors?: FormErrors }) {
    return renderPage(reply, request, 'shared/account/pages/recovery-codes.njk', { title: 'Je herstelcodes', back: { href: PAGE }, ...data });
  }
}
