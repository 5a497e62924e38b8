import { Global, Module } from '@nestjs/common';
import { ReferenceData } from './reference-data.js';

@Global()
@Module({ providers: [ReferenceData], exports: [ReferenceData] })
export class ReferenceDataModule {}
