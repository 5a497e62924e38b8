import { createServer, request, Agent, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hangingUp } from './hang-up.js';

describe('a server that is told to stop', () => {
  let server: Server;
  let close: () => Promise<number>;
  const agent = new Agent({ keepAlive: true });
  let answer: (response: ServerResponse) => void;

  beforeEach(async () => {
    answer = (response) => void response.end('done');
    server = createServer((_request, response) => answer(response));
    const hangUp = hangingUp(server);
    close = () =>
      new Promise((resolve) => {
        const from = Date.now();
        hangUp();
        server.close(() => resolve(Date.now() - from));
      });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => agent.destroy());

  const ask = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      request({ host: '127.0.0.1', port, agent }, (response) => resolve(response.resume())).on('error', reject).end();
    });
  const arrived = () => new Promise<void>((resolve) => server.once('request', () => resolve()));

  it('lets nobody wait who keeps a connection for later', async () => {
    expect((await ask()).headers.connection).toBe('keep-alive');
    expect(await close()).toBeLessThan(1000);
  });

  it('gives the answer in hand, and says that it is the last on that connection', async () => {
    answer = (response) => void setTimeout(() => response.end('done'), 300);
    const asked = ask();
    await arrived();
    const closed = close();
    expect((await asked).headers.connection).toBe('close');
    expect(await closed).toBeLessThan(1500);
  });

  it('cuts off after two seconds what is never answered', async () => {
    answer = () => undefined;
    const outcome = ask().catch((error: Error & { code: string }) => error.code);
    await arrived();
    const took = await close();
    expect(await outcome).toBe('ECONNRESET');
    expect(took).toBeGreaterThanOrEqual(1900);
    expect(took).toBeLessThan(4000);
  });
});
