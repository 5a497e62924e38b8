import { Module } from '@nestjs/common';
import { AuditModule } from '../../features/audit/audit.module.js';
import { DataSubjectRequestsModule } from '../../features/data-subject-requests/data-subject-requests.module.js';
import { LegalHoldsModule } from '../../features/legal-holds/legal-holds.module.js';
import { HoldsController } from './holds.controller.js';
import { HomeController } from './home.controller.js';
import { LogController } from './log.controller.js';
import { RequestStepsController } from './request-steps.controller.js';
import { RequestsController } from './requests.controller.js';

/** Watches over who did or read what, holds what must be kept and answers who asks about their data: never a text of a case. */
@Module({
  imports: [AuditModule, LegalHoldsModule, DataSubjectRequestsModule],
  controllers: [HomeController, RequestsController, RequestStepsController, HoldsController, LogController],
})
export class PrivacyOfficerModule {}
