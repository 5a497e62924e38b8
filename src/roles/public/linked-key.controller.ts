import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IdentityProvider } from '../../features/single-sign-on/identity-provider.js';
import { SingleSignOn } from '../../features/single-sign-on/single-sign-on.js';
import { accountIdOf, Does, FreshFactor, SIGNED_IN, WhileEnrolling, type SignedInRequest } from '../../platform/auth/access.js';
import { WaysIn } from '../../platform/auth/factors/ways-in.js';
import { notFound } from '../../platform/http/problem.js';
import { submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { renderPage } from '../shared/page.js';

const PAGE = '/aanmelden/eenmalig/koppelen';
const DONE: Record<string, string> = { gekoppeld: 'Je digitale sleutel is gekoppeld.', ontkoppeld: 'Je digitale sleutel is ontkoppeld.' };

/** Which digital key belongs to the account that is signed in: linked and unlinked on the word of who sits there. */
@ApiExcludeController()
@Controller('aanmelden/eenmalig')
export class LinkedKeyController {
  constructor(
    private readonly signOn: SingleSignOn,
    private readonly waysIn: WaysIn,
    private readonly provider: IdentityProvider,
  ) {}

  @Get('koppelen')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  page(@Query() query: Form, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.show(request, reply, { done: DONE[textOf(query, 'klaar')] });
  }

  @Post('koppelen/klaar')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  link(@Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.change(request, reply, () => this.signOn.link(request), 'gekoppeld');
  }

  @Post('koppelen/weg')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  unlink(@Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.change(request, reply, () => this.waysIn.removeDigitalKey(accountIdOf(request)!), 'ontkoppeld');
  }

  private change(request: SignedInRequest, reply: FastifyReply, act: () => Promise<void>, done: string) {
    return submitForm(
      reply,
      async () => {
        await act();
        return `${PAGE}?klaar=${done}`;
      },
      (errors) => this.show(request, reply, { errors }),
    );
  }

  private async show(request: SignedInRequest, reply: FastifyReply, data: { done?: string; errors?: FormErrors }) {
    if (!this.provider.isThere) throw notFound();
    const { digitalKey } = await this.waysIn.read(accountIdOf(request)!);
    return renderPage(reply, request, 'public/pages/sign-on-link.njk', {
      title: 'Je digitale sleutel',
      back: { href: request.enrolling ? '/account/instellen' : '/account' },
      linkedAt: digitalKey?.linkedAt,
      proven: this.signOn.hasProven(request),
      enrolling: request.enrolling,
      ...data,
    });
  }
}
