import { Module, type OnModuleInit } from '@nestjs/common';
import { checkLifecycle, LIFECYCLE } from '../../domain/consult-lifecycle.js';
import { STATUSES } from '../../domain/vocabulary.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { RoutingModule } from '../routing/routing.module.js';
import { AskConsult } from './ask-consult.js';
import { AssignConsult } from './assign-consult.js';
import { ConsultQueries } from './consult-queries.js';
import { ConsultRepository } from './consult.repository.js';
import { ConsultWork } from './consult-work.js';
import { ConsultsController } from './consults.controller.js';
import { EndConsult } from './end-consult.js';
import { IdentifierCheckController } from './identifier-check.controller.js';
import { ShareConsult } from './share-consult.js';
import { WriteMessage } from './write-message.js';

const SERVICES = [ConsultQueries, AskConsult, AssignConsult, WriteMessage, EndConsult, ShareConsult, ConsultWork, ConsultRepository];

@Module({
  imports: [RoutingModule],
  controllers: [ConsultsController, IdentifierCheckController],
  providers: [...SERVICES, Idempotency],
  exports: SERVICES,
})
export class ConsultsModule implements OnModuleInit {
  onModuleInit(): void {
    checkLifecycle(LIFECYCLE, STATUSES);
  }
}
