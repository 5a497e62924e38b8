import { Module } from '@nestjs/common';
import { ConsultsModule } from '../../../features/consults/consults.module.js';
import { EscalationsModule } from '../../../features/escalations/escalations.module.js';
import { NotificationsModule } from '../../../features/notifications/notifications.module.js';
import { NoticesController } from './notices.controller.js';

@Module({ imports: [ConsultsModule, EscalationsModule, NotificationsModule], controllers: [NoticesController] })
export class NoticesModule {}
