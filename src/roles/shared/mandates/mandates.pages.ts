import { Body, Get, Injectable, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EndMandate } from '../../../features/mandates/end-mandate.js';
import { MandateEndingDto, MandateListDto } from '../../../features/mandates/mandate.dto.js';
import { MandateQueries } from '../../../features/mandates/mandate-queries.js';
import { WithoutContact } from '../../../features/mandates/without-contact.js';
import { mayEver } from '../../../domain/permissions.js';
import { Does, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { notFound } from '../../../platform/http/problem.js';
import { checkedAs, maybeTextOf, submitForm, textOf, type Form, type FormErrors } from '../form.js';
import { homeOf, renderPage } from '../page.js';
import { LABELS, mandatesOf, reasonItems, REASONS, standingWord } from './words.js';

const SOON_DAYS = 60;

/** Which of them she looks at; the first is what needs her. */
const SHELVES: Record<string, { text: string; filter: Partial<MandateListDto> }> = {
  eindigen: { text: 'Die eindigen binnen 60 dagen', filter: { endingWithinDays: SOON_DAYS } },
  verlopen: { text: 'Verlopen registraties', filter: { standing: 'expired' } },
  geldig: { text: 'Alle die geldig zijn', filter: { standing: 'active' } },
  alle: { text: 'Alle', filter: {} },
};

const DONE: Record<string, string> = {
  beeindigd: 'De laatste dag is ingevuld.',
  behouden: 'Het einde is ingetrokken.',
  geschorst: 'Het mandaat is geschorst. Vanaf nu ziet deze persoon ermee niets meer.',
  opgeheven: 'De schorsing is opgeheven.',
};

interface Visit {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Mandates of those she vouches for: which end, and ending or suspending one. Names and dates. */
@Injectable()
export abstract class MandatesPages {
  constructor(
    private readonly queries: MandateQueries,
    private readonly ending: EndMandate,
    private readonly orphans: WithoutContact,
  ) {}

  @Get()
  @Does('mandate.list')
  async list(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const shelf = textOf(query, 'welke') in SHELVES ? textOf(query, 'welke') : 'eindigen';
    const filter = await checkedAs(MandateListDto, { cursor: maybeTextOf(query, 'na') });
    const { items, nextCursor } = await this.queries.list(me, { ...filter, ...SHELVES[shelf]!.filter });
    const base = mandatesOf(me);
    return renderPage(reply, request, 'shared/mandates/pages/list.njk', {
      title: 'Mandaten',
      base,
      shelf,
      shelves: Object.entries(SHELVES).map(([name, { text }]) => ({ name, text })),
      mandates: items.map((one) => ({ ...one, word: standingWord(one), lastDay: one.endedOn ?? one.validTo })),
      orphans: mayEver('organisation.list', me.role, me.standing) ? (await this.orphans.list(me)).length : null,
      next: nextCursor && `${base}?${new URLSearchParams({ welke: shelf, na: nextCursor })}`,
      first: filter.cursor && `${base}?welke=${shelf}`,
    });
  }

  /** Clubs and federations that nobody can turn to. */
  @Get('zonder-aanspreekpunt')
  @Does('organisation.list')
  async withoutContact(@Me() me: Person, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return renderPage(reply, request, 'shared/mandates/pages/without-contact.njk', {
      title: me.role === 'admin' ? 'Organisaties zonder aanspreekpunt' : 'Clubs zonder aanspreekpunt',
      organisations: await this.orphans.list(me),
      place: me.role === 'admin' ? `${homeOf(me.role)}/organisaties` : `${homeOf(me.role)}/clubs`,
      back: { href: mandatesOf(me), text: 'Naar de mandaten' },
    });
  }

  @Get(':id')
  @Does('mandate.see')
  async one(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const mandate = await this.queries.get(me, id);
    return renderPage(reply, request, 'shared/mandates/pages/mandate.njk', {
      title: mandate.account.name,
      one: mandate,
      word: standingWord(mandate),
      reason: mandate.endingReason && REASONS[mandate.endingReason],
      address: `${mandatesOf(me)}/${id}`,
      can: Object.fromEntries(mandate.allowed.map((step) => [step, true])),
      done: DONE[textOf(query, 'gedaan')],
      back: { href: mandatesOf(me), text: 'Naar de mandaten' },
    });
  }

  @Get(':id/einde')
  @Does('mandate.end')
  ends(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.stepPage({ me, id, request, reply }, 'end', {});
  }

  @Post(':id/einde')
  @Does('mandate.end')
  end(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        await this.ending.end(me, id, await checkedAs(MandateEndingDto, { endedOn: textOf(form, 'endedOn').trim(), reason: textOf(form, 'reason') }));
        return `${mandatesOf(me)}/${id}?gedaan=beeindigd`;
      },
      (errors) => this.stepPage({ me, id, request, reply }, 'end', form, errors),
      { labels: LABELS },
    );
  }

  @Post(':id/behouden')
  @Does('mandate.end')
  keep(@Me() me: Person, @Param('id') id: string, @Res() reply: FastifyReply) {
    return this.done(me, id, reply, 'behouden', () => this.ending.keep(me, id));
  }

  @Get(':id/schorsen')
  @Does('mandate.suspend')
  suspends(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.stepPage({ me, id, request, reply }, 'suspend', {});
  }

  @Post(':id/schorsen')
  @Does('mandate.suspend')
  suspend(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        await this.ending.suspend(me, id);
        return `${mandatesOf(me)}/${id}?gedaan=geschorst`;
      },
      (errors) => this.stepPage({ me, id, request, reply }, 'suspend', {}, errors),
    );
  }

  @Post(':id/opheffen')
  @Does('mandate.suspend')
  lift(@Me() me: Person, @Param('id') id: string, @Res() reply: FastifyReply) {
    return this.done(me, id, reply, 'opgeheven', () => this.ending.lift(me, id));
  }

  private async done(me: Person, id: string, reply: FastifyReply, what: string, act: () => Promise<void>) {
    await act();
    return reply.redirect(`${mandatesOf(me)}/${id}?gedaan=${what}`, 303);
  }

  private async stepPage({ me, id, request, reply }: Visit, step: 'end' | 'suspend', values: Form, errors?: FormErrors) {
    const one = await this.queries.get(me, id);
    if (!errors && !one.allowed.includes(step)) throw notFound();
    return renderPage(reply, request, `shared/mandates/pages/${step}.njk`, {
      title: step === 'end' ? `Mandaat van ${one.account.name} beëindigen` : `Mandaat van ${one.account.name} schorsen?`,
      one,
      address: `${mandatesOf(me)}/${id}`,
      reasons: reasonItems(one.account.id !== me.accountId && one.allowed.includes('suspend')),
      back: { href: `${mandatesOf(me)}/${id}`, text: `Naar ${one.account.name}` },
      values,
      errors,
    });
  }
}
