import { Module } from '@nestjs/common';
import { ConsultsModule } from '../consults/consults.module.js';
import { DecideHandover } from './decide-handover.js';
import { HandoverQueries } from './handover-queries.js';
import { HandoversController } from './handovers.controller.js';
import { OfferConsults } from './offer-consults.js';
import { UnownedConsults } from './unowned-consults.js';

@Module({
  imports: [ConsultsModule],
  controllers: [HandoversController],
  providers: [HandoverQueries, OfferConsults, DecideHandover, UnownedConsults],
  exports: [HandoverQueries, OfferConsults, DecideHandover, UnownedConsults],
})
export class HandoversModule {}
