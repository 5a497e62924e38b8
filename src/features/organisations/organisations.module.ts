import { Module } from '@nestjs/common';
import { Idempotency } from '../../platform/http/idempotency.js';
import { Affiliations } from './affiliations.js';
import { EndOrganisation } from './end-organisation.js';
import { KeepOrganisation } from './keep-organisation.js';
import { OrganisationQueries } from './organisation-queries.js';
import { OrganisationsController } from './organisations.controller.js';

@Module({
  controllers: [OrganisationsController],
  providers: [OrganisationQueries, KeepOrganisation, EndOrganisation, Affiliations, Idempotency],
  exports: [OrganisationQueries, KeepOrganisation, EndOrganisation, Affiliations],
})
export class OrganisationsModule {}
