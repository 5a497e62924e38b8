import { Body, Get, Injectable, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formatKbo } from '../../../domain/organisation-numbers.js';
import { OrganisationChangeDto, OrganisationExportDto, OrganisationListDto } from '../../../features/organisations/organisation.dto.js';
import { ExportOrganisations } from '../../../features/organisations/export-organisations.js';
import { KeepOrganisation } from '../../../features/organisations/keep-organisation.js';
import { OrganisationQueries } from '../../../features/organisations/organisation-queries.js';
import { Does, FreshFactor, Me } from '../../../platform/auth/access.js';
import type { Person } from '../../../platform/database/actor.js';
import { checkedAs, maybeTextOf, submitForm, textOf, type Form, type FormErrors } from '../form.js';
import { renderPage } from '../page.js';
import { nounOf, organisationsOf } from './paths.js';

export const LABELS = { kind: 'Soort', name: 'Naam', postalCode: 'Postcode', place: 'Gemeente', kbo: 'KBO-nummer', vCode: 'vCode' };

const DONE: Record<string, string> = {
  nieuw: 'De organisatie is ingeschreven.',
  aangepast: 'De gegevens zijn aangepast.',
  beeindigd: 'Het einde is ingevuld. Mandaten en aansluitingen lopen verder tot iemand ze zelf beëindigt.',
  heropend: 'Het einde is ingetrokken.',
  opgegaan: 'Deze organisatie is opgegaan in een andere.',
  aansluiting: 'De aansluitingen zijn aangepast.',
};

interface Visit {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Those that she may know of: found, opened, mended and taken along as a file. */
@Injectable()
export abstract class OrganisationPages {
  constructor(
    private readonly queries: OrganisationQueries,
    private readonly keeping: KeepOrganisation,
    private readonly exporting: ExportOrganisations,
  ) {}

  @Get()
  @Does('organisation.list')
  async list(@Me() me: Person, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const asked = filterOf(query);
    const filter = await checkedAs(OrganisationListDto, { ...asked, cursor: maybeTextOf(query, 'cursor') });
    const { items, nextCursor } = await this.queries.list(me, filter);
    const base = organisationsOf(me);
    const address = (more: Record<string, string>) => `${base}?${new URLSearchParams({ ...asked, ...more })}`;
    return renderPage(reply, request, 'shared/organisations/pages/list.njk', {
      title: nounOf(me).title,
      base,
      admin: me.role === 'admin',
      organisations: items,
      values: asked,
      searched: Object.keys(asked).length > 0,
      next: nextCursor && address({ cursor: nextCursor }),
      first: filter.cursor && address({}),
      files: new URLSearchParams(asked).toString(),
    });
  }

  @Get('bestand')
  @Does('organisation.list')
  @FreshFactor()
  async export(@Me() me: Person, @Query() query: Form, @Res() reply: FastifyReply) {
    const { format, ...filter } = await checkedAs(OrganisationExportDto, { ...filterOf(query), format: textOf(query, 'format') });
    const { type, name, content } = await this.exporting.file(me, format, filter);
    return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(content);
  }

  @Get(':id')
  @Does('organisation.see')
  async one(@Me() me: Person, @Param('id') id: string, @Query() query: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const organisation = await this.queries.get(me, id);
    return renderPage(reply, request, 'shared/organisations/pages/organisation.njk', {
      title: organisation.name,
      base: organisationsOf(me),
      address: `${organisationsOf(me)}/${id}`,
      admin: me.role === 'admin',
      back: { href: organisationsOf(me), text: nounOf(me).back },
      one: organisation,
      kbo: organisation.kbo && formatKbo(organisation.kbo),
      can: Object.fromEntries(organisation.allowed.map((step) => [step, organisation.state !== 'merged' && organisation.kind !== 'team'])),
      done: DONE[textOf(query, 'gedaan')],
    });
  }

  @Get(':id/aanpassen')
  @Does('organisation.change')
  changing(@Me() me: Person, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.changePage({ me, id, request, reply }, {});
  }

  @Post(':id/aanpassen')
  @Does('organisation.change')
  change(@Me() me: Person, @Param('id') id: string, @Body() form: Form, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return submitForm(
      reply,
      async () => {
        await this.keeping.change(me, id, await checkedAs(OrganisationChangeDto, fieldsIn(form)), maybeTextOf(form, 'version'));
        return `${organisationsOf(me)}/${id}?gedaan=aangepast`;
      },
      (errors) => this.changePage({ me, id, request, reply }, form, errors),
      { labels: LABELS },
    );
  }

  private async changePage({ me, id, request, reply }: Visit, values: Form, errors?: FormErrors) {
    const one = await this.queries.get(me, id);
    const address = `${organisationsOf(me)}/${id}`;
    return renderPage(reply, request, 'shared/organisations/pages/change.njk', {
      title: `${one.name} aanpassen`,
      one,
      address,
      back: { href: address, text: `Naar ${one.name}` },
      values,
      errors,
    });
  }
}

/** What is filled in, so that an address names nothing else. */
function filterOf(query: Form): Record<string, string> {
  const filter: Record<string, string> = {};
  for (const name of ['search', 'kind', 'state']) {
    const value = maybeTextOf(query, name);
    if (value !== undefined) filter[name] = value;
  }
  return filter;
}

export const fieldsIn = (form: Form) => ({
  name: textOf(form, 'name'),
  postalCode: textOf(form, 'postalCode').trim(),
  place: textOf(form, 'place'),
  kbo: textOf(form, 'kbo'),
  vCode: textOf(form, 'vCode'),
});
