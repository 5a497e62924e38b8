import { Module } from '@nestjs/common';
import { RecoveryController } from './recovery.controller.js';
import { RecoveryLinks } from './recovery-links.js';
import { RecoveryMailHandler } from './recovery-mail.handler.js';
import { RecoveryRequests } from './recovery-requests.js';

@Module({ controllers: [RecoveryController], providers: [RecoveryRequests, RecoveryLinks], exports: [RecoveryRequests, RecoveryLinks] })
export class AccountRecoveryModule {}

/** The worker's. */
@Module({ providers: [RecoveryMailHandler] })
export class RecoveryMailModule {}
