import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AccountExport } from '../../../features/account-export/account-export.js';
import { ExportFile } from '../../../features/account-export/export-file.js';
import { OwnDeeds } from '../../../features/account-export/own-deeds.js';
import { Does, FreshFactor, Me, type SignedInRequest } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { renderPage } from '../page.js';

const LATEST = 50;

/** What Klankbord knows of whoever looks, to read and to take along. */
@ApiExcludeController()
@Controller('mijn-gegevens')
export class MyDataController {
  constructor(
    private readonly exports: AccountExport,
    private readonly deeds: OwnDeeds,
    private readonly file: ExportFile,
  ) {}

  @Get()
  @Does('account.export')
  async page(@Me() me: Person, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    const known = await this.exports.of(me, request.mandates ?? []);
    return renderPage(reply, request, 'shared/my-data/pages/my-data.njk', {
      title: 'Wat Klankbord over mij weet',
      back: { href: '/meldingen' },
      known,
      counts: await this.deeds.counts(me),
      latest: await this.deeds.latest(me, LATEST),
    });
  }

  @Get('bestand')
  @Does('account.export')
  @FreshFactor()
  download(@Me() me: Person, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return this.file.send(me, request.mandates ?? [], reply);
  }
}
