import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MAIL_RHYTHMS, type MailRhythm } from '../../domain/vocabulary.js';
import { Does, Me } from '../../platform/auth/access.js';
import type { Person } from '../../platform/database/actor.js';
import { OneOf } from '../../platform/http/fields.js';
import { NotificationPreferences } from './notification-preferences.js';

export class NotificationPreferencesDto {
  @OneOf(MAIL_RHYTHMS) mails: MailRhythm;
}

@ApiTags('notifications')
@Controller('api/v1/notification-preferences')
export class NotificationPreferencesController {
  constructor(private readonly preferences: NotificationPreferences) {}

  @Get()
  @Does('notifications.read')
  get(@Me() me: Person) {
    return this.preferences.get(me);
  }

  @Put()
  @Does('notifications.read')
  async choose(@Me() me: Person, @Body() body: NotificationPreferencesDto) {
    await this.preferences.choose(me, body);
    return this.preferences.get(me);
  }
}
