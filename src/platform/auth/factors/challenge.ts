import type { FastifyRequest } from 'fastify';
import { sessionOf } from '../session-data.js';

const VALID_MS = 5 * 60 * 1000;

/** What a passkey is to sign. It lies in the session of who asks, for a few minutes. */
export function draw(request: FastifyRequest, challenge: string): void {
  sessionOf(request).challenge = { challenge, until: Date.now() + VALID_MS };
}

/** Once. @returns null when there is none, or no more */
export function drawn(request: FastifyRequest): string | null {
  const session = sessionOf(request);
  const { challenge } = session;
  delete session.challenge;
  return challenge && challenge.until > Date.now() ? challenge.challenge : null;
}
