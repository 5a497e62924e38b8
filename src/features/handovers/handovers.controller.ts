import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Does, FreshFactor, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { DecideHandover } from './decide-handover.js';
import { HandoverDecisionDto, HandoverDecisionsDto, HandoverDto, PlacementOfUnownedDto } from './handover.dto.js';
import { HandoverQueries } from './handover-queries.js';
import type { HandoverView, OfferView } from './handover-views.js';
import { OfferConsults } from './offer-consults.js';
import { UnownedConsults, type Unowned } from './unowned-consults.js';

/** From one contact of an organisation to another: chosen consults, each offered, and taken over or not. */
@ApiTags('handovers')
@Controller('api/v1')
export class HandoversController {
  constructor(
    private readonly queries: HandoverQueries,
    private readonly offering: OfferConsults,
    private readonly deciding: DecideHandover,
    private readonly unowned: UnownedConsults,
  ) {}

  @Get('mandates/:id/handover')
  @Does('mandate.hand-over')
  show(@Me() me: Person, @Param('id') id: string): Promise<HandoverView> {
    return this.queries.of(me, id);
  }

  @Put('mandates/:id/handover')
  @FreshFactor()
  @Does('mandate.hand-over')
  async offer(@Me() me: Person, @Param('id') id: string, @Body() body: HandoverDto): Promise<HandoverView> {
    await this.offering.offer(me, id, body);
    return this.queries.of(me, id);
  }

  /** Takes back all that nobody decided on yet. */
  @Delete('mandates/:id/handover')
  @Does('mandate.hand-over')
  async withdrawAll(@Me() me: Person, @Param('id') id: string): Promise<HandoverView> {
    await this.offering.withdrawAll(me, id);
    return this.queries.of(me, id);
  }

  /** What is offered to her: reference and dates. */
  @Get('handovers')
  @Does('handover.receive')
  async offered(@Me() me: Person): Promise<{ items: OfferView[] }> {
    return { items: await this.queries.offered(me) };
  }

  /** Open consults whose asker has no access left: reference and dates. */
  @Get('handovers/unowned')
  @Does('handover.place')
  async withoutOwner(@Me() me: Person): Promise<{ items: Unowned[] }> {
    return { items: await this.unowned.list(me) };
  }

  @Put('handovers/unowned/:reference')
  @FreshFactor()
  @Does('handover.place')
  async place(@Me() me: Person, @Param('reference') reference: string, @Body() { to }: PlacementOfUnownedDto): Promise<{ items: Unowned[] }> {
    await this.unowned.place(me, reference, to);
    return { items: await this.unowned.list(me) };
  }

  /** Several together: all or none. */
  @Put('handovers/decision')
  @FreshFactor()
  @Does('handover.receive')
  async decideAll(@Me() me: Person, @Body() { ids, accepted }: HandoverDecisionsDto): Promise<{ items: OfferView[] }> {
    await this.deciding.decide(me, ids, accepted);
    return { items: await this.queries.offered(me) };
  }

  @Put('handovers/:id/decision')
  @FreshFactor()
  @Does('handover.receive')
  async decide(@Me() me: Person, @Param('id') id: string, @Body() { accepted }: HandoverDecisionDto): Promise<{ items: OfferView[] }> {
    await this.deciding.decide(me, [id], accepted);
    return { items: await this.queries.offered(me) };
  }

  @Delete('handovers/:id')
  @HttpCode(204)
  @Does('mandate.hand-over')
  async withdraw(@Me() me: Person, @Param('id') id: string): Promise<void> {
    await this.offering.withdraw(me, id);
  }
}
