import { Module } from '@nestjs/common';
import { NotificationsModule } from '../../../features/notifications/notifications.module.js';
import { Frame } from './frame.js';
import { News } from './news.js';

@Module({ imports: [NotificationsModule], providers: [Frame, News] })
export class FrameModule {}
