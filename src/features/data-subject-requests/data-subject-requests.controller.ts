import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { slice } from '../../platform/http/cursor.js';
import { IdempotencyKey, IfMatch, TakesIdempotencyKey } from '../../platform/http/headers.js';
import { AddresseeDto, AddresseeSearchDto, ExtensionDto, NoteDto, RequestClosureDto, RequestDto, RequestListDto } from './data-subject-request.dto.js';
import { DataSubjectRequests } from './data-subject-requests.js';
import { RequestQueries } from './request-queries.js';
import type { RequestView } from './request-views.js';

@ApiTags('data-subject-requests')
@Controller('api/v1/data-subject-requests')
export class DataSubjectRequestsController {
  constructor(
    private readonly requests: DataSubjectRequests,
    private readonly queries: RequestQueries,
  ) {}

  @Get()
  @Does('data-subject-requests.manage')
  list(@Me() me: Person, @Query() filter: RequestListDto) {
    return this.queries.list(me, filter);
  }

  @Post()
  @TakesIdempotencyKey()
  @Does('data-subject-requests.manage')
  async register(
    @Me() me: Person,
    @Body() body: RequestDto,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RequestView> {
    const id = await this.requests.register(me, body, key);
    reply.header('location', `/api/v1/data-subject-requests/${id}`);
    return this.shown(me, id, reply);
  }

  /** Organisations and teams that one can be put to, by a part of their name. */
  @Get('addressees')
  @Does('data-subject-requests.manage')
  async addressees(@Me() me: Person, @Query() { name, ...page }: AddresseeSearchDto) {
    return slice(await this.queries.addressees(me, name), ({ id }) => id, page);
  }

  @Get(':id')
  @Does('data-subject-requests.manage')
  get(@Me() me: Person, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.shown(me, id, reply);
  }

  @Put(':id/note')
  @Does('data-subject-requests.manage')
  async note(@Me() me: Person, @Param('id') id: string, @Body() { note }: NoteDto, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.requests.note(me, id, note, ifMatch);
    return this.shown(me, id, reply);
  }

  @Put(':id/addressee')
  @Does('data-subject-requests.manage')
  async put(@Me() me: Person, @Param('id') id: string, @Body() body: AddresseeDto, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.requests.put(me, id, body.organisationId, ifMatch);
    return this.shown(me, id, reply);
  }

  @Put(':id/extension')
  @Does('data-subject-requests.manage')
  async extend(@Me() me: Person, @Param('id') id: string, @Body() body: ExtensionDto, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.requests.extend(me, id, body, ifMatch);
    return this.shown(me, id, reply);
  }

  @Put(':id/closure')
  @Does('data-subject-requests.manage')
  async close(@Me() me: Person, @Param('id') id: string, @Body() body: RequestClosureDto, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.requests.close(me, id, body, ifMatch);
    return this.shown(me, id, reply);
  }

  private async shown(me: Person, id: string, reply: FastifyReply): Promise<RequestView> {
    const view = await this.queries.get(me, id);
    reply.header('etag', `"${view.version}"`);
    return view;
  }
}
