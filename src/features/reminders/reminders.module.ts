import { Module } from '@nestjs/common';
import { SealingModule } from '../../platform/audit/sealing.module.js';
import { ConsultsModule } from '../consults/consults.module.js';
import { DataSubjectRequestsModule } from '../data-subject-requests/data-subject-requests.module.js';
import { FollowUpsModule } from '../follow-ups/follow-ups.module.js';
import { LegalHoldsModule } from '../legal-holds/legal-holds.module.js';
import { MandatesModule } from '../mandates/mandates.module.js';
import { InvitationWatchModule } from '../registrations/registrations.module.js';
import { DestructionModule } from '../retention/retention.module.js';
import { DueStepHandler } from './due-step.handler.js';
import { Planner } from './planner.js';
import { ScheduleProcessor, Schedules } from './schedules.js';

const WATCHED = [ConsultsModule, FollowUpsModule, LegalHoldsModule, DataSubjectRequestsModule, MandatesModule, InvitationWatchModule];

/** Planning alone: the development clock runs a round as well. */
@Module({ imports: WATCHED, providers: [Planner], exports: [Planner] })
export class PlannerModule {}

/** The worker's: schedules and what a due step does. */
@Module({
  imports: [...WATCHED, PlannerModule, DestructionModule, SealingModule],
  providers: [DueStepHandler, Schedules, ScheduleProcessor],
  exports: [Schedules],
})
export class RemindersModule {}
