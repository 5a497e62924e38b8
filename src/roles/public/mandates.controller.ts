import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UnderReview } from '../../features/registrations/under-review.js';
import { accountIdOf, Does, SIGNED_IN, type SignedInRequest } from '../../platform/auth/access.js';
import { invalid } from '../../platform/http/problem.js';
import { submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { chosenMandateId, homeOf, renderPage } from '../shared/page.js';

/** One account may hold several mandates; one is worn at a time. The guard reads the choice from the session. */
@ApiExcludeController()
@Controller('mandaten')
export class MandatesController {
  constructor(private readonly underReview: UnderReview) {}

  @Get()
  @Does(SIGNED_IN)
  page(@Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.show(request, reply);
  }

  @Post()
  @Does(SIGNED_IN)
  choose(@Body() form: Form, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const mandate = request.mandates?.find((one) => one.mandateId === textOf(form, 'mandateId'));
        if (!mandate) throw invalid([{ field: 'mandateId', code: 'required', message: 'Kies onder welke rol je verdergaat.' }]);
        (request.session as { mandateId?: string }).mandateId = mandate.mandateId;
        return homeOf(mandate.role);
      },
      (errors) => this.show(request, reply, errors),
    );
  }

  private async show(request: SignedInRequest, reply: FastifyReply, errors?: FormErrors) {
    const mandates = request.mandates ?? [];
    const reviewed = mandates.length ? [] : await this.underReview.of(accountIdOf(request)!);
    return renderPage(reply, request, 'public/pages/mandates.njk', {
      title: reviewed.length ? 'Je registratie wordt nagekeken' : 'Kies je rol',
      mandates,
      reviewed,
      values: { mandateId: chosenMandateId(request) },
      errors,
    });
  }
}
