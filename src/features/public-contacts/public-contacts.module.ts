import { Module } from '@nestjs/common';
import { ContactSearch } from './contact-search.js';
import { ContactSearchController } from './contact-search.controller.js';
import { Helplines } from './helplines.js';
import { LookLimits } from './look-limits.js';
import { OwnPublicContact } from './own-public-contact.js';
import { OwnPublicContactController } from './own-public-contact.controller.js';

@Module({
  controllers: [ContactSearchController, OwnPublicContactController],
  providers: [ContactSearch, Helplines, LookLimits, OwnPublicContact],
  exports: [ContactSearch, OwnPublicContact],
})
export class PublicContactsModule {}
