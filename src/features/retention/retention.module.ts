import { Module } from '@nestjs/common';
import { Idempotency } from '../../platform/http/idempotency.js';
import { ConsultsModule } from '../consults/consults.module.js';
import { ConfirmDestruction } from './confirm-destruction.js';
import { DestroyDue } from './destroy-due.js';
import { DestroyOfficeRecords } from './destroy-office-records.js';
import { DestroyEarly } from './destroy-early.js';
import { DestructionsController } from './destructions.controller.js';
import { EndPublicContacts } from './end-public-contacts.js';
import { KeepLonger } from './keep-longer.js';
import { LedgerReferenceHandler } from './ledger-reference.handler.js';
import { PruneMailLog } from './prune-mail-log.js';
import { ReplayLedgerCommand } from './replay-ledger.command.js';
import { ReplayLedger } from './replay-ledger.js';
import { RetentionController } from './retention.controller.js';

/** What people decide about the end of a record: the web's. */
@Module({
  imports: [ConsultsModule],
  controllers: [RetentionController, DestructionsController],
  providers: [KeepLonger, DestroyEarly, ConfirmDestruction, Idempotency],
  exports: [KeepLonger, DestroyEarly, ConfirmDestruction],
})
export class RetentionModule {}

/** What goes by itself: the worker's, and the development clock's. */
@Module({
  imports: [ConsultsModule],
  providers: [DestroyDue, DestroyOfficeRecords, EndPublicContacts, PruneMailLog],
  exports: [DestroyDue, DestroyOfficeRecords, EndPublicContacts, PruneMailLog],
})
export class DestructionModule {}

@Module({ imports: [DestructionModule], providers: [LedgerReferenceHandler] })
export class RetentionHandlersModule {}

/** After a restore. */
@Module({ providers: [ReplayLedger, ReplayLedgerCommand], exports: [ReplayLedger] })
export class ReplayModule {}
