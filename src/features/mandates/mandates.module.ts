import { Module } from '@nestjs/common';
import { ConsultsModule } from '../consults/consults.module.js';
import { AskRenewal } from './ask-renewal.js';
import { ConfirmMandate } from './confirm-mandate.js';
import { EndMandate } from './end-mandate.js';
import { MandateQueries } from './mandate-queries.js';
import { MandateWatch } from './mandate-watch.js';
import { MandatesController } from './mandates.controller.js';
import { WithoutContact } from './without-contact.js';

const SERVICES = [MandateQueries, EndMandate, ConfirmMandate, AskRenewal, MandateWatch, WithoutContact];

@Module({
  imports: [ConsultsModule],
  controllers: [MandatesController],
  providers: SERVICES,
  exports: SERVICES,
})
export class MandatesModule {}
