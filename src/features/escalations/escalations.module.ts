import { Module } from '@nestjs/common';
import { Idempotency } from '../../platform/http/idempotency.js';
import { ConsultsModule } from '../consults/consults.module.js';
import { EscalationQueries } from './escalation-queries.js';
import { Escalations } from './escalations.js';
import { EscalationsController } from './escalations.controller.js';

@Module({
  imports: [ConsultsModule],
  controllers: [EscalationsController],
  providers: [Escalations, EscalationQueries, Idempotency],
  exports: [Escalations, EscalationQueries],
})
export class EscalationsModule {}
