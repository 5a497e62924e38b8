import { Controller, Delete, Get, HttpCode, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { accountIdOf, Does, SIGNED_IN } from '../../platform/auth/access.js';
import { sessionOf } from '../../platform/auth/session-data.js';
import { SessionList } from './session-list.js';

/** Where one is signed in. */
@ApiTags('account')
@Controller('api/v1/me/sessions')
export class MySessionsController {
  constructor(private readonly sessions: SessionList) {}

  @Get()
  @Does(SIGNED_IN)
  async list(@Req() request: FastifyRequest) {
    return { items: await this.sessions.of(accountIdOf(request)!, sessionOf(request).sid), nextCursor: null };
  }

  /** All but the one that asks. */
  @Delete()
  @HttpCode(204)
  @Does(SIGNED_IN)
  async endOthers(@Req() request: FastifyRequest): Promise<void> {
    await this.sessions.endOthers(accountIdOf(request)!, sessionOf(request).sid);
  }

  @Delete(':id')
  @HttpCode(204)
  @Does(SIGNED_IN)
  async end(@Req() request: FastifyRequest, @Param('id') id: string): Promise<void> {
    await this.sessions.end(accountIdOf(request)!, id);
  }
}
