import type { FastifyRequest } from 'fastify';
import { deviceWord } from './device-word.js';
import { sessionOf, type WayIn } from './session-data.js';

export interface SessionStart {
  accountId: string;
  methods: WayIn[];
  /** When a second factor was shown, or a passkey, or single sign-on that asked for as much. Without it nothing counts as fresh. */
  secondFactorAt?: Date;
  /** A device that others use too: it ends sooner. */
  shared?: boolean;
}

/**
 * Whatever way somebody came in, this is what follows: a session with a new id that holds an account. Whether the account has
 * its ways in is read at every request; until then it is signed in only to enrol (access.guard.ts). Putting on record that
 * somebody came in is the caller's.
 */
export async function startSession(request: FastifyRequest, { accountId, methods, secondFactorAt, shared = false }: SessionStart): Promise<void> {
  await request.logIn({ accountId } as never);
  sessionOf(request).begun = {
    methods,
    shared,
    device: deviceWord(request.headers['user-agent']),
    ...(secondFactorAt ? { secondFactorAt: secondFactorAt.toISOString() } : {}),
  };
}
