import { Module } from '@nestjs/common';
import { SealingModule } from '../../platform/audit/sealing.module.js';
import { ConsultsModule } from '../consults/consults.module.js';
import { FollowUpsModule } from '../follow-ups/follow-ups.module.js';
import { DestructionModule } from '../retention/retention.module.js';
import { DueStepHandler } from './due-step.handler.js';
import { Planner } from './planner.js';
import { ScheduleProcessor, Schedules } from './schedules.js';

/** Planning alone: the development clock runs a round as well. */
@Module({ imports: [ConsultsModule, FollowUpsModule], providers: [Planner], exports: [Planner] })
export class PlannerModule {}

/** The worker's: schedules and what a due step does. */
@Module({
  imports: [ConsultsModule, FollowUpsModule, PlannerModule, DestructionModule, SealingModule],
  providers: [DueStepHandler, Schedules, ScheduleProcessor],
  exports: [Schedules],
})
export class RemindersModule {}
