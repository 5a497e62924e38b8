import { Module } from '@nestjs/common';
import { ConsultsModule } from '../consults/consults.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { AccountExport } from './account-export.js';
import { AccountExportController } from './account-export.controller.js';
import { ExportFile } from './export-file.js';
import { OwnDeeds } from './own-deeds.js';

@Module({
  imports: [ConsultsModule, NotificationsModule],
  controllers: [AccountExportController],
  providers: [AccountExport, OwnDeeds, ExportFile],
  exports: [AccountExport, OwnDeeds, ExportFile],
})
export class AccountExportModule {}
