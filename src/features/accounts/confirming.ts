import { Inject, Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import { accountIdOf } from '../../platform/auth/access.js';
import { Authenticators } from '../../platform/auth/factors/authenticators.js';
import { Passkeys } from '../../platform/auth/factors/passkeys.js';
import { WaysIn } from '../../platform/auth/factors/ways-in.js';
import { sessionOf } from '../../platform/auth/session-data.js';
import { SignInLimits } from '../../platform/auth/sign-in-limits.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { invalid, Problem } from '../../platform/http/problem.js';

/** By one of these somebody shows once more who they are. */
export interface Proof {
  code?: string;
  password?: string;
  passkey?: AuthenticationResponseJSON;
}

/** Once more the second factor, before something that takes much along. Who has none (a demo) types the password. */
@Injectable()
export class Confirming {
  constructor(
    private readonly authenticators: Authenticators,
    private readonly passkeys: Passkeys,
    private readonly waysIn: WaysIn,
    private readonly limits: SignInLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What the signed-in person can confirm with. */
  async asks(accountId: string): Promise<{ code: boolean; passkey: boolean; password: boolean; digitalKey: boolean }> {
    const { authenticator, passkeys, password, digitalKey } = await this.waysIn.read(accountId);
    const factor = Boolean(authenticator) || passkeys.length > 0 || this.config.secondFactor;
    return { code: Boolean(authenticator), passkey: passkeys.length > 0, password: !factor && password, digitalKey: Boolean(digitalKey) };
  }

  /** From now on it counts as fresh. @throws Problem 400, 401, 429, 503 */
  async confirm(request: FastifyRequest, proof: Proof): Promise<void> {
    const accountId = accountIdOf(request)!;
    const asked = await this.asks(accountId);
    const field = proof.passkey ? 'passkey' : asked.password ? 'password' : 'code';
    if (!proof[field]) throw invalid([{ field, code: 'required', message: 'Vul dit in.' }]);
    const attempt = await this.limits.reserve('confirm', accountId, request.ip);
    let right: boolean;
    try {
      right = await this.isRight(request, accountId, asked, proof);
    } catch (error) {
      if (!(error instanceof Problem) || error.getStatus() !== 401) await this.limits.takeBack(attempt);
      throw error;
    }
    if (!right) throw invalid([{ field, code: 'wrong', message: 'Dit klopt niet. Probeer opnieuw.' }]);
    await this.limits.takeBack(attempt);
    freshen(request);
  }

  private async isRight(request: FastifyRequest, accountId: string, asked: { password: boolean }, { code, password, passkey }: Proof): Promise<boolean> {
    if (passkey) return (await this.passkeys.check(request, passkey)) === accountId;
    if (asked.password) return this.waysIn.isPassword(accountId, password ?? '');
    return this.authenticators.check(accountId, code ?? '');
  }
}

/** The session showed a second factor just now. */
export function freshen(request: FastifyRequest): void {
  const { begun } = sessionOf(request);
  if (begun) begun.secondFactorAt = new Date().toISOString();
}
