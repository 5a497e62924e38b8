import { Global, Module } from '@nestjs/common';
import { SIGN_IN_POLICIES, type SignInPolicies } from '../../platform/auth/sign-in-policies.js';
import { Clock } from '../../platform/clock/clock.js';
import { BRAKES, type BrakeSource } from '../../platform/vault/brake.js';
import { ReferenceDataController } from './reference-data.controller.js';
import { ReferenceData } from './reference-data.js';
import { ReferenceSets } from './reference-sets.js';

const brakes = {
  provide: BRAKES,
  inject: [ReferenceData],
  useFactory: (reference: ReferenceData): BrakeSource => ({ brakes: async (tx) => (await reference.on(tx, tx.now)).brakes }),
};

const signInPolicies = {
  provide: SIGN_IN_POLICIES,
  inject: [ReferenceData, Clock],
  useFactory: (reference: ReferenceData, clock: Clock): SignInPolicies => ({
    policy: async (db) => (await reference.on(db, await clock.now(db))).signIn,
  }),
};

@Global()
@Module({
  controllers: [ReferenceDataController],
  providers: [ReferenceData, ReferenceSets, brakes, signInPolicies],
  exports: [ReferenceData, ReferenceSets, BRAKES, SIGN_IN_POLICIES],
})
export class ReferenceDataModule {}
