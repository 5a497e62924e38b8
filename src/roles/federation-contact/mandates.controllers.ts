import { Controller, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { MandatesPages } from '../shared/mandates/mandates.pages.js';
import { OwnMandatePages } from '../shared/mandates/own-mandate.pages.js';
import { onlyFor } from '../shared/only-for.js';

/** Mandates that she vouches for. */
@ApiExcludeController()
@UseGuards(onlyFor('federation-contact'))
@Controller('federatie/mandaten')
export class FederationMandatesController extends MandatesPages {}

/** Her own: until when, handing over, stopping. */
@ApiExcludeController()
@UseGuards(onlyFor('federation-contact'))
@Controller('federatie/mandaat')
export class FederationOwnMandateController extends OwnMandatePages {}
