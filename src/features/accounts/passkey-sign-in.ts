import { Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import { accountIdOf } from '../../platform/auth/access.js';
import { Passkeys } from '../../platform/auth/factors/passkeys.js';
import { PublicLimits } from '../../platform/auth/public-limits.js';
import { SignIn } from '../../platform/auth/sign-in.js';
import { SignInLimits } from '../../platform/auth/sign-in-limits.js';
import { startSession } from '../../platform/auth/session-start.js';

/** Coming in with a passkey: no name is typed, and both factors are shown at once. */
@Injectable()
export class PasskeySignIn {
  constructor(
    private readonly passkeys: Passkeys,
    private readonly signIns: SignIn,
    private readonly limits: SignInLimits,
    private readonly publicLimits: PublicLimits,
  ) {}

  /** @throws Problem 429 when asked too often by nobody who is in */
  async ask(request: FastifyRequest) {
    if (!accountIdOf(request)) {
      await this.publicLimits.check('passkey-asked', request.ip);
      await this.publicLimits.count('passkey-asked', request.ip);
    }
    return this.passkeys.ask(request);
  }

  /** @returns whose it is. @throws Problem 401, 429 */
  async signIn(request: FastifyRequest, response: AuthenticationResponseJSON): Promise<string> {
    const attempt = await this.limits.reserve('passkey', String(response.id), request.ip);
    const accountId = await this.passkeys.check(request, response);
    await this.limits.takeBack(attempt);
    await this.signIns.cameIn(accountId, request.ip);
    await startSession(request, { accountId, methods: ['passkey'], secondFactorAt: new Date() });
    return accountId;
  }
}
