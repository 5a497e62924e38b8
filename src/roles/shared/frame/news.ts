import { Injectable } from '@nestjs/common';
import { Notifications } from '../../../features/notifications/notifications.js';
import type { Person } from '../../../platform/database/actor.js';

const SHOWN = 9;

/** How many notices are unread, for the menu: '' for none, '9+' for many. */
@Injectable()
export class News {
  constructor(private readonly notifications: Notifications) {}

  async of(me: Person): Promise<string> {
    const { items, nextCursor } = await this.notifications.list(me, SHOWN, undefined, true);
    return nextCursor ? `${SHOWN}+` : items.length ? String(items.length) : '';
  }
}
