import { Controller, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { onlyFor } from '../shared/only-for.js';
import { ReferenceDataPages } from '../shared/reference-data/reference-data.pages.js';

/** Reference data, looked over and confirmed. */
@ApiExcludeController()
@UseGuards(onlyFor('admin'))
@Controller('beheer/gegevens')
export class AdminReferenceDataController extends ReferenceDataPages {}
