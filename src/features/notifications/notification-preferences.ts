import { Injectable } from '@nestjs/common';
import type { MailRhythm } from '../../domain/vocabulary.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';

/** `mails`: each at once, or what may wait in one mail a morning (domain 7). */
export interface NotificationPreferencesView {
  mails: MailRhythm;
}

/** Of the person, for all of their mandates. */
@Injectable()
export class NotificationPreferences {
  constructor(private readonly database: Database) {}

  get(me: Person): Promise<NotificationPreferencesView> {
    return this.database.withActor(me, async (tx) => {
      const [{ mails }] = await tx.query('select mail_rhythm as mails from accounts where id = $1', [me.accountId]);
      return { mails };
    });
  }

  async choose(me: Person, { mails }: NotificationPreferencesView): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      await tx.query('update accounts set mail_rhythm = $2 where id = $1', [me.accountId, mails]);
      await tx.audit('notification-preferences.choose', { kind: 'account', id: me.accountId });
    });
  }
}
