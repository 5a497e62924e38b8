import { Controller, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { onlyFor } from '../shared/only-for.js';
import { RegistrationListPages } from '../shared/registrations/registration-list.pages.js';
import { RegistrationPages } from '../shared/registrations/registration.pages.js';

/** Contacts of federations, first leads, administrators: invited, waited for, to be looked at. */
@ApiExcludeController()
@UseGuards(onlyFor('admin'))
@Controller('beheer/registraties')
export class AdminRegistrationsListController extends RegistrationListPages {}

/** One of them. */
@ApiExcludeController()
@UseGuards(onlyFor('admin'))
@Controller('beheer/registraties')
export class AdminRegistrationsController extends RegistrationPages {}
