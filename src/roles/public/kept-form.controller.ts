import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accountIdOf, ANYONE, Does } from '../../platform/auth/access.js';
import { People } from '../../platform/auth/people.js';
import { SecondFactorRequired } from '../../platform/auth/sign-in.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { SealedForms, typedTexts } from '../../platform/http/kept-form.js';
import { Problem } from '../../platform/http/problem.js';
import { formErrors, textOf, type Form } from '../shared/form.js';
import { goTo, homeOf, landingOf, renderPage, type Mandated } from '../shared/page.js';
import { ROLES } from '../../domain/vocabulary.js';
import { Credentials } from './credentials.js';

/** Signing in again on the page that gave back what somebody typed. Nothing is sent by it: she does that herself. */
@ApiExcludeController()
@Controller('aanmelden/verder')
export class KeptFormController {
  private readonly forms: SealedForms;

  constructor(
    private readonly people: People,
    private readonly credentials: Credentials,
    @Inject(CONFIG) config: Config,
  ) {
    this.forms = new SealedForms(config.sessionSecret);
  }

  @Post()
  @Does(ANYONE)
  async goOn(@Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const sealed = textOf(form, 'bewijs');
    let accountId: string;
    try {
      // A passkey signed her in meanwhile.
      accountId = accountIdOf(request) ?? (await this.credentials.signIn(form, request, reply));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      reply.headers(error.headers);
      return renderPage(reply, request, 'shared/pages/kept-form.njk', {
        title: 'Nog niet verstuurd',
        sealed,
        texts: [],
        asksCode: this.credentials.isWaitingForCode(request),
        values: { email: textOf(form, 'email') },
        errors: error instanceof SecondFactorRequired ? undefined : formErrors(error),
      });
    }
    const mandates = await this.people.mandatesOf(accountId);
    // Somebody else's words do not open for who signs in now.
    const kept = this.forms.open(sealed, accountId);
    const theirs = kept ? mandates.filter(({ role }) => isPageOf(kept.path, homeOf(role)) || isForAll(kept.path)) : [];
    if (!kept || !theirs.length) return goTo(reply, landingOf(request, mandates));
    wear(request, theirs, mandates);
    return renderPage(reply, request, 'shared/pages/kept-form.njk', {
      title: 'Ga verder met wat je typte',
      to: kept.path,
      fields: kept.fields,
      texts: typedTexts(kept.fields),
      signedIn: true,
    });
  }
}

const isPageOf = (path: string, home: string): boolean => `${path}/`.startsWith(`${home}/`);

/** What is one's own, whatever the role: `/account`. */
const isForAll = (path: string): boolean => !ROLES.some((role) => isPageOf(path, homeOf(role)));

/** A write never guesses a mandate, but the form's own pages say which one when only one has them. */
function wear(request: FastifyRequest, theirs: readonly Mandated[], all: readonly Mandated[]): void {
  const [only, ...others] = theirs;
  if (only && !others.length && all.length > 1) (request.session as { mandateId?: string }).mandateId = only.mandateId;
}
