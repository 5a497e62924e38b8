import { Controller, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ANYONE, Does } from '../../platform/auth/access.js';
import { goTo } from '../shared/page.js';
import { QUICK_EXIT } from '../shared/quick-exit.js';

/** "Snel weg". Also for whose session ended meanwhile: it leads away, never to the sign-in. */
@ApiExcludeController()
@Controller('snel-weg')
export class QuickExitController {
  @Post()
  @Does(ANYONE)
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await request.session.destroy();
    return goTo(reply.header('clear-site-data', '"cache"'), QUICK_EXIT);
  }
}
