import { Module } from '@nestjs/common';
import { Idempotency } from '../../platform/http/idempotency.js';
import { ConsultsModule } from '../consults/consults.module.js';
import { FollowUpWatch } from './follow-up-watch.js';
import { FollowUps } from './follow-ups.js';
import { FollowUpsController } from './follow-ups.controller.js';

@Module({
  imports: [ConsultsModule],
  controllers: [FollowUpsController],
  providers: [FollowUps, FollowUpWatch, Idempotency],
  exports: [FollowUps, FollowUpWatch],
})
export class FollowUpsModule {}
