import { Body, Get, Injectable, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RetentionPolicy } from '../../../domain/retention.js';
import { ReferenceSets } from '../../../features/reference-data/reference-sets.js';
import { Does, FreshFactor, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { submitForm, textOf, type Form, type FormErrors } from '../form.js';
import { homeOf, renderPage } from '../page.js';
import { Today } from '../team/today.js';
import { word } from '../words.js';
import { retentionLines } from './retention-lines.js';

interface Visit {
  me: Person;
  kind: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** The reference data that hold today: all kinds, and each to look over and to confirm. */
@Injectable()
export abstract class ReferenceDataPages {
  constructor(
    private readonly sets: ReferenceSets,
    private readonly today: Today,
  ) {}

  @Get()
  @Does('reference-data.read')
  async list(@Me() me: Person, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { tables } = await this.today.of(me);
    return renderPage(reply, request, 'shared/reference-data/pages/list.njk', {
      title: 'Gegevens',
      base: baseOf(me),
      sets: tables.inForce,
      unconfirmed: tables.unconfirmed,
    });
  }

  @Get(':kind')
  @Does('reference-data.read')
  page(@Me() me: Person, @Param('kind') kind: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.show({ me, kind, request, reply }, { confirmed: textOf(query, 'gedaan') === 'bevestigd' });
  }

  @Post(':kind/bevestigen')
  @Does('reference-data.confirm')
  @FreshFactor()
  confirm(@Me() me: Person, @Param('kind') kind: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        const set = await this.sets.confirm(me, kind, textOf(form, 'set'));
        return `${addressOf(me, set.kind)}?gedaan=bevestigd`;
      },
      (errors) => this.show({ me, kind, request, reply }, { errors }),
    );
  }

  private async show({ me, kind, request, reply }: Visit, shown: { confirmed?: boolean; errors?: FormErrors }) {
    const set = await this.sets.read(me, kind);
    return renderPage(reply, request, 'shared/reference-data/pages/set.njk', {
      ...shown,
      title: word(set.kind, 'referenceKind'),
      back: { href: baseOf(me), text: 'Naar alle gegevens' },
      set,
      action: `${addressOf(me, set.kind)}/bevestigen`,
      lines: set.kind === 'retention' ? retentionLines(set.content as RetentionPolicy) : [],
      parts: Object.entries(set.content).filter(([name]) => !SAID_ABOVE.has(name)).map(([name, content]) => ({ name, content, count: countOf(content) })),
    });
  }
}

/** Of each file: for who edits it, or what the page says already. */
const SAID_ABOVE = new Set(['about', 'validFrom', 'confirmed']);

const baseOf = (me: Person): string => `${homeOf(me.role)}/gegevens`;
const addressOf = (me: Person, kind: string): string => `${baseOf(me)}/${kind}`;

/** How many there are of what is a list or a table; null for a single value. */
function countOf(content: unknown): number | null {
  if (content === null || typeof content !== 'object') return null;
  return Array.isArray(content) ? content.length : Object.keys(content).length;
}
