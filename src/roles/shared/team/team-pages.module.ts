import { Module } from '@nestjs/common';
import { ConsultsModule } from '../../../features/consults/consults.module.js';
import { FollowUpsModule } from '../../../features/follow-ups/follow-ups.module.js';
import { NotificationsModule } from '../../../features/notifications/notifications.module.js';
import { ConsultReading } from './consult-reading.js';
import { Today } from './today.js';

const SERVICES = [ConsultReading, Today];

/** What the pages of a team, the coordination and the administration share. */
@Module({
  imports: [ConsultsModule, FollowUpsModule, NotificationsModule],
  providers: SERVICES,
  exports: [...SERVICES, ConsultsModule, FollowUpsModule, NotificationsModule],
})
export class TeamPagesModule {}
