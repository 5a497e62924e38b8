import { Controller, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { onlyFor } from '../shared/only-for.js';
import { RegistrationListPages } from '../shared/registrations/registration-list.pages.js';
import { RegistrationPages } from '../shared/registrations/registration.pages.js';

/** The contacts of her clubs, and of her own federation: invited, waited for, to be looked at. */
@ApiExcludeController()
@UseGuards(onlyFor('federation-contact'))
@Controller('federatie/registraties')
export class FederationRegistrationsListController extends RegistrationListPages {}

/** One of them. */
@ApiExcludeController()
@UseGuards(onlyFor('federation-contact'))
@Controller('federatie/registraties')
export class FederationRegistrationsController extends RegistrationPages {}
