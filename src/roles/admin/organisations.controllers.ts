import { Controller, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { onlyFor } from '../shared/only-for.js';
import { ImportPages } from '../shared/organisations/import.pages.js';
import { OrganisationPages } from '../shared/organisations/organisation.pages.js';

/** All organisations: found, opened, mended. */
@ApiExcludeController()
@UseGuards(onlyFor('admin'))
@Controller('beheer/organisaties')
export class AdminOrganisationsController extends OrganisationPages {}

/** The clubs of a federation, from its list. */
@ApiExcludeController()
@UseGuards(onlyFor('admin'))
@Controller('beheer/organisaties/inlezen')
export class AdminImportController extends ImportPages {}
