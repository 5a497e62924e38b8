import { Body, Controller, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { IdempotencyKey, IfMatch, TakesIdempotencyKey } from '../../platform/http/headers.js';
import { invalid } from '../../platform/http/problem.js';
import { ConsultQueries } from '../consults/consult-queries.js';
import { DestroyEarly, type Destroyed } from './destroy-early.js';
import { KeepLonger } from './keep-longer.js';
import { DestructionDto, KeepingDto } from './retention.dto.js';

/** The end of a consult's time, by who asked it: later, or at once. */
@ApiTags('consults')
@ApiHeader({ name: 'If-Match', required: false })
@Controller('api/v1/consults/:id')
export class RetentionController {
  constructor(
    private readonly keeping: KeepLonger,
    private readonly destroying: DestroyEarly,
    private readonly queries: ConsultQueries,
  ) {}

  @Post('retention')
  @HttpCode(200)
  @TakesIdempotencyKey()
  @Does('consult.keep')
  async keep(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() body: KeepingDto,
    @IfMatch() ifMatch: string | undefined,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.keeping.keep(me, id, body, { ifMatch, key });
    const view = await this.queries.get(me, id);
    reply.header('etag', `"${view.version}"`);
    return view;
  }

  @Put('destruction')
  @Does('consult.destroy')
  destroy(@Me() me: Person, @Param('id') id: string, @Body() { confirmed }: DestructionDto, @IfMatch() ifMatch: string | undefined): Promise<Destroyed> {
    if (!confirmed) throw invalid([{ field: 'confirmed', code: 'required', message: 'Bevestig dat dit weg mag.' }]);
    return this.destroying.destroy(me, id, ifMatch);
  }
}
