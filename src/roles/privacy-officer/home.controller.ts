import { Controller, Get, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfirmDestruction } from '../../features/retention/confirm-destruction.js';
import { RequestQueries } from '../../features/data-subject-requests/request-queries.js';
import { LegalHoldQueries } from '../../features/legal-holds/legal-hold-queries.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { onlyFor } from '../shared/only-for.js';
import { renderPage } from '../shared/page.js';

const SHOWN = 5;

/** What waits for a privacy officer: who must be answered, what may be destroyed, and what is kept no longer soon. */
@ApiExcludeController()
@UseGuards(onlyFor('privacy-officer'))
@Controller('privacy')
export class HomeController {
  constructor(
    private readonly requests: RequestQueries,
    private readonly holds: LegalHoldQueries,
    private readonly confirming: ConfirmDestruction,
  ) {}

  @Get()
  @Does('data-subject-requests.manage')
  async home(@Me() me: Person, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    // One more than is shown says that there are more.
    const [requests, holds, destructions] = await Promise.all([this.requests.waiting(me, SHOWN + 1), this.holds.standing(me, SHOWN + 1), this.confirming.waiting()]);
    return renderPage(reply, request, 'privacy-officer/pages/home.njk', {
      title: 'Wat op jou wacht',
      requests: requests.slice(0, SHOWN),
      destructions: destructions.length,
      moreRequests: requests.length > SHOWN,
      holds: holds.slice(0, SHOWN),
      moreHolds: holds.length > SHOWN,
    });
  }
}
