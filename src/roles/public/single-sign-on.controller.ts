import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Identities } from '../../features/single-sign-on/identities.js';
import { IdentityProvider } from '../../features/single-sign-on/identity-provider.js';
import { SingleSignOn, type Errand } from '../../features/single-sign-on/single-sign-on.js';
import { accountIdOf, ANYONE, Does, FreshFactor, SIGNED_IN, WhileEnrolling, type SignedInRequest } from '../../platform/auth/access.js';
import { People } from '../../platform/auth/people.js';
import { Problem, type RefusedRequest } from '../../platform/http/problem.js';
import { submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { goTo, landingOf, renderPage, SIGN_IN } from '../shared/page.js';

const LINK = '/aanmelden/eenmalig/koppelen';
const DONE: Record<string, string> = { gekoppeld: 'Je digitale sleutel is gekoppeld.', ontkoppeld: 'Je digitale sleutel is ontkoppeld.' };

/** With a digital key of elsewhere: to the provider, back, and which key belongs to the account that is signed in. */
@ApiExcludeController()
@Controller('aanmelden/eenmalig')
export class SingleSignOnController {
  constructor(
    private readonly signOn: SingleSignOn,
    private readonly identities: Identities,
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

  @Get('koppelen')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  async page(@Query() query: Form, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.linkPage(request, reply, { done: DONE[textOf(query, 'klaar')] });
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
        return `${LINK}?klaar=${done}`;
      },
      (errors) => this.linkPage(request, reply, { errors }),
    );
  }

  private async linkPage(request: SignedInRequest, reply: FastifyReply, data: { done?: string; errors?: FormErrors }) {
    return renderPage(reply, request, 'public/pages/sign-on-link.njk', {
      title: 'Je digitale sleutel',
      linkedAt: await this.identities.linkedAt(accountIdOf(request)!),
      proven: this.signOn.hasProven(request),
      ...data,
    });
  }

  private async landing(request: FastifyRequest): Promise<string> {
    return landingOf(request, await this.people.mandatesOf(accountIdOf(request)!));
  }
}

const PURPOSES: Record<string, Errand['purpose']> = { koppelen: 'link', bevestigen: 'confirm' };
/** A path of our own, without a question in it. */
const OURS = /^\/[a-z0-9][a-z0-9/-]{0,200}$/i;

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
    (request as RefusedRequest).refusal = error.code;
    const page = { title: 'Aanmelden lukte niet', status: error.getStatus(), problem: error.body, signedIn: Boolean(accountIdOf(request)), signInAt: SIGN_IN };
    return renderPage(reply, request, 'public/pages/sign-on-refused.njk', page);
  }
}
