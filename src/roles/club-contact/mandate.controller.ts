import { Controller, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { OwnMandatePages } from '../shared/mandates/own-mandate.pages.js';
import { onlyFor } from '../shared/only-for.js';

/** Her own mandate: until when, handing over, stopping. */
@ApiExcludeController()
@UseGuards(onlyFor('club-contact'))
@Controller('club/mandaat')
export class ClubOwnMandateController extends OwnMandatePages {}
