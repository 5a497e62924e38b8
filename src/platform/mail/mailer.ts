import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { isPermanentSmtp } from '../../domain/retry.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';

export interface Mail {
  /** Stable: the same delivery sent twice has the same Message-ID. */
  id: string;
  to: string;
  subject: string;
  text: string;
  date: Date;
}

/** The address was refused for good. */
export class AddressRefused extends Error {
  readonly code = 'address-refused';
}

@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport: Transporter;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    // Trying again is the outbox's work, not the pool's.
    const options = { pool: true, maxConnections: 4, maxRequeues: 0, connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };
    // The development inbox speaks plain SMTP on loopback; elsewhere TLS is verified as usual.
    const plain = config.devInbox || config.mode === 'test' ? { ignoreTLS: true } : {};
    const url = new URL(config.smtpUrl);
    this.transport = createTransport({
      ...options,
      ...plain,
      host: url.hostname,
      port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
      secure: url.protocol === 'smtps:',
      ...(url.username
        ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
        : {}),
    } as never);
  }

  /** @throws AddressRefused on a 5xx for the recipient; anything else may be tried again */
  async send(mail: Mail): Promise<void> {
    try {
      await this.transport.sendMail({
        from: this.config.mailFrom,
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mail.text,
        date: mail.date,
        messageId: `<${mail.id}@${this.domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      const { responseCode, command } = error as { responseCode?: number; command?: string };
      if (command === 'RCPT TO' && isPermanentSmtp(responseCode)) throw new AddressRefused();
      throw error;
    }
  }

  async ping(): Promise<void> {
    await this.transport.verify();
  }

  private get domain(): string {
    return this.config.mailFrom.match(/@([^>\s]+)/)?.[1] ?? 'klankbord.test';
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
