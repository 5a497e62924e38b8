import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../../config/addresses.js';

/** For whom a passkey is made, in the words of WebAuthn. */
export interface RelyingParty {
  id: string;
  origin: string;
}

/** From the public address. On this machine alone it is `localhost`: an address in numbers is nobody to a browser. */
export function relyingPartyOf(publicUrl: string, request: FastifyRequest): RelyingParty {
  const { hostname, origin } = new URL(publicUrl);
  if (!isLoopback(hostname.replace(/^\[|\]$/g, ''))) return { id: hostname, origin };
  const port = /:(\d+)$/.exec(request.host)?.[1];
  return { id: 'localhost', origin: `http://localhost${port ? `:${port}` : ''}` };
}
