import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import { accountIdOf, Does, FreshFactor, SIGNED_IN, WhileEnrolling } from '../../platform/auth/access.js';
import { Authenticators } from '../../platform/auth/factors/authenticators.js';
import { Passkeys } from '../../platform/auth/factors/passkeys.js';
import { RecoveryCodes } from '../../platform/auth/factors/recovery-codes.js';
import { WaysIn, type WaysInView } from '../../platform/auth/factors/ways-in.js';
import { sessionOf } from '../../platform/auth/session-data.js';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import { FreeText, Opaque, Secret } from '../../platform/http/fields.js';
import { invalid, notFound, rule } from '../../platform/http/problem.js';
import { freshen } from './confirming.js';

class PasswordDto {
  @Secret() password: string;
}
class CodeDto {
  @FreeText({ max: 40 }) code: string;
}
class NewPasskeyDto {
  /** What the browser answered (`RegistrationResponseJSON`). */
  @Opaque() response: object;
}

const wrongCode = () => invalid([{ field: 'code', code: 'wrong', message: 'Deze code klopt niet. Kijk ze na en probeer opnieuw.' }]);

/** One's own ways in. Adding or taking away asks for a fresh second factor, but of who has none yet. */
@ApiTags('account')
@Controller('api/v1/me')
export class FactorsController {
  constructor(
    private readonly waysIn: WaysIn,
    private readonly authenticators: Authenticators,
    private readonly passkeys: Passkeys,
    private readonly recoveryCodes: RecoveryCodes,
  ) {}

  @Get('factors')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  async read(@Req() request: FastifyRequest) {
    return viewOf(await this.waysIn.read(accountIdOf(request)!));
  }

  @Put('password')
  @HttpCode(204)
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  async choosePassword(@Req() request: FastifyRequest, @Body() { password }: PasswordDto): Promise<void> {
    await this.waysIn.choosePassword(accountIdOf(request)!, password, sessionOf(request).sid);
  }

  /** A secret for an app, told this once. It counts after its confirmation. */
  @Post('authenticator')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  beginAuthenticator(@Req() request: FastifyRequest) {
    return this.authenticators.begin(accountIdOf(request)!);
  }

  @Put('authenticator/confirmation')
  @HttpCode(204)
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  async confirmAuthenticator(@Req() request: FastifyRequest, @Body() { code }: CodeDto): Promise<void> {
    if (!(await this.authenticators.confirm(accountIdOf(request)!, code))) throw wrongCode();
    freshen(request);
  }

  @Delete('authenticator')
  @HttpCode(204)
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  async removeAuthenticator(@Req() request: FastifyRequest): Promise<void> {
    await this.waysIn.removeAuthenticator(accountIdOf(request)!);
  }

  /** What a browser needs to make a passkey. */
  @Post('passkeys/challenge')
  @HttpCode(200)
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  offerPasskey(@Req() request: FastifyRequest) {
    if (sessionOf(request).begun?.shared) throw rule('shared-device', 'Op een toestel dat je deelt, maak je geen passkey.');
    return this.passkeys.offer(request, accountIdOf(request)!);
  }

  @Post('passkeys')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  async addPasskey(@Req() request: FastifyRequest, @Body() { response }: NewPasskeyDto) {
    const added = await this.passkeys.add(request, accountIdOf(request)!, response as RegistrationResponseJSON);
    freshen(request);
    return added;
  }

  @Delete('passkeys/:id')
  @HttpCode(204)
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  async removePasskey(@Req() request: FastifyRequest, @Param('id') id: string): Promise<void> {
    if (!(await this.waysIn.removePasskey(accountIdOf(request)!, id))) throw notFound();
  }

  /** Ten codes to print, told this once. They count after one was typed back. */
  @Post('recovery-codes')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  async makeRecoveryCodes(@Req() request: FastifyRequest) {
    return { codes: await this.recoveryCodes.make(accountIdOf(request)!) };
  }

  @Put('recovery-codes/confirmation')
  @HttpCode(204)
  @Does(SIGNED_IN)
  @WhileEnrolling()
  @FreshFactor()
  async confirmRecoveryCodes(@Req() request: FastifyRequest, @Body() { code }: CodeDto): Promise<void> {
    if (!(await this.recoveryCodes.confirm(accountIdOf(request)!, code))) throw wrongCode();
  }

  /** The ways in are enough: the account is in. */
  @Put('enrolment')
  @Does(SIGNED_IN)
  @WhileEnrolling()
  async enrol(@Req() request: FastifyRequest) {
    return viewOf(await this.waysIn.enrol(accountIdOf(request)!));
  }
}

const viewOf = ({ passkeys, authenticator, digitalKey, enrolledAt, ...view }: WaysInView) => ({
  ...view,
  passkeys: passkeys.map(({ id, device, createdAt, lastUsedAt }) => ({
    id,
    device,
    createdAt: maybeLocalIso(createdAt)!,
    lastUsedAt: maybeLocalIso(lastUsedAt),
  })),
  authenticator: authenticator && { confirmedAt: maybeLocalIso(authenticator.confirmedAt)! },
  digitalKey: digitalKey && { linkedAt: maybeLocalIso(digitalKey.linkedAt)! },
  enrolledAt: maybeLocalIso(enrolledAt),
});
