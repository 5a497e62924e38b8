import { Controller, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { onlyFor } from '../shared/only-for.js';
import { RegistrationListPages } from '../shared/registrations/registration-list.pages.js';
import { RegistrationPages } from '../shared/registrations/registration.pages.js';

/** Members of the 1712 points: invited, waited for, to be looked at. */
@ApiExcludeController()
@UseGuards(onlyFor('coordinator'))
@Controller('coordinatie/registraties')
export class CoordinatorRegistrationsListController extends RegistrationListPages {}

/** One of them. */
@ApiExcludeController()
@UseGuards(onlyFor('coordinator'))
@Controller('coordinatie/registraties')
export class CoordinatorRegistrationsController extends RegistrationPages {}
