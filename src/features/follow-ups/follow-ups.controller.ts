import { Body, Controller, Get, Headers, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { CompletionDto, FollowUpDto } from './follow-up.dto.js';
import { FollowUps } from './follow-ups.js';

@ApiTags('follow-ups')
@Controller('api/v1')
export class FollowUpsController {
  constructor(private readonly followUps: FollowUps) {}

  @Get('consults/:id/follow-ups')
  @Does('consult.read-content')
  async list(@Me() me: Person, @Param('id') id: string) {
    return { items: await this.followUps.list(me, id), nextCursor: null };
  }

  @Post('consults/:id/follow-ups')
  @Does('consult.follow-up')
  add(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() body: FollowUpDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('idempotency-key') key: string | undefined,
  ) {
    return this.followUps.add(me, id, body, { ifMatch, key });
  }

  @Put('follow-ups/:id/completion')
  @Does('consult.follow-up')
  complete(@Me() me: Person, @Param('id') id: string, @Body() body: CompletionDto) {
    return this.followUps.complete(me, id, body);
  }
}
