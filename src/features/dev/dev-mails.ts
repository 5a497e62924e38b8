import { Injectable } from '@nestjs/common';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';

export interface DevMail {
  to: string;
  subject: string;
  text: string;
  messageId: string;
  sentAt: string;
}

/** All mail that the development inbox received, oldest first. */
@Injectable()
export class DevMails {
  constructor(private readonly database: Database) {}

  list(to?: string): Promise<DevMail[]> {
    return this.database.asSystem('dev', async (tx) => {
      const rows = await tx.query(
        `select recipient, subject, text, message_id, sent_at from dev.mails
         where $1::text is null or recipient = lower($1) order by id`,
        [to ?? null],
      );
      return rows.map((row) => ({
        to: row.recipient,
        subject: row.subject,
        text: row.text,
        messageId: row.message_id,
        sentAt: maybeLocalIso(row.sent_at)!,
      }));
    });
  }
}
