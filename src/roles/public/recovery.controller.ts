import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecoveryLinks } from '../../features/account-recovery/recovery-links.js';
import { ANYONE, Does } from '../../platform/auth/access.js';
import { goTo, renderPage } from '../shared/page.js';

/** Where the links of two mails lead. A page with a button: a scanner of mails that follows a link does nothing. */
@ApiExcludeController()
@Controller('herstel')
export class RecoveryPagesController {
  constructor(private readonly links: RecoveryLinks) {}

  @Get('stop/:token')
  @Does(ANYONE)
  stopPage(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return renderPage(reply, request, 'public/pages/recovery.njk', { title: 'Nieuwe toegang tegenhouden', kind: 'stop' });
  }

  @Post('stop/:token')
  @Does(ANYONE)
  async stop(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await this.links.stop(request, token);
    return renderPage(reply, request, 'public/pages/recovery.njk', { title: 'Het is tegengehouden', kind: 'stopped' });
  }

  @Get(':token')
  @Does(ANYONE)
  usePage(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return renderPage(reply, request, 'public/pages/recovery.njk', { title: 'Stel opnieuw in hoe je aanmeldt', kind: 'use' });
  }

  @Post(':token')
  @Does(ANYONE)
  async use(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    await this.links.use(request, token);
    return goTo(reply, '/account/instellen');
  }
}
