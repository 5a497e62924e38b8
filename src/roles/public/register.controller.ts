import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RegistrationRequestDto } from '../../features/registrations/registration.dto.js';
import { RequestRegistration } from '../../features/registrations/request-registration.js';
import { ANYONE, Does } from '../../platform/auth/access.js';
import { checkedAs, submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { renderPage } from '../shared/page.js';

const LABELS = { organisationId: 'Je club of federatie', name: 'Je naam', email: 'Je e-mailadres' };

/** Somebody was not invited, and asks herself: which club or federation, then who. */
@ApiExcludeController()
@Controller('registreren')
export class RegisterController {
  constructor(private readonly requests: RequestRegistration) {}

  @Get()
  @Does(ANYONE)
  page(@Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show(query, request, reply);
  }

  @Post()
  @Does(ANYONE)
  ask(@Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const [kind, organisationId] = textOf(form, 'organisationId').split(':');
        const fields = { name: textOf(form, 'name'), email: textOf(form, 'email').trim(), role: kind === 'federation' ? 'federation-contact' : 'club-contact', organisationId };
        await this.requests.ask(await checkedAs(RegistrationRequestDto, fields), request.ip);
        return '/registreren/verstuurd';
      },
      (errors) => this.show(form, request, reply, errors),
      { labels: LABELS },
    );
  }

  @Get('verstuurd')
  @Does(ANYONE)
  sent(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return renderPage(reply, request, 'public/pages/register-sent.njk', { title: 'Kijk in je mailbox' });
  }

  private async show(values: Form, request: FastifyRequest, reply: FastifyReply, errors?: FormErrors) {
    const found = await this.requests.find(textOf(values, 'zoek'));
    return renderPage(reply, request, 'public/pages/register.njk', {
      title: 'Aanspreekpunt worden in Klankbord',
      found: found.map(({ id, kind, name, postalCode }) => ({ value: `${kind}:${id}`, text: postalCode ? `${name} (${postalCode})` : name })),
      values,
      errors,
    });
  }
}
