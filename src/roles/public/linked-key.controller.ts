import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Identities } from '../../features/single-sign-on/identities.js';
import { SingleSignOn } from '../../features/single-sign-on/single-sign-on.js';
import { accountIdOf, Does, FreshFactor, SIGNED_IN, WhileEnrolling, type SignedInRequest } from '../../platform/auth/access.js';
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
    private readonly identities: Identities,
  ) {}

  @Get('koppelen')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  page(@Query() query: Form, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.show(request, reply, { done: DONE[textOf(query, 'klaar')] });
  }

  @Post('koppelen')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  link(@Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.change(request, reply, () => this.signOn.link(request), 'gekoppeld');
  }

  @Post('ontkoppelen')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  unlink(@Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.change(request, reply, () => this.identities.unlink(accountIdOf(request)!), 'ontkoppeld');
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
    return renderPage(reply, request, 'public/pages/sign-on-link.njk', {
      title: 'Je digitale sleutel',
      linkedAt: await this.identities.linkedAt(accountIdOf(request)!),
      proven: this.signOn.hasProven(request),
      enrolling: request.enrolling,
      ...data,
    });
  }
}
