import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accountIdOf, ANYONE, Does, SIGNED_IN, WhileEnrolling, type SignedInRequest } from '../../platform/auth/access.js';
import { authenticate } from '../../platform/auth/passport.js';
import { People } from '../../platform/auth/people.js';
import { WRONG_CREDENTIALS } from '../../platform/auth/sign-in.js';
import { Email, Flag, FreeText, Opaque, Secret } from '../../platform/http/fields.js';
import { Problem } from '../../platform/http/problem.js';
import { Accounts, type SessionView } from './accounts.js';
import { Confirming } from './confirming.js';
import { PasskeySignIn } from './passkey-sign-in.js';

class SessionDto {
  @Email() email: string;
  @Secret() password: string;
  /** A second factor's code, or a printed one; asked for by 401 `second-factor-required`. */
  @FreeText({ optional: true, max: 40 }) code?: string;
  /** A device that others use too: the session ends sooner. */
  @Flag({ optional: true }) shared?: boolean;
}

class PasskeySessionDto {
  /** What the browser answered (`AuthenticationResponseJSON`). */
  @Opaque() response: object;
}

class ConfirmationDto {
  @FreeText({ optional: true, max: 40 }) code?: string;
  @FreeText({ optional: true, max: 1000 }) password?: string;
}

export const wrongCredentials = () =>
  new Problem(401, WRONG_CREDENTIALS, 'Dit e-mailadres en wachtwoord horen niet bij elkaar. Lukt het niet? Bel 1712.');

@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly accounts: Accounts,
    private readonly people: People,
    private readonly passkeys: PasskeySignIn,
    private readonly confirming: Confirming,
  ) {}

  @Post()
  @HttpCode(200)
  @Does(ANYONE)
  async signIn(@Body() { shared }: SessionDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const account = await authenticate(request, reply, shared);
    if (!account) throw wrongCredentials();
    return this.view(account.accountId, reply);
  }

  /** What a browser needs to sign in with a passkey, or to confirm with one. */
  @Post('passkey-challenge')
  @HttpCode(200)
  @Does(ANYONE)
  askPasskey(@Req() request: FastifyRequest) {
    return this.passkeys.ask(request);
  }

  @Post('passkey')
  @HttpCode(200)
  @Does(ANYONE)
  async signInWithPasskey(@Body() { response }: PasskeySessionDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.view(await this.passkeys.signIn(request, response as AuthenticationResponseJSON), reply);
  }

  @Get()
  @Does(SIGNED_IN)
  @WhileEnrolling()
  get(@Req() request: SignedInRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.view(accountIdOf(request)!, reply);
  }

  /** The second factor once more; without one, the password. Asked for by 403 `step-up-required`. */
  @Put('confirmation')
  @HttpCode(204)
  @Does(SIGNED_IN)
  @WhileEnrolling()
  async confirm(@Body() proof: ConfirmationDto, @Req() request: FastifyRequest): Promise<void> {
    await this.confirming.confirm(request, proof);
  }

  @Put('passkey-confirmation')
  @HttpCode(204)
  @Does(SIGNED_IN)
  @WhileEnrolling()
  async confirmWithPasskey(@Body() { response }: PasskeySessionDto, @Req() request: FastifyRequest): Promise<void> {
    await this.confirming.confirm(request, { passkey: response as AuthenticationResponseJSON });
  }

  @Delete()
  @HttpCode(204)
  @Does(SIGNED_IN)
  @WhileEnrolling()
  async signOut(@Req() request: FastifyRequest): Promise<void> {
    await request.session.destroy();
  }

  private async view(accountId: string, reply: FastifyReply): Promise<SessionView & { csrfToken: string }> {
    const view = await this.accounts.session(accountId, await this.people.mandatesOf(accountId));
    return { ...view, csrfToken: reply.generateCsrf() };
  }
}
