import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { PageDto, slice } from '../../platform/http/cursor.js';
import { IdempotencyKey, IfMatch, TakesIdempotencyKey } from '../../platform/http/headers.js';
import { CompletionDto, FollowUpDto } from './follow-up.dto.js';
import { FollowUps } from './follow-ups.js';

@ApiTags('follow-ups')
@Controller('api/v1')
export class FollowUpsController {
  constructor(private readonly followUps: FollowUps) {}

  @Get('consults/:id/follow-ups')
  @Does('consult.read-content')
  async list(@Me() me: Person, @Param('id') id: string, @Query() page: PageDto) {
    return slice(await this.followUps.list(me, id), (one) => one.id, page);
  }

  @Post('consults/:id/follow-ups')
  @TakesIdempotencyKey()
  @Does('consult.follow-up')
  async add(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() body: FollowUpDto,
    @IfMatch() ifMatch: string | undefined,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const followUp = await this.followUps.add(me, id, body, { ifMatch, key });
    reply.header('location', `/api/v1/follow-ups/${followUp.id}`);
    return followUp;
  }

  @Get('follow-ups/:id')
  @Does('consult.read-content')
  get(@Me() me: Person, @Param('id') id: string) {
    return this.followUps.get(me, id);
  }

  @Put('follow-ups/:id/completion')
  @Does('consult.follow-up')
  complete(@Me() me: Person, @Param('id') id: string, @Body() body: CompletionDto) {
    return this.followUps.complete(me, id, body);
  }
}
