import { Controller, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { onlyFor } from '../shared/only-for.js';
import { RegistrationListPages } from '../shared/registrations/registration-list.pages.js';
import { RegistrationPages } from '../shared/registrations/registration.pages.js';

/** Those who become a contact of her club: she says whether she knows them. */
@ApiExcludeController()
@UseGuards(onlyFor('club-contact'))
@Controller('club/registraties')
export class ClubRegistrationsListController extends RegistrationListPages {}

/** One of them. */
@ApiExcludeController()
@UseGuards(onlyFor('club-contact'))
@Controller('club/registraties')
export class ClubRegistrationsController extends RegistrationPages {}
