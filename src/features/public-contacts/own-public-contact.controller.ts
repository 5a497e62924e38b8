import { Body, Controller, Delete, Get, HttpCode, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { IfMatch } from '../../platform/http/headers.js';
import { OwnPublicContact, type OwnPublicContactView } from './own-public-contact.js';
import { PublicContactDto } from './public-contact.dto.js';

@ApiTags('contacts')
@Controller('api/v1/me/public-contact')
export class OwnPublicContactController {
  constructor(private readonly own: OwnPublicContact) {}

  @Get()
  @Does('public-contact.keep')
  get(@Me() me: Person, @Res({ passthrough: true }) reply: FastifyReply): Promise<OwnPublicContactView> {
    return this.shown(me, reply);
  }

  @Put()
  @Does('public-contact.keep')
  async agree(@Me() me: Person, @Body() body: PublicContactDto, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<OwnPublicContactView> {
    await this.own.agree(me, body, ifMatch);
    return this.shown(me, reply);
  }

  @Delete()
  @HttpCode(204)
  @Does('public-contact.keep')
  withdraw(@Me() me: Person): Promise<void> {
    return this.own.withdraw(me);
  }

  private async shown(me: Person, reply: FastifyReply): Promise<OwnPublicContactView> {
    const view = await this.own.get(me);
    reply.header('etag', `"${view.version}"`);
    return view;
  }
}
