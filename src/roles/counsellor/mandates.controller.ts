import { Controller, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { MandatesPages } from '../shared/mandates/mandates.pages.js';
import { onlyFor } from '../shared/only-for.js';

/** Mandates that she vouches for. */
@ApiExcludeController()
@UseGuards(onlyFor('team-lead'))
@Controller('desk/mandaten')
export class LeadMandatesController extends MandatesPages {}
