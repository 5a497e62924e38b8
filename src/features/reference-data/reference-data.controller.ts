import { Controller, Get, Param, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, FreshFactor, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { IfMatch } from '../../platform/http/headers.js';
import { ReferenceSets, type ReferenceSetView } from './reference-sets.js';

@ApiTags('reference-data')
@Controller('api/v1/reference-data/:kind')
export class ReferenceDataController {
  constructor(private readonly sets: ReferenceSets) {}

  /** The set of this kind that holds today. Its `ETag` names it. */
  @Get()
  @Does('reference-data.read')
  async read(@Me() me: Person, @Param('kind') kind: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReferenceSetView> {
    return tagged(reply, await this.sets.read(me, kind));
  }

  /** What holds today was looked over and is right. */
  @Put('confirmation')
  @Does('reference-data.confirm')
  @FreshFactor()
  async confirm(
    @Me() me: Person,
    @Param('kind') kind: string,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReferenceSetView> {
    return tagged(reply, await this.sets.confirm(me, kind, seenIn(ifMatch)));
  }
}

/** `*` is whichever holds. */
const seenIn = (ifMatch: string | undefined): string | undefined =>
  ifMatch?.trim() === '*' ? undefined : ifMatch?.trim().replace(/^(?:W\/)?"(.*)"$/, '$1');

function tagged(reply: FastifyReply, set: ReferenceSetView): ReferenceSetView {
  reply.header('etag', `"${set.id}"`);
  return set;
}
