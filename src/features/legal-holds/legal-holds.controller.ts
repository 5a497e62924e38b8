import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, FreshFactor, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { IdempotencyKey, IfMatch, TakesIdempotencyKey } from '../../platform/http/headers.js';
import { LegalHoldDto, LegalHoldListDto, ProlongationDto } from './legal-hold.dto.js';
import { LegalHoldQueries } from './legal-hold-queries.js';
import type { HoldView } from './legal-hold-views.js';
import { LegalHolds } from './legal-holds.js';

@ApiTags('legal-holds')
@Controller('api/v1/legal-holds')
export class LegalHoldsController {
  constructor(
    private readonly holds: LegalHolds,
    private readonly queries: LegalHoldQueries,
  ) {}

  @Get()
  @Does('legal-holds.manage')
  list(@Me() me: Person, @Query() filter: LegalHoldListDto) {
    return this.queries.list(me, filter);
  }

  @Post()
  @TakesIdempotencyKey()
  @Does('legal-holds.manage')
  @FreshFactor()
  async set(
    @Me() me: Person,
    @Body() body: LegalHoldDto,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HoldView> {
    const id = await this.holds.set(me, body, key);
    reply.header('location', `/api/v1/legal-holds/${id}`);
    return this.shown(me, id, reply);
  }

  @Get(':id')
  @Does('legal-holds.manage')
  get(@Me() me: Person, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<HoldView> {
    return this.shown(me, id, reply);
  }

  @Post(':id/prolongations')
  @TakesIdempotencyKey()
  @Does('legal-holds.manage')
  @FreshFactor()
  async prolong(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() body: ProlongationDto,
    @IfMatch() ifMatch: string | undefined,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HoldView> {
    await this.holds.prolong(me, id, body, { ifMatch, key });
    return this.shown(me, id, reply);
  }

  @Put(':id/lifting')
  @Does('legal-holds.manage')
  @FreshFactor()
  async lift(
    @Me() me: Person,
    @Param('id') id: string,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HoldView> {
    await this.holds.lift(me, id, ifMatch);
    return this.shown(me, id, reply);
  }

  private async shown(me: Person, id: string, reply: FastifyReply): Promise<HoldView> {
    const view = await this.queries.get(me, id);
    reply.header('etag', `"${view.version}"`);
    return view;
  }
}
