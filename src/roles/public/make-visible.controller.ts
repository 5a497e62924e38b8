import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ContactSearch } from '../../features/public-contacts/contact-search.js';
import { ANYONE, Does } from '../../platform/auth/access.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { renderPage } from '../shared/page.js';
import { qrOf } from './qr.js';

/** A club makes its contact and the helplines visible where its members look: a poster on the wall, a piece of its website. */
@ApiExcludeController()
@Controller('contactpersoon')
export class MakeVisibleController {
  constructor(
    private readonly contacts: ContactSearch,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('affiche/:id')
  @Does(ANYONE)
  async poster(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { link, ...data } = await this.of(id, request);
    return renderPage(reply, request, 'public/pages/contact-poster.njk', { title: 'Affiche', ...data, link, qr: qrOf(link) });
  }

  @Get('website/:id')
  @Does(ANYONE)
  async website(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return renderPage(reply, request, 'public/pages/contact-website.njk', { title: 'Op jullie website', ...(await this.of(id, request)) });
  }

  private async of(id: string, request: FastifyRequest) {
    const { organisation, helplines } = await this.contacts.organisation(id, request.ip);
    const back = { href: `/contactpersoon/${organisation.id}`, text: `Naar ${organisation.name}` };
    return { organisation, helplines, back, link: `${this.config.publicUrl}/contactpersoon/${organisation.id}` };
  }
}
