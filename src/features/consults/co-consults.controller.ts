import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { IdempotencyKey, IfMatch, TakesIdempotencyKey } from '../../platform/http/headers.js';
import { Flag, FreeText, Nested } from '../../platform/http/fields.js';
import { FactsDto } from '../routing/facts.dto.js';
import { AskBeside } from './ask-beside.js';
import { ConsultQueries } from './consult-queries.js';
import type { ConsultView } from './consult-views.js';

export class BesideDto {
  @FreeText({ max: 100 }) toTeam: string;
  @Nested(() => FactsDto) facts: FactsDto;
  @FreeText() question: string;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

@ApiTags('consults')
@Controller('api/v1/consults/:id/co-consults')
export class CoConsultsController {
  constructor(
    private readonly asking: AskBeside,
    private readonly queries: ConsultQueries,
  ) {}

  @Post()
  @TakesIdempotencyKey()
  @Does('consult.ask-beside')
  async ask(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() body: BesideDto,
    @IfMatch() ifMatch: string | undefined,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsultView> {
    const besideId = await this.asking.ask(me, id, body, { ifMatch, key });
    const view = await this.queries.get(me, besideId);
    reply.headers({ location: `/api/v1/consults/${besideId}`, etag: `"${view.version}"` });
    return view;
  }
}
