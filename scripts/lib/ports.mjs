/** Ports: a free one, and whether one can be had. */
import { createServer } from 'node:net';

/** Listens for a moment; undefined when it worked, else the error. Port 0 lets the system choose. */
function probe(port, host) {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', (error) => done({ error }));
    server.listen({ port, host, exclusive: true }, () => {
      const { port: got } = server.address();
      server.close(() => done({ port: got }));
    });
  });
}

export async function freePort(host = '127.0.0.1') {
  const { port, error } = await probe(0, host);
  if (error) throw error;
  return port;
}

/** The code of what stands in the way (EADDRINUSE, EACCES, EADDRNOTAVAIL), or undefined. */
export const portTrouble = async (port, host) => (await probe(port, host)).error?.code;
