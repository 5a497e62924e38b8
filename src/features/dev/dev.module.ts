import { Module } from '@nestjs/common';
import { PlannerModule } from '../reminders/reminders.module.js';
import { DestructionModule } from '../retention/retention.module.js';
import { DevClock } from './dev-clock.js';
import { DevController } from './dev.controller.js';
import { DevMails } from './dev-mails.js';
import { InboxServer } from './inbox-server.js';

@Module({
  imports: [PlannerModule, DestructionModule],
  controllers: [DevController],
  providers: [DevClock, DevMails, InboxServer],
  exports: [DevMails, DevClock],
})
export class DevModule {}
