import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Does, FreshFactor, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { IdempotencyKey, IfMatch, TakesIdempotencyKey } from '../../platform/http/headers.js';
import { Affiliations } from './affiliations.js';
import { EndOrganisation } from './end-organisation.js';
import { ExportOrganisations } from './export-organisations.js';
import { KeepOrganisation } from './keep-organisation.js';
import { AffiliationDto, AffiliationEndingDto, EndingDto, MergerDto, OrganisationChangeDto, OrganisationDto, OrganisationExportDto, OrganisationListDto, VerifierDto } from './organisation.dto.js';
import { OrganisationQueries } from './organisation-queries.js';
import type { OrganisationView } from './organisation-views.js';

@ApiTags('organisations')
@Controller('api/v1/organisations')
export class OrganisationsController {
  constructor(
    private readonly queries: OrganisationQueries,
    private readonly keeping: KeepOrganisation,
    private readonly ending: EndOrganisation,
    private readonly affiliations: Affiliations,
    private readonly exporting: ExportOrganisations,
  ) {}

  @Get()
  @Does('organisation.list')
  list(@Me() me: Person, @Query() filter: OrganisationListDto) {
    return this.queries.list(me, filter);
  }

  @Post()
  @TakesIdempotencyKey()
  @Does('organisation.create')
  async create(@Me() me: Person, @Body() body: OrganisationDto, @IdempotencyKey() key: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<OrganisationView> {
    const id = await this.keeping.create(me, body, key);
    reply.header('location', `/api/v1/organisations/${id}`);
    return this.shown(me, id, reply);
  }

  /** The whole of such a list, as a file. */
  @Get('export')
  @ApiOkResponse({ description: 'A CSV file or a sheet', content: { 'text/csv': {}, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {} } })
  @Does('organisation.list')
  @FreshFactor()
  async export(@Me() me: Person, @Query() { format, ...filter }: OrganisationExportDto, @Res() reply: FastifyReply) {
    const { type, name, content } = await this.exporting.file(me, format, filter);
    return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(content);
  }

  @Get(':id')
  @Does('organisation.see')
  get(@Me() me: Person, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<OrganisationView> {
    return this.shown(me, id, reply);
  }

  @Patch(':id')
  @Does('organisation.change')
  async change(@Me() me: Person, @Param('id') id: string, @Body() body: OrganisationChangeDto, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<OrganisationView> {
    await this.keeping.change(me, id, body, ifMatch);
    return this.shown(me, id, reply);
  }

  /** The answer counts what stays open: an end of the organisation ends no mandate and no affiliation. */
  @Put(':id/ending')
  @Does('organisation.end')
  async end(@Me() me: Person, @Param('id') id: string, @Body() body: EndingDto, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<OrganisationView> {
    await this.ending.end(me, id, body.endedOn, ifMatch);
    return this.shown(me, id, reply);
  }

  @Delete(':id/ending')
  @Does('organisation.end')
  async reopen(@Me() me: Person, @Param('id') id: string, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<OrganisationView> {
    await this.ending.reopen(me, id, ifMatch);
    return this.shown(me, id, reply);
  }

  @Put(':id/merger')
  @Does('organisation.merge')
  async merge(@Me() me: Person, @Param('id') id: string, @Body() body: MergerDto, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<OrganisationView> {
    await this.ending.merge(me, id, body.into, ifMatch);
    return this.shown(me, id, reply);
  }

  @Post(':id/affiliations')
  @TakesIdempotencyKey()
  @Does('organisation.affiliate')
  async affiliate(
    @Me() me: Person,
    @Param('id') id: string,
    @Body() body: AffiliationDto,
    @IfMatch() ifMatch: string | undefined,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrganisationView> {
    await this.affiliations.affiliate(me, id, body, { ifMatch, key });
    return this.shown(me, id, reply);
  }

  @Put(':id/affiliations/:federationId/ending')
  @Does('organisation.affiliate')
  async endAffiliation(
    @Me() me: Person,
    @Param('id') id: string,
    @Param('federationId') federationId: string,
    @Body() body: AffiliationEndingDto,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrganisationView> {
    await this.affiliations.end(me, id, federationId, body.validTo, ifMatch);
    return this.shown(me, id, reply);
  }

  /** From today this federation verifies the club's contacts. */
  @Put(':id/verifier')
  @Does('organisation.affiliate')
  async verify(@Me() me: Person, @Param('id') id: string, @Body() body: VerifierDto, @IfMatch() ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<OrganisationView> {
    await this.affiliations.verify(me, id, body.federationId, ifMatch);
    return this.shown(me, id, reply);
  }

  private async shown(me: Person, id: string, reply: FastifyReply): Promise<OrganisationView> {
    const view = await this.queries.get(me, id);
    reply.header('etag', `"${view.version}"`);
    return view;
  }
}
