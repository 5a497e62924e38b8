import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { PageDto, slice } from '../../platform/http/cursor.js';
import { IdempotencyKey, IfMatch, TakesIdempotencyKey } from '../../platform/http/headers.js';
import { DecisionDto, EscalationDto } from './escalation.dto.js';
import { EscalationQueries } from './escalation-queries.js';
import type { EscalationView } from './escalation-views.js';
import { Escalations } from './escalations.js';

@ApiTags('escalations')
@Controller('api/v1')
export class EscalationsController {
  constructor(
    private readonly escalations: Escalations,
    private readonly queries: EscalationQueries,
  ) {}

  @Get('consults/:id/escalations')
  @Does('consult.read-escalations')
  async ofConsult(@Me() me: Person, @Param('id') id: string, @Query() page: PageDto) {
    return slice(await this.queries.ofConsult(me, id), (one) => one.id, page);
  }

  @Post('consults/:id/escalations')
  @TakesIdempotencyKey()
  @Does('consult.escalate')
  async ask(
    @Me() me: Person,
    @Param('id') consultId: string,
    @Body() body: EscalationDto,
    @IfMatch() ifMatch: string | undefined,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EscalationView> {
    const id = await this.escalations.ask(me, consultId, body, { ifMatch, key });
    reply.header('location', `/api/v1/escalations/${id}`);
    return this.queries.get(me, id);
  }

  /** To a club's contact what she asked, to a federation's what she is asked. */
  @Get('escalations')
  @Does('escalation.list')
  list(@Me() me: Person, @Query() filter: PageDto) {
    return this.queries.list(me, filter);
  }

  @Get('escalations/:id')
  @Does('escalation.see')
  get(@Me() me: Person, @Param('id') id: string): Promise<EscalationView> {
    return this.queries.get(me, id);
  }

  @Put('escalations/:id/decision')
  @Does('escalation.decide')
  async decide(@Me() me: Person, @Param('id') id: string, @Body() body: DecisionDto): Promise<EscalationView> {
    await this.escalations.decide(me, id, body);
    return this.queries.get(me, id);
  }

  @Delete('escalations/:id')
  @HttpCode(204)
  @Does('escalation.withdraw')
  withdraw(@Me() me: Person, @Param('id') id: string): Promise<void> {
    return this.escalations.withdraw(me, id);
  }
}
