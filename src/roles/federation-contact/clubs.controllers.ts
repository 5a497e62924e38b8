import { Controller, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { onlyFor } from '../shared/only-for.js';
import { ImportPages } from '../shared/organisations/import.pages.js';
import { OrganisationPages } from '../shared/organisations/organisation.pages.js';

/** The clubs of her federation. */
@ApiExcludeController()
@UseGuards(onlyFor('federation-contact'))
@Controller('federatie/clubs')
export class FederationClubsController extends OrganisationPages {}

/** Her federation's own list of them. */
@ApiExcludeController()
@UseGuards(onlyFor('federation-contact'))
@Controller('federatie/clubs/inlezen')
export class FederationImportController extends ImportPages {}
