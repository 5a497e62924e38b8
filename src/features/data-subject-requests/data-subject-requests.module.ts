import { Module } from '@nestjs/common';
import { Idempotency } from '../../platform/http/idempotency.js';
import { DataSubjectRequests } from './data-subject-requests.js';
import { DataSubjectRequestsController } from './data-subject-requests.controller.js';
import { RequestQueries } from './request-queries.js';
import { RequestWatch } from './request-watch.js';

@Module({
  controllers: [DataSubjectRequestsController],
  providers: [DataSubjectRequests, RequestQueries, RequestWatch, Idempotency],
  exports: [DataSubjectRequests, RequestQueries, RequestWatch],
})
export class DataSubjectRequestsModule {}
