import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ANYONE, Does } from '../../platform/auth/access.js';
import { People } from '../../platform/auth/people.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { fieldsOf, Tickets, typedTexts, type Field } from '../../platform/http/kept-form.js';
import { Problem } from '../../platform/http/problem.js';
import { formErrors, textOf, type Form } from '../shared/form.js';
import { goTo, homeOf, landingOf, renderPage, SIGN_IN, type Mandated } from '../shared/page.js';
import { signInWith } from './credentials.js';

/** The name of a field of the form that came too late, on the form that signs in. */
const KEPT = 'veld.';

/** Signing in again on the page that gave back what somebody typed. Nothing is sent by it: she does that herself. */
@ApiExcludeController()
@Controller('aanmelden/verder')
export class KeptFormController {
  private readonly tickets: Tickets;

  constructor(
    private readonly people: People,
    @Inject(CONFIG) config: Config,
  ) {
    this.tickets = new Tickets(config.sessionSecret);
  }

  @Post()
  @Does(ANYONE)
  async goOn(@Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const ticket = this.tickets.take(textOf(form, 'bewijs'));
    if (!ticket) return goTo(reply, SIGN_IN);
    const { path, account } = ticket;
    const fields = fieldsIn(form);
    const page = { title: 'Nog niet verstuurd', to: path, fields, texts: typedTexts(fields), ticket: textOf(form, 'bewijs') };
    let accountId: string;
    try {
      accountId = await signInWith(form, request, reply);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      reply.headers(error.headers);
      const again = { ...page, values: { email: textOf(form, 'email') }, errors: formErrors(error) };
      return renderPage(reply, request, 'shared/pages/kept-form.njk', again);
    }
    const mandates = await this.people.mandatesOf(accountId);
    const theirs = mandates.filter(({ role }) => `${path}/`.startsWith(`${homeOf(role)}/`));
    // Somebody else's words are not shown to who signs in now.
    if ((account && account !== accountId) || !theirs.length) return goTo(reply, landingOf(request, mandates));
    wear(request, theirs, mandates);
    return renderPage(reply, request, 'shared/pages/kept-form.njk', { ...page, title: 'Ga verder met wat je typte', signedIn: true });
  }
}

const fieldsIn = (form: Form): Field[] =>
  fieldsOf(form)
    .filter(({ name }) => name.startsWith(KEPT))
    .map(({ name, value }) => ({ name: name.slice(KEPT.length), value }));

/** A write never guesses a mandate, but the form's own pages say which one when only one has them. */
function wear(request: FastifyRequest, theirs: readonly Mandated[], all: readonly Mandated[]): void {
  const [only, ...others] = theirs;
  if (only && !others.length && all.length > 1) (request.session as { mandateId?: string }).mandateId = only.mandateId;
}
