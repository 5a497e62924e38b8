import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ANYONE, Does } from '../../platform/auth/access.js';
import { AnswerInvitation, type InvitationOffer } from './answer-invitation.js';
import { AnsweringInvitations, type Answered } from './answering.js';
import { AcceptanceDto, RegistrationRequestDto } from './registration.dto.js';
import { RequestRegistration } from './request-registration.js';

/** For who has a link, and no account yet. */
@ApiTags('registrations')
@Controller('api/v1/invitations/:token')
export class InvitationsController {
  constructor(
    private readonly answers: AnswerInvitation,
    private readonly answering: AnsweringInvitations,
  ) {}

  /** What it is for. Looking uses nothing up. */
  @Get()
  @Does(ANYONE)
  look(@Param('token') token: string, @Req() request: FastifyRequest): Promise<InvitationOffer> {
    return this.answering.limited(request, () => this.answers.look(token));
  }

  /** Once. Who has no ways in yet is signed in to set them. */
  @Post('acceptance')
  @HttpCode(200)
  @Does(ANYONE)
  accept(@Param('token') token: string, @Body() body: AcceptanceDto, @Req() request: FastifyRequest): Promise<Answered> {
    return this.answering.accept(request, token, body);
  }

  @Post('refusal')
  @HttpCode(204)
  @Does(ANYONE)
  async decline(@Param('token') token: string, @Req() request: FastifyRequest): Promise<void> {
    await this.answering.limited(request, () => this.answers.decline(token));
  }
}

/** For who was not invited. */
@ApiTags('registrations')
@Controller('api/v1/registration-requests')
export class RegistrationRequestsController {
  constructor(private readonly requests: RequestRegistration) {}

  /** The same answer whatever is known: a mail goes to that address, or not. */
  @Post()
  @HttpCode(202)
  @Does(ANYONE)
  async ask(@Body() body: RegistrationRequestDto, @Req() request: FastifyRequest): Promise<void> {
    await this.requests.ask(body, request.ip);
  }
}
