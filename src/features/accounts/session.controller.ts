import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accountIdOf, ANYONE, Does, SIGNED_IN, WhileEnrolling, type SignedInRequest } from '../../platform/auth/access.js';
import { authenticate } from '../../platform/auth/passport.js';
import { People } from '../../platform/auth/people.js';
import { WRONG_CREDENTIALS } from '../../platform/auth/sign-in.js';
import { Email, FreeText, Secret } from '../../platform/http/fields.js';
import { Problem } from '../../platform/http/problem.js';
import { Accounts, type SessionView } from './accounts.js';

class SessionDto {
  @Email() email: string;
  @Secret() password: string;
  /** A second factor's code; asked for by 401 `second-factor-required`. */
  @FreeText({ optional: true, max: 20 }) code?: string;
}

export const wrongCredentials = () =>
  new Problem(401, WRONG_CREDENTIALS, 'Dit e-mailadres en wachtwoord horen niet bij elkaar. Lukt het niet? Bel 1712.');

@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly accounts: Accounts,
    private readonly people: People,
  ) {}

  @Post()
  @HttpCode(200)
  @Does(ANYONE)
  async signIn(@Body() _credentials: SessionDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const account = await authenticate(request, reply);
    if (!account) throw wrongCredentials();
    return this.view(account.accountId, reply);
  }

  @Get()
  @Does(SIGNED_IN)
  @WhileEnrolling()
  get(@Req() request: SignedInRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.view(accountIdOf(request)!, reply);
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
