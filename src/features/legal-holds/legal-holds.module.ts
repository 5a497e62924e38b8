import { Module } from '@nestjs/common';
import { Idempotency } from '../../platform/http/idempotency.js';
import { HoldWatch } from './hold-watch.js';
import { LegalHoldQueries } from './legal-hold-queries.js';
import { LegalHolds } from './legal-holds.js';
import { LegalHoldsController } from './legal-holds.controller.js';

@Module({
  controllers: [LegalHoldsController],
  providers: [LegalHolds, LegalHoldQueries, HoldWatch, Idempotency],
  exports: [LegalHolds, LegalHoldQueries, HoldWatch],
})
export class LegalHoldsModule {}
