import { Module } from '@nestjs/common';
import { Idempotency } from '../../platform/http/idempotency.js';
import { Affiliations } from './affiliations.js';
import { EndOrganisation } from './end-organisation.js';
import { ExportOrganisations } from './export-organisations.js';
import { ImportController } from './import/import.controller.js';
import { ImportClubs } from './import/import-clubs.js';
import { KeepOrganisation } from './keep-organisation.js';
import { OrganisationQueries } from './organisation-queries.js';
import { OrganisationsController } from './organisations.controller.js';

@Module({
  // "import" is no id: before what takes any.
  controllers: [ImportController, OrganisationsController],
  providers: [OrganisationQueries, KeepOrganisation, EndOrganisation, Affiliations, ImportClubs, ExportOrganisations, Idempotency],
  exports: [OrganisationQueries, KeepOrganisation, EndOrganisation, Affiliations, ImportClubs, ExportOrganisations],
})
export class OrganisationsModule {}
