import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LegalHoldDto, LegalHoldListDto, ProlongationDto } from '../../features/legal-holds/legal-hold.dto.js';
import { LegalHoldQueries } from '../../features/legal-holds/legal-hold-queries.js';
import { LegalHolds } from '../../features/legal-holds/legal-holds.js';
import { Does, FreshFactor, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { checkedAs, maybeTextOf, submitForm, textOf, type Form, type FormErrors } from '../shared/form.js';
import { onlyFor } from '../shared/only-for.js';
import { goTo, renderPage } from '../shared/page.js';
import { namedIn } from './found-words.js';

const HOLDS = '/privacy/bewaringen';
const LABELS = { reference: 'Nummer van de vraag', reason: 'Reden', endsOn: 'Bewaren tot en met' };
const DONE: Record<string, string> = {
  gevraagd: 'De vraag wordt bewaard tot en met de dag die je koos.',
  verlengd: 'De bewaring is verlengd.',
  opgeheven: 'De bewaring is opgeheven.',
};

interface Visit {
  me: Person;
  id?: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Keeping a consult from destruction, by the reference in a letter. */
@ApiExcludeController()
@UseGuards(onlyFor('privacy-officer'))
@Controller('privacy/bewaringen')
export class HoldsController {
  constructor(
    private readonly holds: LegalHolds,
    private readonly queries: LegalHoldQueries,
  ) {}

  @Get()
  @Does('legal-holds.manage')
  async list(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const filter = await checkedAs(LegalHoldListDto, { cursor: maybeTextOf(query, 'cursor') });
    const { items, nextCursor } = await this.queries.list(me, filter);
    return renderPage(reply, request, 'privacy-officer/pages/holds.njk', {
      title: 'Juridische bewaringen',
      holds: items,
      next: nextCursor && `${HOLDS}?cursor=${encodeURIComponent(nextCursor)}`,
      first: filter.cursor && HOLDS,
    });
  }

  @Get('nieuw')
  @Does('legal-holds.manage')
  @FreshFactor()
  asking(@Me() me: Person, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.newPage({ me, request, reply }, {});
  }

  @Post('nieuw')
  @Does('legal-holds.manage')
  @FreshFactor()
  set(@Me() me: Person, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const input = await checkedAs(LegalHoldDto, { reference: textOf(form, 'reference'), ...reasonAndEnd(form) });
        return `${HOLDS}/${await this.holds.set(me, input, maybeTextOf(form, 'key'))}?gedaan=gevraagd`;
      },
      (errors) => this.newPage({ me, request, reply }, form, errors),
      { labels: LABELS },
    );
  }

  @Get(':id')
  @Does('legal-holds.manage')
  async page(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const hold = await this.queries.get(me, id);
    return renderPage(reply, request, 'privacy-officer/pages/hold.njk', {
      title: `Bewaring van ${hold.reference}`,
      hold,
      back: { href: HOLDS, text: 'Naar de bewaringen' },
      done: DONE[textOf(query, 'gedaan')],
    });
  }

  @Get(':id/verlengen')
  @Does('legal-holds.manage')
  @FreshFactor()
  prolonging(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.stepPage({ me, id, request, reply }, 'hold-prolong', 'Langer bewaren', {});
  }

  @Post(':id/verlengen')
  @Does('legal-holds.manage')
  @FreshFactor()
  prolong(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        await this.holds.prolong(me, id, await checkedAs(ProlongationDto, reasonAndEnd(form)), {
          ifMatch: maybeTextOf(form, 'version'),
          key: maybeTextOf(form, 'key'),
        });
        return `${HOLDS}/${id}?gedaan=verlengd`;
      },
      (errors) => this.stepPage({ me, id, request, reply }, 'hold-prolong', 'Langer bewaren', form, errors),
      { labels: LABELS },
    );
  }

  @Get(':id/opheffen')
  @Does('legal-holds.manage')
  @FreshFactor()
  lifting(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.stepPage({ me, id, request, reply }, 'hold-lift', 'Niet langer bewaren', {});
  }

  @Post(':id/opheffen')
  @Does('legal-holds.manage')
  @FreshFactor()
  lift(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        await this.holds.lift(me, id, maybeTextOf(form, 'version'));
        return `${HOLDS}/${id}?gedaan=opgeheven`;
      },
      (errors) => this.stepPage({ me, id, request, reply }, 'hold-lift', 'Niet langer bewaren', form, errors),
    );
  }

  private newPage({ request, reply }: Visit, values: Form, errors?: FormErrors) {
    return renderPage(reply, request, 'privacy-officer/pages/hold-new.njk', {
      title: 'Een vraag langer bewaren',
      back: { href: HOLDS, text: 'Naar de bewaringen' },
      key: randomUUID(),
      ...namedIn(errors, textOf(values, 'reason')),
      values,
    });
  }

  /** A step on a hold that stands; what is over leads back to it. */
  private async stepPage({ me, id, request, reply }: Visit, page: string, title: string, values: Form, errors?: FormErrors) {
    const hold = await this.queries.item(me, id!);
    const address = `${HOLDS}/${hold.id}`;
    if (hold.state !== 'standing') return goTo(reply, address);
    return renderPage(reply, request, `privacy-officer/pages/${page}.njk`, {
      title,
      hold,
      address,
      back: { href: address, text: `Naar de bewaring van ${hold.reference}` },
      key: randomUUID(),
      ...namedIn(errors, textOf(values, 'reason')),
      values,
    });
  }
}

const reasonAndEnd = (form: Form) => ({
  reason: textOf(form, 'reason'),
  endsOn: textOf(form, 'endsOn').trim(),
  acknowledgedFindings: textOf(form, 'akkoord') === 'ja' || undefined,
});
