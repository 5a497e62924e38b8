import { Module } from '@nestjs/common';
import { RestoreGapsModule } from '../../../features/backup/backup.module.js';
import { EscalationsModule } from '../../../features/escalations/escalations.module.js';
import { NotificationsModule } from '../../../features/notifications/notifications.module.js';
import { Frame } from './frame.js';
import { News } from './news.js';

@Module({ imports: [RestoreGapsModule, EscalationsModule, NotificationsModule], providers: [Frame, News] })
export class FrameModule {}
