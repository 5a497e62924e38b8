import { Module, type OnModuleInit } from '@nestjs/common';
import { checkLifecycle, LIFECYCLE } from '../../domain/consult-lifecycle.js';
import { STATUSES } from '../../domain/vocabulary.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { RoutingModule } from '../routing/routing.module.js';
import { AskBeside } from './ask-beside.js';
import { AskConsult } from './ask-consult.js';
import { AssignConsult } from './assign-consult.js';
import { ChangeAsker } from './change-asker.js';
import { CoConsultsController } from './co-consults.controller.js';
import { ConsultDesk } from './consult-desk.js';
import { ConsultQueries } from './consult-queries.js';
import { ConsultRepository } from './consult.repository.js';
import { ConsultWatch } from './consult-watch.js';
import { ConsultWork } from './consult-work.js';
import { ConsultsController } from './consults.controller.js';
import { DeskRepository } from './desk.repository.js';
import { DestroyConsult } from './destroy-consult.js';
import { EndConsult } from './end-consult.js';
import { IdentifierCheckController } from './identifier-check.controller.js';
import { NewConsult } from './new-consult.js';
import { OwnConsults } from './own-consults.js';
import { RateConsult } from './rate-consult.js';
import { RatingsController } from './ratings.controller.js';
import { ShareConsult } from './share-consult.js';
import { WriteMessage } from './write-message.js';

const SERVICES = [
  ConsultQueries,
  OwnConsults,
  ConsultDesk,
  AskConsult,
  AskBeside,
  AssignConsult,
  WriteMessage,
  EndConsult,
  DestroyConsult,
  ShareConsult,
  RateConsult,
  ChangeAsker,
  ConsultWork,
  ConsultWatch,
  ConsultRepository,
];

@Module({
  imports: [RoutingModule],
  controllers: [ConsultsController, CoConsultsController, RatingsController, IdentifierCheckController],
  providers: [...SERVICES, NewConsult, DeskRepository, Idempotency],
  exports: SERVICES,
})
export class ConsultsModule implements OnModuleInit {
  onModuleInit(): void {
    checkLifecycle(LIFECYCLE, STATUSES);
  }
}
