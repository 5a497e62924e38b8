import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IdentityProvider } from '../../features/single-sign-on/identity-provider.js';
import { SingleSignOn, type Errand } from '../../features/single-sign-on/single-sign-on.js';
import { accountIdOf, ANYONE, Does } from '../../platform/auth/access.js';
import { People } from '../../platform/auth/people.js';
import { Problem, type RefusedRequest } from '../../platform/http/problem.js';
import { textOf, type Form } from '../shared/form.js';
import { goTo, landingOf, renderPage, SIGN_IN } from '../shared/page.js';

const LINK = '/aanmelden/eenmalig/koppelen';

/** With a digital key of elsewhere: to the provider, back, and leaving it. */
@ApiExcludeController()
@Controller('aanmelden/eenmalig')
export class SingleSignOnController {
  constructor(
    private readonly signOn: SingleSignOn,
    private readonly people: People,
    private readonly provider: IdentityProvider,
  ) {}

  /** A link and no form: a browser holds a form to the addresses that we name, and who signs people in leads on to others. */
  @Get()
  @Does(ANYONE)
  async begin(@Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const errand = errandIn(query);
    if (errand.purpose === 'sign-in' && accountIdOf(request)) return goTo(reply, await this.landing(request));
    return orRefused(request, reply, () => this.signOn.begin(request, errand));
  }

  /** From the provider's site, so without a token of ours; what it may bring is in the session of who was sent away. */
  @Get('terug')
  @Does(ANYONE)
  finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return orRefused(request, reply, async () => {
      const { purpose, to } = await this.signOn.finish(request);
      return purpose === 'link' ? LINK : (to ?? (await this.landing(request)));
    });
  }

  /** On to the provider's own sign-out, where it has one: on a shared device the next person would come in by the same link. */
  @Get('afmelden')
  @Does(ANYONE)
  async leave(@Res() reply: FastifyReply) {
    return goTo(reply, (await this.provider.endOfSession())?.href ?? SIGN_IN);
  }

  private async landing(request: FastifyRequest): Promise<string> {
    return landingOf(request, await this.people.mandatesOf(accountIdOf(request)!));
  }
}

const PURPOSES: Record<string, Errand['purpose']> = { koppelen: 'link', bevestigen: 'confirm' };
/** An address of this site: no browser reads another one in it. */
const OURS = /^\/(?!\/)[\x21-\x5b\x5d-\x7e]{0,500}$/;

function errandIn(query: Form): Errand {
  const to = textOf(query, 'naar');
  return {
    purpose: PURPOSES[textOf(query, 'doel')] ?? 'sign-in',
    ...(textOf(query, 'toestel') === 'gedeeld' ? { shared: true } : {}),
    ...(textOf(query, 'sleutel') === 'andere' ? { anew: true } : {}),
    ...(OURS.test(to) ? { to } : {}),
  };
}

/** Where `act` leads; or a page that says why nobody is signed in, and what to do instead. */
async function orRefused(request: FastifyRequest, reply: FastifyReply, act: () => Promise<string>): Promise<FastifyReply> {
  try {
    return goTo(reply, await act());
  } catch (error) {
    if (!(error instanceof Problem) || error.getStatus() === 401 || error.getStatus() === 404) throw error;
    reply.headers(error.headers);
    (request as RefusedRequest).refusal = error.code;
    const page = { title: 'Aanmelden lukte niet', status: error.getStatus(), problem: error.body, signedIn: Boolean(accountIdOf(request)), signInAt: SIGN_IN };
    return renderPage(reply, request, 'public/pages/sign-on-refused.njk', page);
  }
}
