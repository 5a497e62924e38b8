import { Module } from '@nestjs/common';
import { DevModule } from '../../features/dev/dev.module.js';
import { DevInboxController } from './dev-inbox.controller.js';

/** Demo and test only: in production this module is not there. */
@Module({ imports: [DevModule], controllers: [DevInboxController] })
export class DevInboxModule {}
