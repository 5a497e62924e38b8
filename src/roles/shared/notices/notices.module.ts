import { Module } from '@nestjs/common';
import { NotificationsModule } from '../../../features/notifications/notifications.module.js';
import { NoticesController } from './notices.controller.js';

@Module({ imports: [NotificationsModule], controllers: [NoticesController] })
export class NoticesModule {}
