import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';

const LARGEST = 1024 * 1024;

/** The development inbox: a real SMTP server on loopback that keeps what it receives. */
@Injectable()
export class InboxServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: SMTPServer | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.devInbox) return;
    const url = new URL(this.config.smtpUrl);
    this.server = new SMTPServer({
      banner: 'Klankbord',
      size: LARGEST,
      // Who keeps a connection open without a word is not waited for at the end.
      closeTimeout: 500,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        const right = username === decodeURIComponent(url.username) && password === decodeURIComponent(url.password);
        return right ? done(null, { user: username }) : done(new Error('wrong credentials'));
      },
      onData: (stream, session, done) => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
        this.receive(stream, recipients).then(() => done(), done);
      },
    });
    await new Promise<void>((resolve, reject) => {
      this.server!.once('error', reject);
      this.server!.listen(Number(url.port), url.hostname, () => resolve());
    });
    this.server.on('error', () => undefined);
  }

  private async receive(stream: NodeJS.ReadableStream, recipients: string[]): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    const mail = await PostalMime.parse(Buffer.concat(parts));
    for (const recipient of recipients) {
      await this.database.asSystem('dev', (tx) =>
        tx.query('insert into dev.mails (recipient, subject, text, message_id, sent_at) values ($1, $2, $3, $4, $5)', [
          recipient,
          mail.subject ?? '',
          mail.text ?? '',
          mail.messageId,
          mail.date ? new Date(mail.date) : new Date(),
        ]),
      );
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
  }
}
