import { Global, Module } from '@nestjs/common';
import { BRAKES, type BrakeSource } from '../../platform/vault/brake.js';
import { ReferenceData } from './reference-data.js';

const brakes = {
  provide: BRAKES,
  inject: [ReferenceData],
  useFactory: (reference: ReferenceData): BrakeSource => ({ brakes: async (tx) => (await reference.on(tx, tx.now)).brakes }),
};

@Global()
@Module({ providers: [ReferenceData, brakes], exports: [ReferenceData, BRAKES] })
export class ReferenceDataModule {}
