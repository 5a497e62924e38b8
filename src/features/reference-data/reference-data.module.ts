import { Global, Module } from '@nestjs/common';
import { ReferenceDataController } from './reference-data.controller.js';
import { ReferenceData } from './reference-data.js';
import { ReferenceSets } from './reference-sets.js';

@Global()
@Module({ controllers: [ReferenceDataController], providers: [ReferenceData, ReferenceSets], exports: [ReferenceData, ReferenceSets] })
export class ReferenceDataModule {}
