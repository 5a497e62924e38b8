import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isRecordAction, mayEver, type Action } from '../../domain/permissions.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { SIGN_IN_SOURCE, type RoleSource } from '../database/role-source.js';
import { forbidden, notSignedIn, Problem, rule } from '../http/problem.js';
import { accountIdOf, ACTION, ANYONE, ENROLMENT_REQUIRED, FRESH, SIGNED_IN, STEP_UP_REQUIRED, WHILE_ENROLLING, type SignedInRequest } from './access.js';
import { isApi } from '../http/problem.filter.js';
import { checkShape, refuseUnread } from '../http/validation.js';
import { People } from './people.js';
import { sessionOf } from './session-data.js';
import { SIGN_IN_POLICIES, type SignInPolicies } from './sign-in-policies.js';

const SAFE = new Set(['GET', 'HEAD']);

/**
 * Loads the person and their mandate, and refuses what the role never may.
 * Actions on a record are decided by the command, which knows the record: invisible comes before forbidden.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly people: People,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SIGN_IN_SOURCE) private readonly source: RoleSource,
    @Inject(SIGN_IN_POLICIES) private readonly policies: SignInPolicies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const action = this.reflector.get<Action | typeof ANYONE | typeof SIGNED_IN | undefined>(
      ACTION,
      context.getHandler(),
    );
    if (action === undefined) throw new Error('a route without a declared action');
    if (action === ANYONE) return true;

    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const accountId = accountIdOf(request);
    if (!accountId) throw notSignedIn();
    const { enrolled, begun } = sessionOf(request);
    request.enrolling = !enrolled;
    // Single sign-on, say, that vouches for no more than a password.
    const half = this.config.secondFactor && !begun?.secondFactorAt;
    if ((request.enrolling || half) && !this.reflector.get(WHILE_ENROLLING, context.getHandler())) {
      throw request.enrolling ? enrolmentRequired() : stepUpRequired();
    }
    request.mandates = await this.people.mandatesOf(accountId);
    if (isApi(request)) refuseUnread(context);
    if (action === SIGNED_IN) return this.isFresh(context, request);

    try {
      request.person = chooseMandate(request);
      if (!isRecordAction(action) && !mayEver(action, request.person.role, request.person.standing)) throw forbidden();
      return await this.isFresh(context, request);
    } catch (refusal) {
      await checkShape(context);
      throw refusal;
    }
  }

  /** Who sets the first of their ways in has none to show; from the first on it is shown. @throws Problem 403 */
  private async isFresh(context: ExecutionContext, request: SignedInRequest): Promise<true> {
    if (!this.reflector.get(FRESH, context.getHandler())) return true;
    const { begun, hasFactor } = sessionOf(request);
    if (request.enrolling && !hasFactor) return true;
    const { freshMinutes } = await this.policies.policy(this.source);
    const shown = begun?.secondFactorAt;
    if (shown && Date.now() - Date.parse(shown) < freshMinutes * 60_000) return true;
    throw stepUpRequired();
  }
}

const enrolmentRequired = () =>
  new Problem(403, ENROLMENT_REQUIRED, 'Stel eerst in hoe je voortaan aanmeldt. Dat doe je één keer.');

const stepUpRequired = () => new Problem(403, STEP_UP_REQUIRED, 'Bevestig eerst nog eens dat jij het bent.');

/** `X-Mandate`, else the one chosen in the pages, else the only one. A write never guesses. */
function chooseMandate(request: SignedInRequest): NonNullable<SignedInRequest['person']> {
  const mandates = request.mandates ?? [];
  const [first] = mandates;
  if (!first) throw new Problem(403, 'no-mandate', 'Je hebt op dit moment geen geldig mandaat in Klankbord.');
  const asked = request.headers['x-mandate'] ?? sessionOf(request).mandateId;
  if (asked !== undefined) {
    const chosen = mandates.find((mandate) => mandate.mandateId === asked);
    if (!chosen) throw new Problem(403, 'no-mandate', 'Dit mandaat is niet (meer) van jou.');
    return chosen;
  }
  if (mandates.length > 1 && !SAFE.has(request.method)) {
    throw rule('mandate-required', 'Je hebt meer dan één mandaat: zeg onder welk je dit doet.');
  }
  return first;
}
