import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { isOver, isShownSince, secondFactorAt, subjectsOf, type IdentityClaims } from '../../domain/single-sign-on.js';
import { accountIdOf } from '../../platform/auth/access.js';
import { PublicLimits } from '../../platform/auth/public-limits.js';
import { sessionOf, type SessionData } from '../../platform/auth/session-data.js';
import { startSession } from '../../platform/auth/session-start.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { notSignedIn, Problem } from '../../platform/http/problem.js';
import { Identities } from './identities.js';
import { IdentityProvider, type ProviderRequest } from './identity-provider.js';
import { notShown, oneStep, overTime, someoneElse } from './refusals.js';

/** To come in; to link what the provider says to the account that is signed in; to show two factors again. */
export type Purpose = 'sign-in' | 'link' | 'confirm';

/** What somebody was sent to the provider for. */
export interface Errand {
  purpose: Purpose;
  /** On a device that others use too. */
  shared?: boolean;
  /** The provider asks who somebody is, whoever it knows already. */
  anew?: boolean;
  /** Where to go on after confirming: an address of ours. */
  to?: string;
}

/** Kept in the session, so that only the browser that was sent away can bring an answer, once, within ten minutes. */
interface SignOnSession extends SessionData {
  signOn?: ProviderRequest & Errand & { at: number };
  /** Who was proven to sit here, and is not linked yet. */
  proven?: { subject: string; at: number };
}

const sessionIn = (request: FastifyRequest): SignOnSession => sessionOf(request);

/** The way to the provider and back. It says who somebody is; what they may do, their mandates say. */
@Injectable()
export class SingleSignOn {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly identities: Identities,
    private readonly limits: PublicLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns where to send the browser. @throws Problem 401, 404, 429, 503 */
  async begin(request: FastifyRequest, errand: Errand): Promise<string> {
    if (errand.purpose !== 'sign-in' && !accountIdOf(request)) throw notSignedIn();
    await this.limits.check('sign-on', request.ip);
    const asked = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
    const address = await this.provider.addressFor(asked, errand.anew || errand.purpose === 'confirm');
    await this.limits.count('sign-on', request.ip);
    sessionIn(request).signOn = { ...asked, ...errand, at: Date.now() };
    return address.href;
  }

  /** Somebody came back with what the provider gave them. @returns what they were sent for. @throws Problem 400, 401, 403, 503 */
  async finish(request: FastifyRequest): Promise<Errand> {
    const { at, purpose, shared, to, ...asked } = await this.take(request);
    const claims = await this.claimsOf(request, purpose, asked);
    if (purpose === 'sign-in') await this.signIn(request, claims, shared);
    if (purpose === 'link') sessionIn(request).proven = { subject: subjectsOf(claims)[0], at: Date.now() };
    if (purpose === 'confirm') await this.confirm(request, claims, at);
    return { purpose, to };
  }

  /** Somebody proved a moment ago who they are at the provider, and has not said yet that it is to be linked. */
  hasProven(request: FastifyRequest): boolean {
    const { proven } = sessionIn(request);
    return proven !== undefined && !isOver(proven.at, Date.now());
  }

  /** @throws Problem 400, 401, 409 */
  async link(request: FastifyRequest): Promise<void> {
    const accountId = signedInAs(request);
    const { proven } = sessionIn(request);
    delete sessionIn(request).proven;
    if (!proven || isOver(proven.at, Date.now())) throw overTime();
    await this.identities.link(accountId, proven.subject);
    // From now on there is something to show, and she just did; else who sets the first of her ways in would be asked again.
    const { begun } = sessionIn(request);
    if (begun) begun.secondFactorAt = new Date().toISOString();
  }

  /** Taken out before it is used, so that the same answer finds nothing the second time. */
  private async take(request: FastifyRequest): Promise<NonNullable<SignOnSession['signOn']>> {
    const session = sessionIn(request);
    const { signOn } = session;
    if (!signOn || isOver(signOn.at, Date.now()) || new URLSearchParams(queryOf(request)).get('state') !== signOn.state) throw overTime();
    delete session.signOn;
    await request.session.save();
    return signOn;
  }

  /** A key of one step brings nobody in where two are asked, and is no way in to link either. On record when it is refused. */
  private async claimsOf(request: FastifyRequest, purpose: Purpose, asked: ProviderRequest): Promise<IdentityClaims> {
    try {
      const claims = await this.provider.claimsOf(queryOf(request), asked);
      if (this.config.secondFactor && !this.secondFactorAt(claims)) throw oneStep();
      return claims;
    } catch (refusal) {
      if (refusal instanceof Problem && purpose === 'sign-in') await this.identities.refused(refusal.code, request.ip);
      throw refusal;
    }
  }

  private async signIn(request: FastifyRequest, claims: IdentityClaims, shared?: boolean): Promise<void> {
    const accountId = await this.identities.signIn(subjectsOf(claims), request.ip);
    await startSession(request, { accountId, methods: ['sso'], secondFactorAt: this.secondFactorAt(claims), shared });
  }

  private async confirm(request: FastifyRequest, claims: IdentityClaims, askedAt: number): Promise<void> {
    if (!(await this.identities.belongTo(signedInAs(request), subjectsOf(claims)))) throw someoneElse();
    const shownAt = this.secondFactorAt(claims);
    if (!isShownSince(shownAt, askedAt)) throw notShown();
    const { begun } = sessionIn(request);
    if (begun) begun.secondFactorAt = shownAt!.toISOString();
  }

  private secondFactorAt = (claims: IdentityClaims): Date | undefined => secondFactorAt(claims, this.provider.settings.acrSecondFactor);
}

function signedInAs(request: FastifyRequest): string {
  const accountId = accountIdOf(request);
  if (!accountId) throw notSignedIn();
  return accountId;
}

/** As it came, so that nothing of an answer is lost or read twice. */
const queryOf = (request: FastifyRequest): string => request.url.split('?').slice(1).join('?');
