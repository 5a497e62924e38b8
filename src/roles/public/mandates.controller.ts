import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, SIGNED_IN, type SignedInRequest } from '../../platform/auth/access.js';
import { invalid } from '../../platform/http/problem.js';
import { submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { chosenMandateId, homeOf, renderPage } from '../shared/page.js';

/** One account may hold several mandates; one is worn at a time. The guard reads the choice from the session. */
@ApiExcludeController()
@Controller('mandaten')
export class MandatesController {
  @Get()
  @Does(SIGNED_IN)
  page(@Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return mandatesPage(request, reply);
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
      (errors) => mandatesPage(request, reply, errors),
    );
  }
}

const mandatesPage = (request: SignedInRequest, reply: FastifyReply, errors?: FormErrors) =>
  renderPage(reply, request, 'public/pages/mandates.njk', {
    title: 'Kies je rol',
    mandates: request.mandates ?? [],
    values: { mandateId: chosenMandateId(request) },
    errors,
  });
