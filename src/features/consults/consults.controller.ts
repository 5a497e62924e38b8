import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { PageDto, slice } from '../../platform/http/cursor.js';
import { IdempotencyKey, IfMatch, TakesIdempotencyKey } from '../../platform/http/headers.js';
import { AskConsult } from './ask-consult.js';
import { AssignConsult } from './assign-consult.js';
import { completeDto } from './complete-dto.js';
import {
  AskDto,
  AssignmentDto,
  ClosureDto,
  ConflictDto,
  DangerDto,
  DraftDto,
  ListDto,
  MessageDto,
  NewDraftDto,
  SharingDto,
  SubmissionDto,
  UnsharingDto,
  WithdrawalDto,
} from './consult.dto.js';
import { ConsultQueries } from './consult-queries.js';
import type { ConsultView } from './consult-views.js';
import { EndConsult } from './end-consult.js';
import { ShareConsult } from './share-consult.js';
import { WriteMessage } from './write-message.js';

@ApiTags('consults')
@ApiHeader({ name: 'If-Match', required: false })
@Controller('api/v1/consults')
export class ConsultsController {
  constructor(
    private readonly queries: ConsultQueries,
    private readonly asking: AskConsult,
    private readonly assigning: AssignConsult,
    private readonly writing: WriteMessage,
    private readonly ending: EndConsult,
    private readonly sharing: ShareConsult,
  ) {}

  @Post()
  @TakesIdempotencyKey()
  @Does('consult.ask')
  async ask(
    @Me() me: Person,
    @Query() { draft }: AskDto,
    @Body() body: NewDraftDto,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const keeping = draft === 'true';
    const id = keeping ? await this.asking.saveDraft(me, body, key) : await this.asking.ask(me, await completeDto(body), key);
    reply.header('location', `/api/v1/consults/${id}`);
    return this.shown(me, id, reply);
  }

  @Get()
  @Does('consult.list')
  list(@Me() me: Person, @Query() filter: ListDto) {
    return this.queries.list(me, filter);
  }

  @Get(':id')
  @Does('consult.see')
  get(@Me() me: Person, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.shown(me, id, reply);
  }

  @Patch(':id')
  @Does('consult.edit-draft')
  async edit(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() body: DraftDto,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.asking.edit(me, id, body, ifMatch);
    return this.shown(me, id, reply);
  }

  @Delete(':id')
  @HttpCode(204)
  @Does('consult.edit-draft')
  discard(@Me() me: Person, @Param('id') id: string, @IfMatch() ifMatch: string | undefined) {
    return this.asking.discard(me, id, ifMatch);
  }

  @Put(':id/submission')
  @Does('consult.submit')
  async submit(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() { acknowledgedFindings }: SubmissionDto,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.asking.submit(me, id, acknowledgedFindings, ifMatch);
    return this.shown(me, id, reply);
  }

  @Put(':id/assignment')
  @Does('consult.claim')
  async assign(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() { accountId }: AssignmentDto,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (accountId) await this.assigning.assign(me, id, accountId, ifMatch);
    else await this.assigning.claim(me, id, ifMatch);
    return this.shown(me, id, reply);
  }

  @Delete(':id/assignment')
  @Does('consult.release')
  async release(
    @Me() me: Person,
    @Param('id') id: string,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.assigning.release(me, id, ifMatch);
    return this.shown(me, id, reply);
  }

  @Get(':id/messages')
  @Does('consult.read-content')
  async messages(@Me() me: Person, @Param('id') id: string, @Query() page: PageDto) {
    return this.queries.messagesPage(me, id, page);
  }

  /** One of the thread; marks nothing as read. */
  @Get(':id/messages/:messageId')
  @Does('consult.read-content')
  message(@Me() me: Person, @Param('id') id: string, @Param('messageId') messageId: string) {
    return this.queries.message(me, id, messageId);
  }

  @Post(':id/messages')
  @TakesIdempotencyKey()
  @Does('consult.write')
  async write(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() body: MessageDto,
    @IfMatch() ifMatch: string | undefined,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const messageId = await this.writing.write(me, id, body, { ifMatch, key });
    reply.header('location', `/api/v1/consults/${id}/messages/${messageId}`);
    return this.queries.message(me, id, messageId);
  }

  @Put(':id/danger')
  @Does('consult.raise-danger')
  async raiseDanger(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() { danger }: DangerDto,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.writing.raiseDanger(me, id, danger, { ifMatch });
    return this.shown(me, id, reply);
  }

  @Put(':id/closure')
  @Does('consult.close')
  async close(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() body: ClosureDto,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.ending.close(me, id, body, ifMatch);
    return this.shown(me, id, reply);
  }

  @Delete(':id/closure')
  @Does('consult.reopen')
  async reopen(
    @Me() me: Person,
    @Param('id') id: string,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.ending.reopen(me, id, ifMatch);
    return this.shown(me, id, reply);
  }

  @Put(':id/withdrawal')
  @Does('consult.withdraw')
  async withdraw(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() body: WithdrawalDto,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.ending.withdraw(me, id, body, ifMatch);
    return this.shown(me, id, reply);
  }

  @Put(':id/sharing')
  @Does('consult.share')
  async share(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() { accountId }: SharingDto,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.sharing.share(me, id, accountId, ifMatch);
    return this.shown(me, id, reply);
  }

  /** With an account in the body that one, without it every colleague. */
  @Delete(':id/sharing')
  @Does('consult.share')
  async unshare(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() { accountId }: UnsharingDto,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.sharing.unshare(me, id, accountId ?? null, ifMatch);
    return this.shown(me, id, reply);
  }

  @Put(':id/conflict-of-interest')
  @Does('consult.set-conflict')
  async setConflict(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() { levels }: ConflictDto,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.sharing.setConflict(me, id, levels, ifMatch);
    return this.shown(me, id, reply);
  }

  @Get(':id/timeline')
  @Does('consult.timeline')
  async timeline(@Me() me: Person, @Param('id') id: string, @Query() page: PageDto) {
    return slice(await this.queries.timeline(me, id), (_one, index) => String(index), page);
  }

  @Get(':id/proof')
  @Does('consult.proof')
  proof(@Me() me: Person, @Param('id') id: string) {
    return this.queries.proof(me, id);
  }

  /** The consult as it is now, to this person. */
  private async shown(me: Person, id: string, reply: FastifyReply): Promise<ConsultView> {
    const view = await this.queries.get(me, id);
    reply.header('etag', `"${view.version}"`);
    return view;
  }
}
