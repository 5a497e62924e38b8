import { randomBytes } from 'node:crypto';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

export interface ReceivedMail {
  to: string;
  subject: string;
  text: string;
  messageId: string;
  date: string;
  raw: string;
}

/** Decides what the server says to one message: nothing = 250, else an SMTP error. */
type Refusal = { code: number; text: string } | void;
export type Manners = (mail: ReceivedMail) => Refusal | Promise<Refusal>;

/** A mail server on loopback that keeps what it takes, and can be told to refuse. */
export class Mailbox {
  readonly mails: ReceivedMail[] = [];
  manners: Manners = () => undefined;
  /** Greets with 421. */
  closedForNow = false;
  refusedAddresses = new Set<string>();
  private server: SMTPServer;
  private readonly password = randomBytes(9).toString('hex');
  url = '';

  async start(): Promise<this> {
    await this.listen(0);
    return this;
  }

  /** Connections are refused from now on. */
  async goAway(): Promise<void> {
    await this.stop();
  }

  /** At the same address again. */
  async comeBack(): Promise<void> {
    await this.listen(Number(new URL(this.url).port));
  }

  private async listen(at: number): Promise<void> {
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      // Who keeps a connection open without a word is not waited for.
      closeTimeout: 100,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) =>
        password === this.password ? done(null, { user: 'test' }) : done(new Error('no')),
      onConnect: (_session, done) => (this.closedForNow ? done(smtpError(421, 'try again later')) : done()),
      onRcptTo: ({ address }, _session, done) =>
        this.refusedAddresses.has(address) ? done(smtpError(550, 'no such mailbox')) : done(),
      onData: (stream, session, done) => {
        this.receive(stream, session).then(() => done(), done);
      },
    });
    this.server.on('error', () => undefined);
    await new Promise<void>((resolve) => this.server.listen(at, '127.0.0.1', () => resolve()));
    const { port } = this.server.server.address() as { port: number };
    this.url = `smtp://test:${this.password}@127.0.0.1:${port}`;
  }

  to(address: string): ReceivedMail[] {
    return this.mails.filter((mail) => mail.to === address);
  }

  clear(): void {
    this.mails.length = 0;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    const raw = Buffer.concat(parts).toString();
    const mail = await PostalMime.parse(raw);
    for (const { address } of session.envelope.rcptTo) {
      const received: ReceivedMail = {
        to: address,
        subject: mail.subject ?? '',
        text: mail.text ?? '',
        messageId: mail.messageId ?? '',
        date: mail.date ?? '',
        raw,
      };
      const refusal = await this.manners(received);
      if (refusal) throw smtpError(refusal.code, refusal.text);
      this.mails.push(received);
    }
  }
}

const smtpError = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });
