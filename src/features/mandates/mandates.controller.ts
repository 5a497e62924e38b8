import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { AskRenewal } from './ask-renewal.js';
import { ConfirmMandate } from './confirm-mandate.js';
import { EndMandate } from './end-mandate.js';
import { MandateConfirmationDto, MandateEndingDto, MandateListDto } from './mandate.dto.js';
import { MandateQueries } from './mandate-queries.js';
import type { MandateView } from './mandate-views.js';
import { WithoutContact, type Orphan } from './without-contact.js';

@ApiTags('mandates')
@Controller('api/v1/mandates')
export class MandatesController {
  constructor(
    private readonly queries: MandateQueries,
    private readonly ending: EndMandate,
    private readonly confirming: ConfirmMandate,
    private readonly renewing: AskRenewal,
    private readonly orphans: WithoutContact,
  ) {}

  /** One's own, and those one vouches for: names and dates. */
  @Get()
  @Does('mandate.list')
  list(@Me() me: Person, @Query() filter: MandateListDto) {
    return this.queries.list(me, filter);
  }

  /** Clubs and federations that had a contact and have none today. */
  @Get('without-contact')
  @Does('organisation.list')
  async withoutContact(@Me() me: Person): Promise<{ items: Orphan[] }> {
    return { items: await this.orphans.list(me) };
  }

  @Get(':id')
  @Does('mandate.see')
  get(@Me() me: Person, @Param('id') id: string): Promise<MandateView> {
    return this.queries.get(me, id);
  }

  @Put(':id/ending')
  @Does('mandate.end')
  async end(@Me() me: Person, @Param('id') id: string, @Body() body: MandateEndingDto): Promise<MandateView> {
    await this.ending.end(me, id, body);
    return this.queries.get(me, id);
  }

  /** As long as its last day has not passed. */
  @Delete(':id/ending')
  @Does('mandate.end')
  async keep(@Me() me: Person, @Param('id') id: string): Promise<MandateView> {
    await this.ending.keep(me, id);
    return this.queries.get(me, id);
  }

  @Put(':id/suspension')
  @Does('mandate.suspend')
  async suspend(@Me() me: Person, @Param('id') id: string): Promise<MandateView> {
    await this.ending.suspend(me, id);
    return this.queries.get(me, id);
  }

  @Delete(':id/suspension')
  @Does('mandate.suspend')
  async lift(@Me() me: Person, @Param('id') id: string): Promise<MandateView> {
    await this.ending.lift(me, id);
    return this.queries.get(me, id);
  }

  /** Her own: two people look at it anew. */
  @Put(':id/renewal')
  @Does('mandate.renew')
  async renew(@Me() me: Person, @Param('id') id: string): Promise<MandateView> {
    await this.renewing.ask(me, id);
    return this.queries.get(me, id);
  }

  @Put(':id/confirmation')
  @Does('mandate.confirm')
  async confirm(@Me() me: Person, @Param('id') id: string, @Body() { still }: MandateConfirmationDto): Promise<MandateView> {
    await this.confirming.answer(me, id, still);
    return this.queries.get(me, id);
  }
}
