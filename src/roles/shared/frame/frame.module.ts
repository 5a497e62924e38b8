import { Module } from '@nestjs/common';
import { EscalationsModule } from '../../../features/escalations/escalations.module.js';
import { NotificationsModule } from '../../../features/notifications/notifications.module.js';
import { Frame } from './frame.js';
import { News } from './news.js';

@Module({ imports: [EscalationsModule, NotificationsModule], providers: [Frame, News] })
export class FrameModule {}
