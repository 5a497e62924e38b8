import { Controller, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { onlyFor } from '../shared/only-for.js';
import { RegistrationListPages } from '../shared/registrations/registration-list.pages.js';
import { RegistrationPages } from '../shared/registrations/registration.pages.js';

/** The members of the team: its leads invite, and a colleague says whether they know them. */
@ApiExcludeController()
@UseGuards(onlyFor('counsellor', 'team-lead'))
@Controller('desk/registraties')
export class TeamRegistrationsListController extends RegistrationListPages {}

/** One of them. */
@ApiExcludeController()
@UseGuards(onlyFor('counsellor', 'team-lead'))
@Controller('desk/registraties')
export class TeamRegistrationsController extends RegistrationPages {}
