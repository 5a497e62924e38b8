import { Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { PageDto } from '../../platform/http/cursor.js';
import { Notifications } from './notifications.js';

@ApiTags('notifications')
@Controller('api/v1/notifications')
export class NotificationsController {
  constructor(private readonly notifications: Notifications) {}

  @Get()
  @Does('notifications.read')
  list(@Me() me: Person, @Query() { limit, cursor }: PageDto) {
    return this.notifications.list(me, limit ?? 25, cursor);
  }

  /** Read by its owner; again is the same. */
  @Put(':id/reading')
  @HttpCode(204)
  @Does('notifications.read')
  read(@Me() me: Person, @Param('id') id: string) {
    return this.notifications.markRead(me, id);
  }
}
