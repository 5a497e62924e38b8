import { Module } from '@nestjs/common';
import { AuditModule } from '../../features/audit/audit.module.js';
import { RetentionModule } from '../../features/retention/retention.module.js';
import { TeamPagesModule } from '../shared/team/team-pages.module.js';
import { DestructionPagesController } from './destructions.controller.js';
import { PrivacyOfficerController } from './privacy-officer.controller.js';

/** Watches over who did or read what: ids and codes, never a text. */
@Module({ imports: [AuditModule, RetentionModule, TeamPagesModule], controllers: [PrivacyOfficerController, DestructionPagesController] })
export class PrivacyOfficerModule {}
