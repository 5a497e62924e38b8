import type { Server, ServerResponse } from 'node:http';

const GRACE_MS = 2000;
const OFTEN_MS = 50;

/**
 * For a server that is about to close: who is being answered gets the answer, on a connection that ends with it; who keeps
 * a connection open for later is cut off at once; and what is not answered within the grace is no longer waited for.
 * @returns what to call when the closing begins
 */
export function hangingUp(server: Server): () => void {
  const answering = new Set<ServerResponse>();
  let closing = false;
  const last = (response: ServerResponse) => {
    if (!response.headersSent) response.shouldKeepAlive = false;
  };
  server.prependListener('request', (_request, response: ServerResponse) => {
    if (closing) last(response);
    answering.add(response);
    response.once('close', () => answering.delete(response));
  });
  return () => {
    closing = true;
    answering.forEach(last);
    setInterval(() => server.closeIdleConnections(), OFTEN_MS).unref();
    setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  };
}
