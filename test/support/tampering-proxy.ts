import { sign, type KeyObject } from 'node:crypto';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Token {
  header: Record<string, unknown>;
  claims: Record<string, any>;
  key: KeyObject;
}

/** Stands before a provider of sign-in, passes everything on, and may change an ID token, fail or be slow. */
export class TamperingProxy {
  target = '';
  /** Changes an ID token, which is then signed again, by the provider's own key unless told otherwise. */
  tamper: ((token: Token) => void) | undefined;
  /** By path: a status that it answers with itself. */
  failing: Record<string, number> = {};
  /** By path: what it waits for. */
  delay: Record<string, Promise<unknown>> = {};
  /** How often a code was brought to be changed for a token. */
  codes = 0;
  private server: Server;

  constructor(private readonly key: KeyObject) {}

  async start(): Promise<void> {
    this.server = createServer((incoming, response) => void this.pass(incoming, response).catch(() => response.destroy()));
    await new Promise<void>((ready) => this.server.listen(0, '127.0.0.1', ready));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  behave(): void {
    Object.assign(this, { tamper: undefined, failing: {}, delay: {} });
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  private async pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = incoming.url!.split('?', 1)[0]!;
    if (path === '/token') this.codes += 1;
    await this.delay[path];
    if (this.failing[path]) return void response.writeHead(this.failing[path]!).end();
    const answer = await this.forward(incoming);
    const body = await whole(answer);
    const sent = path === '/token' ? this.changed(body) : body;
    const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = answer.headers;
    response.writeHead(answer.statusCode!, headers).end(sent);
  }

  /** With the host that was asked for, so that the provider's addresses lead here. */
  private forward(incoming: IncomingMessage): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { method, headers, url } = incoming;
      const out = request(new URL(url!, this.target), { method, headers }, resolve).on('error', reject);
      incoming.pipe(out);
    });
  }

  private changed(body: Buffer): Buffer | string {
    const tokens = JSON.parse(String(body)) as { id_token?: string };
    if (!this.tamper || !tokens.id_token) return body;
    const [header, claims] = tokens.id_token.split('.').slice(0, 2).map((part) => JSON.parse(String(Buffer.from(part, 'base64url'))));
    const token: Token = { header, claims, key: this.key };
    this.tamper(token);
    return JSON.stringify({ ...tokens, id_token: signed(token) });
  }
}

async function whole(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function signed({ header, claims, key }: Token): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${header.alg === 'none' ? '' : sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}
