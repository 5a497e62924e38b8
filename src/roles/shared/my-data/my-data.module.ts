import { Module } from '@nestjs/common';
import { AccountExportModule } from '../../../features/account-export/account-export.module.js';
import { MyDataController } from './my-data.controller.js';

@Module({ imports: [AccountExportModule], controllers: [MyDataController] })
export class MyDataModule {}
