import { Global, Module } from '@nestjs/common';
import { BRAKES, type BrakeSource } from '../../platform/vault/brake.js';
import { ReferenceDataController } from './reference-data.controller.js';
import { ReferenceData } from './reference-data.js';
import { ReferenceSets } from './reference-sets.js';

const brakes = {
  provide: BRAKES,
  inject: [ReferenceData],
  useFactory: (reference: ReferenceData): BrakeSource => ({ brakes: async (tx) => (await reference.on(tx, tx.now)).brakes }),
};

@Global()
@Module({
  controllers: [ReferenceDataController],
  providers: [ReferenceData, ReferenceSets, brakes],
  exports: [ReferenceData, ReferenceSets, BRAKES],
})
export class ReferenceDataModule {}
