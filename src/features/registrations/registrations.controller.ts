import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { IdempotencyKey, IfMatch, TakesIdempotencyKey } from '../../platform/http/headers.js';
import { NameBoardMember } from './board-member.js';
import { Invite } from './invite.js';
import { BoardMemberDto, InviteDto, ManyDto, RegistrationChangeDto, RegistrationListDto, VerificationDto } from './registration.dto.js';
import { RegistrationQueries } from './registration-queries.js';
import type { RegistrationView } from './registration-views.js';
import { VerifyRegistration } from './verify-registration.js';
import { Waves, type WaveReport } from './waves.js';

@ApiTags('registrations')
@Controller('api/v1/registrations')
export class RegistrationsController {
  constructor(
    private readonly queries: RegistrationQueries,
    private readonly inviting: Invite,
    private readonly verifying: VerifyRegistration,
    private readonly naming: NameBoardMember,
    private readonly waves: Waves,
  ) {}

  @Get()
  @Does('registration.list')
  list(@Me() me: Person, @Query() filter: RegistrationListDto) {
    return this.queries.list(me, filter);
  }

  /** Somebody is invited: a mail with a link goes to that address. */
  @Post()
  @TakesIdempotencyKey()
  @Does('registration.create')
  async create(@Me() me: Person, @Body() body: InviteDto, @IdempotencyKey() key: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<RegistrationView> {
    const id = await this.inviting.create(me, body, key);
    reply.header('location', `/api/v1/registrations/${id}`);
    return this.shown(me, id, reply);
  }

  /** Many are invited, or asked again. */
  @Post('waves')
  @HttpCode(200)
  @Does('registration.wave')
  wave(@Me() me: Person, @Body() { ids }: ManyDto): Promise<WaveReport> {
    return this.waves.invite(me, ids);
  }

  /** Many are taken back. */
  @Post('withdrawals')
  @HttpCode(200)
  @Does('registration.wave')
  withdrawals(@Me() me: Person, @Body() { ids }: ManyDto): Promise<WaveReport> {
    return this.waves.withdraw(me, ids);
  }

  @Get(':id')
  @Does('registration.see')
  get(@Me() me: Person, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<RegistrationView> {
    return this.shown(me, id, reply);
  }

  @Patch(':id')
  @Does('registration.change')
  async change(@Me() me: Person, @Param('id') id: string, @Body() body: RegistrationChangeDto, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<RegistrationView> {
    await this.verifying.change(me, id, body, ifMatch);
    return this.shown(me, id, reply);
  }

  /** Two people, one of the organisation or team and one above; with the second yes the mandate begins. */
  @Put(':id/verification')
  @Does('registration.verify')
  async verify(@Me() me: Person, @Param('id') id: string, @Body() body: VerificationDto, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<RegistrationView> {
    await this.verifying.decide(me, id, body, ifMatch);
    return this.shown(me, id, reply);
  }

  /** A new link; the one before is dead. */
  @Post(':id/invitation')
  @HttpCode(200)
  @Does('registration.invite')
  async send(@Me() me: Person, @Param('id') id: string, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<RegistrationView> {
    await this.inviting.send(me, id, { ifMatch });
    return this.shown(me, id, reply);
  }

  /** Taken back: the link is dead, and the registration with it. */
  @Delete(':id/invitation')
  @HttpCode(204)
  @Does('registration.withdraw')
  async withdraw(@Me() me: Person, @Param('id') id: string, @IfMatch() ifMatch: string | undefined): Promise<void> {
    await this.inviting.withdraw(me, id, ifMatch);
  }

  /** Where nobody of the organisation can say yes: a member of its board gets a link. */
  @Put(':id/board-member')
  @Does('registration.name-board-member')
  async board(@Me() me: Person, @Param('id') id: string, @Body() body: BoardMemberDto, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<RegistrationView> {
    await this.naming.name(me, id, body, ifMatch);
    return this.shown(me, id, reply);
  }

  /** Looked at anew, by two people again: then the mandate goes on. */
  @Put(':id/renewal')
  @Does('registration.renew')
  async renew(@Me() me: Person, @Param('id') id: string, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<RegistrationView> {
    await this.verifying.renew(me, id, ifMatch);
    return this.shown(me, id, reply);
  }

  private async shown(me: Person, id: string, reply: FastifyReply): Promise<RegistrationView> {
    const view = await this.queries.get(me, id);
    reply.header('etag', `"${view.version}"`);
    return view;
  }
}
