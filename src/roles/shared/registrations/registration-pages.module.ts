import { Module } from '@nestjs/common';
import { RegistrationsModule } from '../../../features/registrations/registrations.module.js';
import { TrainingChoice } from './training-choice.js';

/** What the pages of registrations need, in each role that has them. */
@Module({ imports: [RegistrationsModule], providers: [TrainingChoice], exports: [RegistrationsModule, TrainingChoice] })
export class RegistrationPagesModule {}
