import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DevMails } from '../../features/dev/dev-mails.js';
import { ANYONE, Does } from '../../platform/auth/access.js';
import { textOf, type Form } from '../shared/form.js';
import { renderPage } from '../shared/page.js';

const SHOWN = 200;

/** Where the mails of a demo arrive. */
@ApiExcludeController()
@Controller('dev/inbox')
export class DevInboxController {
  constructor(private readonly mails: DevMails) {}

  @Get()
  @Does(ANYONE)
  async page(@Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const to = textOf(query, 'aan').trim();
    const mails = (await this.mails.list(to || undefined)).reverse().slice(0, SHOWN).map(withLink);
    return renderPage(reply, request, 'public/pages/dev-inbox.njk', { title: 'Postvak van de oefenomgeving', mails, values: { aan: to } });
  }
}

const withLink = <Mail extends { text: string }>(mail: Mail) => ({ ...mail, link: /https?:\/\/\S+/.exec(mail.text)?.[0] });
