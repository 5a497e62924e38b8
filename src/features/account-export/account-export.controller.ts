import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, FreshFactor, Me, type SignedInRequest } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { ExportFile } from './export-file.js';

/** The same for people (roles/shared/my-data). */
const PAGE = '/mijn-gegevens';

@ApiTags('account')
@Controller('api/v1/me/export')
export class AccountExportController {
  constructor(private readonly file: ExportFile) {}

  /** What Klankbord knows of the signed-in person. A browser, which asks for HTML, is led to the page. */
  @Get()
  @ApiOkResponse({ description: 'A JSON file', content: { 'application/json': {} } })
  @Does('account.export')
  @FreshFactor()
  export(@Me() me: Person, @Headers('accept') accept: string | undefined, @Req() request: SignedInRequest, @Res() reply: FastifyReply) {
    return asksForPage(accept) ? reply.redirect(PAGE, 303) : this.file.send(me, request.mandates ?? [], reply);
  }
}

const asksForPage = (accept = ''): boolean => accept.includes('text/html') && !accept.includes('application/json');
